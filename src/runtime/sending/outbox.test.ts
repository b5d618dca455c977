import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  type Bot,
  type Delivery,
  instantOf,
  type Line,
  parsePlatformId,
  type SendOutcome,
  type Timers,
} from '#kit';
import { sandboxBot } from '../../../bots/sandbox/index.ts';
import { startDatabase } from '../../store/start.ts';
import { Store } from '../../store/store.ts';
import { BotAccounts } from '../links/bot-accounts.ts';
import { SetClock } from '../set-clock.ts';
import { coreText, notesIn } from '../texts/index.ts';
import { post } from './mail.ts';
import { Outbox } from './outbox.ts';

const LINE: Line = coreText('en')('cancelled');

/** A platform that answers as told and remembers every attempt. */
function platform(answers: (SendOutcome | Error)[]) {
  const attempts: Delivery[] = [];
  const bot: Bot = {
    ...sandboxBot(async () => undefined),
    platform: 'test',
    account: 'test',
    async send(delivery) {
      attempts.push(delivery);
      const answer = answers.shift() ?? { kind: 'sent' };
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { bot, attempts };
}

function raise(): never {
  throw new Error('not an id');
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function open(answers: (SendOutcome | Error)[], folder = freshFolder(), now = 1_000_000) {
  const file = join(folder, 'qunli.db');
  const database = startDatabase({ file, features: [], now: instantOf(0), pid: process.pid });
  const store = new Store({
    writer: database.writer,
    reader: database.reader,
    communityOf: () => raise(),
  });
  const clock = new SetClock(instantOf(now));
  const timers: Timers = {
    after: () => ({ cancel: () => undefined }),
    breathe: async () => undefined,
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { bot, attempts } = platform(answers);
  const outbox = new Outbox({
    store,
    bots: new BotAccounts([bot]),
    clock,
    timers,
    log,
    seed: 'test',
    substitutes: { image: '', file: '' },
    notes: notesIn('en'),
    wake: () => undefined,
  });
  await outbox.recover();
  const say = (group = 'g1', platform = 'test', file?: string) =>
    store.write(clock.now(), async (_, { connection }) => {
      const to = { group: parsePlatformId(group) ?? raise() };
      post(connection, { platform, to, line: LINE, now: clock.now(), file });
    });
  const states = () => [
    ...database.reader.iterate({
      sql: 'select state, attempts, body from outbox order by id',
      parameters: [],
    }),
  ];
  return { folder, outbox, clock, say, states, attempts, close: () => database.close() };
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-outbox-'));
  folders.push(folder);
  return folder;
}

test('what was said leaves once, and its text is not kept afterwards', async () => {
  const { outbox, say, states, attempts, close } = await open([]);
  await say();
  await outbox.drain();
  await outbox.drain();
  expect(attempts).toHaveLength(1);
  expect(states()).toEqual([['sent', 1, null]]);
  close();
});

test('what a platform refuses is given up with its reason', async () => {
  const { outbox, say, states, close } = await open([{ kind: 'refused', why: 'muted' }]);
  await say();
  await outbox.drain();
  expect(states()).toEqual([['refused', 1, null]]);
  close();
});

test('what is refused because of its file is said without it, once', async () => {
  const refusal = { kind: 'refused', why: 'no files here' } as const;
  const { outbox, say, states, attempts, close } = await open([
    refusal,
    { kind: 'sent' },
    refusal,
    refusal,
  ]);
  await say('g1', 'test', '/tmp/a.pdf');
  await say('g1', 'test', '/tmp/a.pdf');
  await outbox.drain();
  const files = attempts.map(({ action }) => action.do === 'say' && action.file);
  expect(files).toEqual(['/tmp/a.pdf', undefined, '/tmp/a.pdf', undefined]);
  expect(states()).toEqual([
    ['sent', 1, null],
    ['refused', 1, null],
  ]);
  close();
});

test('what provably was not accepted is sent again when its time has come, and not before', async () => {
  const wait: SendOutcome = { kind: 'notAccepted', why: 'too many', retryAfterSeconds: 30 };
  const { outbox, clock, say, states, attempts, close } = await open([wait]);
  await say();
  await outbox.drain();
  clock.moveTo(instantOf(clock.now() + 29_000));
  await outbox.drain();
  expect(attempts).toHaveLength(1);
  clock.moveTo(instantOf(clock.now() + 1_000));
  await outbox.drain();
  expect(states()).toEqual([['sent', 2, null]]);
  close();
});

test('a message that waits holds back those said after it in the same group', async () => {
  const wait: SendOutcome = { kind: 'notAccepted', why: 'too many', retryAfterSeconds: 30 };
  const { outbox, say, attempts, close } = await open([wait]);
  await say();
  await outbox.drain();
  await say();
  await outbox.drain();
  expect(attempts).toHaveLength(1);
  close();
});

test('what was said together with a message that waits does not arrive before it', async () => {
  const wait: SendOutcome = { kind: 'notAccepted', why: 'too many', retryAfterSeconds: 30 };
  const { outbox, clock, say, states, attempts, close } = await open([wait]);
  await say();
  await say();
  await say('g2');
  await outbox.drain();
  expect(attempts.map(({ action }) => action.to)).toEqual([{ group: 'g1' }, { group: 'g2' }]);
  clock.moveTo(instantOf(clock.now() + 30_000));
  await outbox.drain();
  expect(attempts).toHaveLength(4);
  expect(states().map(([state]) => state)).toEqual(['sent', 'sent', 'sent']);
  close();
});

test('a group is answered although very much waits for others, or for a platform that is gone', async () => {
  const wait: SendOutcome = { kind: 'notAccepted', why: 'too many', retryAfterSeconds: 30 };
  const { outbox, say, attempts, close } = await open([wait]);
  await say('slow');
  await outbox.drain();
  for (let count = 0; count < 300; count += 1) await say('slow');
  for (let count = 0; count < 300; count += 1) await say('g1', 'gone');
  await say('g2');
  await outbox.drain();
  expect(attempts.at(-1)?.action.to).toEqual({ group: 'g2' });
  close();
});

test('a doubtful send is unknown and is never sent again by itself', async () => {
  const { outbox, say, states, attempts, close } = await open([new Error('socket closed')]);
  await say();
  await outbox.drain();
  await outbox.drain();
  expect(attempts).toHaveLength(1);
  expect(states()).toEqual([['unknown', 1, null]]);
  close();
});

test('an answer that waited for ten minutes expires instead of confusing the group', async () => {
  const wait: SendOutcome = { kind: 'notAccepted', why: 'down', retryAfterSeconds: 601 };
  const { outbox, clock, say, states, close } = await open([wait]);
  await say();
  await outbox.drain();
  clock.moveTo(instantOf(clock.now() + 601_000));
  await outbox.drain();
  expect(states()).toEqual([['expired', 2, null]]);
  close();
});

test('what came too late while nobody could send it is over at the next start, and nothing else', async () => {
  const first = await open([]);
  await first.say('g1', 'gone');
  first.clock.moveTo(instantOf(first.clock.now() + 300_000));
  await first.say('g1', 'gone');
  first.close();
  const again = await open([], first.folder, 1_000_000 + 600_001);
  expect(again.states()).toEqual([
    ['expired', 0, null],
    ['planned', 0, expect.any(String)],
  ]);
  again.close();
});

test('what was being sent when the program died is unknown after the restart; what waited leaves', async () => {
  const wait: SendOutcome = { kind: 'notAccepted', why: 'too many', retryAfterSeconds: 30 };
  const first = await open([wait]);
  await first.say('slow');
  await first.outbox.drain();
  await first.say('slow');
  // Committed as being sent, and never called.
  await first.say('g1');
  first.close();
  const again = await open([], first.folder);
  again.clock.moveTo(instantOf(again.clock.now() + 30_000));
  await again.outbox.drain();
  expect(again.states()).toEqual([
    ['sent', 2, null],
    ['sent', 1, null],
    ['unknown', 1, null],
  ]);
  again.close();
});
