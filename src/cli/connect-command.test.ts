/** How an operator connects an account, with answers instead of a terminal. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { definePlatform, type Finding } from '#kit';
import { sandboxBot, sandboxCan } from '../../bots/sandbox/index.ts';
import { readConfig } from '../config.ts';
import { type Asking, connectCommand } from './connect-command.ts';

let folder: string;
let envFile: string;
let found: readonly Finding[];
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-connect-'));
  envFile = join(folder, '.env');
  found = [{ level: 'good', what: 'it answers as @qunli_bot' }];
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const post = definePlatform({
  name: 'post',
  can: sandboxCan,
  variables: {
    TOKEN: { about: 'What the office gave you.', preset: '', isSecret: true },
    ROOT: { about: 'Where it is.', preset: 'https://post.example' },
  },
  keys: ['TOKEN'],
  settings: z.object({
    TOKEN: z.string().min(5, 'must have at least 5 characters'),
    ROOT: z.string().default('https://post.example'),
  }),
  create: async () => sandboxBot(async () => undefined),
  examine: async () => found,
});

const answering = (token: string, isKept = false): Asking => ({
  choose: async (_, [first]) => first,
  field: async (message) => {
    asked.push(message);
    return token;
  },
  confirm: async () => isKept,
});

interface Run {
  readonly set?: readonly string[];
  readonly asking?: Asking;
}

function connect({ set = [], asking }: Run): Promise<void> {
  const outcome = readConfig({
    variables: { QUNLI_DB: join(folder, 'q.db') },
    envFile,
    platforms: [post],
  });
  if (outcome.kind === 'wrong') throw new Error(outcome.problems.join());
  const { config } = outcome;
  const output = new PassThrough().resume();
  const wanted = asking ? undefined : 'post';
  return connectCommand({ config, platforms: [post], wanted, set, envFile, output, asking });
}

test('only what nobody else can know is asked, and what works is written for the owner alone', async () => {
  await connect({ asking: answering('12345:abc') });
  expect(asked).toEqual(['TOKEN: What the office gave you.']);
  expect(readFileSync(envFile, 'utf8')).toBe('QUNLI_POST_TOKEN=12345:abc\n');
  expect(statSync(envFile).mode & 0o077).toBe(0);
});

test('an account that does not work is not written unless the operator wants it', async () => {
  found = [{ level: 'problem', what: 'the token is refused', todo: 'ask for a new one' }];
  await expect(connect({ asking: answering('12345:abc') })).rejects.toThrow('Nothing was written.');
  expect(existsSync(envFile)).toBe(false);
  await connect({ asking: answering('12345:abc', true) });
  expect(existsSync(envFile)).toBe(true);
});

test('a second account gets a number of its own; the first one stays', async () => {
  writeFileSync(envFile, 'QUNLI_POST_TOKEN=first-one\n', { mode: 0o644 });
  await connect({ set: ['TOKEN=second-one'] });
  expect(readFileSync(envFile, 'utf8')).toBe(
    'QUNLI_POST_TOKEN=first-one\nQUNLI_POST_2_TOKEN=second-one\n',
  );
  expect(statSync(envFile).mode & 0o077).toBe(0);
});

test('without a terminal a wrong or missing answer is named', async () => {
  await expect(connect({ set: ['TOKEN=x'] })).rejects.toThrow(
    'QUNLI_POST_TOKEN: must have at least 5 characters',
  );
  await expect(connect({})).rejects.toThrow('TOKEN must be filled in');
  await expect(connect({ set: ['TOKN=12345'] })).rejects.toThrow('post has TOKEN, ROOT');
});

test('an account that is connected already is not connected a second time', async () => {
  writeFileSync(envFile, 'QUNLI_POST_TOKEN=first-one\n');
  await expect(connect({ set: ['TOKEN=first-one'] })).rejects.toThrow(
    'This is post, which is connected already',
  );
});
