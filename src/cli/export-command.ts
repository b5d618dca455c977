/** `qunli export`: writes a table for people and scripts; it works while the bot runs. */
import { distance } from 'fastest-levenshtein';
import { type CommunityId, type Day, LANGUAGES, type Language, parseDay } from '#kit';
import { features } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import { carryOut, countRows, type ExportOrder } from '../export/order.ts';
import { type Format, fileSink, stdoutSink, withoutMark } from '../export/writer.ts';
import { orderFor } from '../exports.ts';
import { exportsOf } from '../insight/catalogue.ts';
import { allCommunities, communitiesCalled } from '../store/communities.ts';
import { openCurrent } from '../store/current.ts';
import type { Connection } from '../store/sqlite.ts';
import { counted } from './counted.ts';
import { openProgress } from './progress.ts';
import { EXIT, Stop } from './stop.ts';

/** The options as typed. */
export interface ExportFlags {
  readonly output?: string | undefined;
  readonly community?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format?: string;
  readonly headers?: string;
}

const FORMATS = ['csv', 'xlsx', 'json'] as const;
const STANDARD_OUTPUT = '-';

/**
 * @returns a line for the operator; none when the rows themselves went to standard output
 * @throws Stop for what was typed wrongly, Fault when database or file refuse
 */
export async function exportCommand(
  what: string,
  flags: ExportFlags,
  config: Config,
): Promise<string | undefined> {
  const source = sourceCalled(what);
  const output = outputOf(flags);
  const format = formatOf(flags.format, output);
  const wanted = { format, headers: headersOf(flags, format), ...daysOf(flags) };
  const connection = openCurrent(config.file, features);
  try {
    const parts = { file: config.file, features, everywhere: new Map() };
    const community = communityOf(connection, flags.community);
    const order = orderFor(connection, parts, { ...wanted, source, what, community });
    const rows = await write(connection, { order, what, output });
    if (output === STANDARD_OUTPUT) return undefined;
    return `${output}: ${counted(rows, 'row')} of ${what}`;
  } finally {
    connection.close();
  }
}

interface Writing {
  readonly order: ExportOrder;
  readonly what: string;
  readonly output: string;
}

async function write(connection: Connection, { order, what, output }: Writing): Promise<number> {
  // Counting costs time of its own; nobody sees the bar where there is no terminal.
  const total = process.stderr.isTTY ? countRows(connection, order) : 0;
  const progress = openProgress({ title: what, total, unit: 'rows' });
  // What reads a pipe takes the mark, which spreadsheets need, for a part of the first name.
  const sink = output === STANDARD_OUTPUT ? withoutMark(stdoutSink()) : fileSink(output);
  const called = output === STANDARD_OUTPUT ? 'standard output' : output;
  try {
    return await carryOut(order, { sink, called, onProgress: progress.to });
  } catch (error) {
    // A reader that has seen enough (`| head`) is no failure of ours.
    if (isBrokenPipe(error)) return 0;
    throw error;
  } finally {
    progress.end();
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function sourceCalled(what: string) {
  const sources = exportsOf(features);
  const source = sources.get(what);
  if (source) return source;
  const names = [...sources.keys()];
  const meant = nearest(names, what);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  throw new Stop(
    EXIT.wrongUse,
    `There is no export «${what}».${hint}\nThere are: ${names.join(', ')}.`,
  );
}

/** @returns undefined when none is so near that it may be a slip of the fingers */
function nearest(names: readonly string[], typed: string): string | undefined {
  const near = names.filter((name) => distance(name, typed) <= name.length / 2);
  return near.toSorted((a, b) => distance(a, typed) - distance(b, typed))[0];
}

function outputOf({ output }: ExportFlags): string {
  if (output !== undefined) return output;
  throw new Stop(EXIT.wrongUse, 'say where to: -o FILE, or -o - for standard output');
}

/** As asked for, or by the file's ending; CSV goes to standard output unless something is said. */
function formatOf(format: string | undefined, output: string): Format {
  const ending = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase();
  const typed = format ?? (output === STANDARD_OUTPUT ? 'csv' : ending);
  const known = FORMATS.find((name) => name === typed);
  if (known === 'xlsx' && output === STANDARD_OUTPUT && process.stdout.isTTY) {
    throw new Stop(EXIT.wrongUse, '-o -: a workbook is no text for a terminal; name a file');
  }
  if (known) return known;
  const why =
    format === undefined
      ? `-o ${output}: the name must end in .csv, .xlsx or .json, or say --format`
      : `--format ${format}: there are csv, xlsx and json`;
  throw new Stop(EXIT.wrongUse, why);
}

function headersOf({ headers }: ExportFlags, format: Format): Language | undefined {
  const language = LANGUAGES.find((name) => name === headers);
  if (headers === undefined) return undefined;
  if (language && format !== 'json') return language;
  if (language) {
    const why = 'JSON is for scripts and always has the keys; headers are for csv and xlsx';
    throw new Stop(EXIT.wrongUse, `--headers ${headers}: ${why}`);
  }
  throw new Stop(EXIT.wrongUse, `--headers ${headers}: there are ${LANGUAGES.join(', ')}`);
}

function daysOf(flags: ExportFlags): { from: Day | undefined; to: Day | undefined } {
  const from = dayOf('--from', flags.from);
  const to = dayOf('--to', flags.to);
  if (from === undefined || to === undefined || from <= to) return { from, to };
  throw new Stop(EXIT.wrongUse, `--from ${from} --to ${to}: the first day lies after the last`);
}

function dayOf(option: string, typed: string | undefined): Day | undefined {
  if (typed === undefined) return undefined;
  const day = parseDay(typed);
  if (day !== undefined) return day;
  throw new Stop(EXIT.wrongUse, `${option} ${typed}: write a day such as 2026-03-01`);
}

function communityOf(connection: Connection, typed: string | undefined): CommunityId | undefined {
  if (typed === undefined) return undefined;
  const [found, another] = communitiesCalled(connection, typed);
  if (found && !another) return found.id;
  const known = allCommunities(connection).map(({ key }) => key);
  const why = another
    ? `several communities have a group of that id; name one by its key`
    : `there is no such community or group`;
  throw new Stop(EXIT.wrongUse, `--community ${typed}: ${why} (${listed(known)})`);
}

/** More names than this help nobody. */
const MOST_LISTED = 10;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'there is none yet';
  const shown = names.slice(0, MOST_LISTED).join(', ');
  return names.length > MOST_LISTED ? `${shown}, …` : shown;
}
