/** Tables for people: on the terminal and in bench/results.md. */
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import Database from 'better-sqlite3';

export interface Section {
  readonly title: string;
  /** How it was measured, in a sentence or two. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A section as Markdown, its columns aligned so that a terminal shows it well, too. */
export function asMarkdown({ title, about, columns, rows }: Section): string {
  const cells = [columns, ...rows.map((row) => row.map(shown))];
  const widths = columns.map((_, column) =>
    Math.max(3, ...cells.map((row) => widthOf(row[column] ?? ''))),
  );
  const lines = cells.map((row) => line(row, widths));
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [`## ${title}`, '', about, '', lines[0] ?? '', rule, ...lines.slice(1), ''].join('\n');
}

/** Where the figures come from: they mean little on another machine. */
export function provenance(started: Date): string {
  const db = new Database(':memory:');
  const sqlite = String(db.prepare('select sqlite_version()').pluck().get());
  db.close();
  const gib = (totalmem() / 1024 ** 3).toFixed(0);
  const driver = versionOf('better-sqlite3');
  return [
    '# Bench',
    '',
    'Written by `npm run bench`. Contenders take turns in processes of their own; each figure is the',
    'median of the runs. Absolute figures move with the load of the machine: judge by the ratios.',
    '',
    `- Date: ${started.toISOString().slice(0, 16)}Z`,
    `- Machine: ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${gib} GiB, ${kernel()}`,
    `- Node ${process.versions.node}, better-sqlite3 ${driver} with SQLite ${sqlite}`,
    '',
  ].join('\n');
}

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return String(Reflect.get(Object(manifest), 'version'));
}

function kernel(): string {
  return `${process.platform} ${process.arch}`;
}

function line(row: readonly string[], widths: readonly number[]): string {
  const padded = widths.map((width, column) => {
    const cell = row[column] ?? '';
    return cell + ' '.repeat(width - widthOf(cell));
  });
  return `| ${padded.join(' | ')} |`;
}

function shown(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en') : cell;
}

/** Chinese characters take two columns on a terminal. */
function widthOf(text: string): number {
  return text.replace(/[\u2e80-\uffff]/g, 'xx').length;
}
