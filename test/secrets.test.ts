/** Tokens that libraries put into errors, and members into names, come out nowhere. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readConfig } from '../src/config.ts';
import { hiding } from '../src/secrets.ts';
import { readColumn } from './kill/evidence.ts';
import { leakyPlatform, PLANTED, VARIABLES } from './secrets/leaky-platform.ts';

const FORMS = Object.values(PLANTED).flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
]);
const line = z.object({ level: z.number(), part: z.string(), msg: z.string() });

const leaksIn = (text: string) => FORMS.filter((form) => text.includes(form));

describe('a journey on a platform that leaks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-secrets-'));
  const file = join(folder, 'qunli.db');
  let log = '';

  beforeAll(() => {
    const child = join(import.meta.dirname, 'secrets/child.mjs');
    const run = spawnSync(process.execPath, [child, file], { encoding: 'utf8', timeout: 20_000 });
    log = run.stderr;
    expect(run.status, log).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('logs its calls and failures without a secret', () => {
    expect(leaksIn(log)).toEqual([]);
    // What would have leaked was really there.
    expect(log).toContain('calling https://api.example/bot***/call?secret=***');
    expect(log).toContain('POST https://api.example/bot***/call');
  });

  test('has a log in which every line is ours, whatever members are called', () => {
    const lines = log.trimEnd().split(/[\n\r]/);
    const read = lines.map((text) => line.parse(JSON.parse(text)));
    expect(read.filter(({ msg }) => msg === 'forged')).toEqual([]);
    expect(read.filter(({ msg }) => msg.startsWith('heard ***')).length).toBeGreaterThan(0);
  });

  test('keeps why a send failed without a secret', () => {
    const whys = readColumn(file, 'select why from outbox where why is not null').join('\n');
    expect(whys).toContain('said no to ***');
    expect(whys).toContain('POST https://api.example/bot***');
    expect(leaksIn(whys)).toEqual([]);
  });

  test('leaves no secret of the environment in any of its files but the name that has it', () => {
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(leaksIn(files.join('').replaceAll(`${PLANTED.token}\n`, ''))).toEqual([]);
  });
});

test('a variable that is wrong is named, and its value is not shown', () => {
  const platforms = [
    leakyPlatform(
      () => [],
      () => undefined,
    ),
  ];
  const variables = { ...VARIABLES, QUNLI_LEAKY_ADDRESS: PLANTED.secret };
  const outcome = readConfig({ variables, envFile: '/nowhere/.env', platforms });
  expect(outcome.kind === 'wrong' && outcome.problems.join()).toContain('QUNLI_LEAKY_ADDRESS');
  expect(leaksIn(JSON.stringify(outcome))).toEqual([]);
});

test('of secrets that contain each other nothing is left, and words stay words', () => {
  const hide = hiding(['abcdef', 'abcdef-ghijkl', 'no']);
  expect(hide('abcdef-ghijkl abcdef no')).toBe('*** *** no');
});
