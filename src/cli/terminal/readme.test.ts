/** The session that the README shows is typed again; what comes must be what stands there. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { instantOf, parseInstant } from '#kit';
import { readConfig } from '../../config.ts';
import { runTerminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-readme-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** When the session was recorded. */
const RECORDED = instantOf(parseInstant('2026-11-23T14:30:00+08:00') ?? 0);

function sessionIn(paper: string): string {
  const [, session = ''] = /```\n(小明 › .*?)```/s.exec(readFileSync(paper, 'utf8')) ?? [];
  return session;
}

/** All lines at once, as if pasted; those that wait are shown behind their prompt. */
async function typed(lines: readonly string[], file: string): Promise<string> {
  const outcome = readConfig({ variables: { QUNLI_DB: join(folder, file) }, envFile: '/dev/null' });
  if (outcome.kind === 'wrong') throw new Error(outcome.problems.join());
  const [input, output] = [new PassThrough(), new PassThrough()];
  const screen = text(output);
  input.end(`\n${lines.join('\n')}\n`);
  await runTerminal({
    config: outcome.config,
    input,
    output,
    isTerminal: false,
    isColoured: false,
    clock: { isSet: false, now: () => RECORDED },
    stop: new Promise(() => undefined),
  });
  output.end();
  return screen;
}

test.for(['README.md', 'README.zh-CN.md'])(
  'whoever types what %s shows sees the same',
  async (paper) => {
    const session = sessionIn(paper);
    const lines = [...session.matchAll(/^\S+ › (.*)$/gm)].map(([, line = '']) => line);
    expect(lines).toContain('排行榜');
    expect(await typed(lines, `${paper}.db`)).toContain(session);
  },
);
