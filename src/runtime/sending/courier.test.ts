/** What one bot account sends: what a failed commit, a crash and a busy platform do to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Capabilities,
  hours,
  instantOf,
  minutes,
  type Outgoing,
  plainText,
  type SendOutcome,
  type Span,
  seconds,
} from '#kit';
import { idOf, PretendBot, well } from '../../../test/pretend-bot.ts';
import { TimeWorld } from '../../../test/time-world.ts';
import { eraseTraces } from '../../store/erasure.ts';
import { handOverLetters } from '../../store/serving.ts';
import { type Database, startDatabase } from '../../store/start.ts';
import { Store } from '../../store/store.ts';
import { BotAccounts } from '../links/bot-accounts.ts';
import { coreText, notesIn } from '../texts/index.ts';
import { post, postPush } from './mail.ts';
import { Outbox } from './outbox.ts';

const SECOND = 1_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-courier-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

class Life {
  readonly world = new TimeWorld(instantOf(Date.parse('2026-03-01T12:00:00+08:00')));
  readonly bots: readonly PretendBot[];
  #database: Database;
  store: Store;
  outbox: Outbox;

  constructor(can: Partial<Capabilities> = {}, accounts: readonly string[] = ['one', 'two']) {
    this.bots = accounts.map((account) => new PretendBot({ account, can, platform: 'p' }));
    [this.#database, this.store, this.outbox] = this.#start();
  }

  begin(): void {
    [this.#database, this.store, this.outbox] = this.#start();
  }

  #start(): [Database, Store, Outbox] {
    const now = this.world.now();
    const file = join(folder, 'qunli.db');
    const database = startDatabase({ file, features: [], now, pid: process.pid });
    const store = new Store({ ...database, communityOf: () => expect.unreachable() });
    const outbox: Outbox = new Outbox({
      store,
      bots: new BotAccounts(this.bots),
      clock: this.world,
      timers: this.world,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      seed: 'courier',
      substitutes: { image: '', file: '' },
      notes: notesIn('en'),
      wake: () => void outbox.deliver().catch(() => undefined),
    });
    return [database, store, outbox];
  }

  get writer(): Database['writer'] {
    return this.#database.writer;
  }

  /** The answers of the first account, one after the other; then everything is sent. */
  answers(...answers: readonly (SendOutcome | Promise<SendOutcome>)[]): string[] {
    const left = [...answers];
    const called: string[] = [];
    const [bot] = this.bots;
    if (!bot) throw new Error('no bot');
    const send: typeof well.send = async ({ action }) => {
      called.push(action.do === 'say' ? action.pieces.join('') : action.do);
      return left.shift() ?? { kind: 'sent' };
    };
    bot.manners = { ...well, send };
    return called;
  }

  async say(group: string, count: number, about: { lasts?: Span } = {}): Promise<void> {
    await this.store.write(this.world.now(), async (_, { connection }) => {
      const now = this.world.now();
      const line = coreText('en')('wait', { seconds: count });
      const to = { group: idOf(group) };
      post(connection, { platform: 'p', bot: 'one', to, line, now, ...about });
    });
  }

  pass(ms: number): Promise<void> {
    return this.world.pass(ms, () => this.turn());
  }

  async turn(): Promise<void> {
    for (let turns = 0; turns < 8; turns += 1) await this.world.breathe();
  }

  states(): readonly unknown[] {
    const sql = 'select state from outbox order by id';
    return [...this.#database.reader.iterate({ sql, parameters: [] })].flat();
  }

  async end(): Promise<void> {
    await this.store.idle();
    this.outbox.stop();
    this.#database.close();
  }
}

const numbers = (said: readonly string[]) => said.map((text) => Number(/\d+/.exec(text)?.[0]));
const daily = { scope: 'account', most: 200, per: hours(24) } as const;
const busy = (retryAfterSeconds: number): SendOutcome => ({
  kind: 'notAccepted',
  why: 'busy',
  retryAfterSeconds,
});

test('a push that leaves in the last moment of its half hour arrives', async () => {
  // What is for a group that nobody serves leaves by the account called as its platform is.
  const life = new Life({}, ['p']);
  const called = life.answers();
  await life.store.write(life.world.now(), async (_, { connection }) => {
    const now = life.world.now();
    const action = { do: 'say', pieces: ['late'] } as const;
    const place = { platform: 'p', group: idOf('g1') };
    postPush(connection, { id: 1, ...place, action, now, expiresAt: now });
  });
  await life.pass(SECOND);
  await life.outbox.recover();
  await life.outbox.drain();
  expect(called).toEqual(['late']);
  await life.end();
});

test('what was about to leave in a commit that failed leaves once, with the next one', async () => {
  const life = new Life();
  const called = life.answers();
  await life.say('g1', 1);
  await life.outbox.recover();
  life.writer.control('begin immediate');
  life.outbox.board(life.writer);
  // The disk is full: what the store does then.
  life.writer.control('rollback');
  life.outbox.forget();
  life.outbox.missed();
  await life.pass(SECOND);
  await life.outbox.drain();
  expect(called).toHaveLength(1);
  expect(life.states()).toEqual(['sent']);
  await life.end();
});

test('what a busy platform has not taken is not lost by a crash in the same moment', async () => {
  const life = new Life();
  const called = life.answers(busy(5));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.end();
  life.begin();
  await life.outbox.recover();
  await life.outbox.drain();
  await life.pass(6 * SECOND);
  await life.outbox.drain();
  expect(called).toHaveLength(2);
  expect(life.states()).toEqual(['sent']);
  await life.end();
});

test('what waits again goes first in a group that has got another id meanwhile', async () => {
  const life = new Life();
  let answer: (outcome: SendOutcome) => void = () => undefined;
  const first = new Promise<SendOutcome>((end) => {
    answer = end;
  });
  const called = life.answers(first);
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.store.write(life.world.now(), async (_, core) => {
    core.directory.group('p', idOf('g1'), life.world.now());
    core.directory.moveGroup('p', { from: idOf('g1'), to: idOf('g2') });
    core.lettersChanged();
  });
  answer(busy(2));
  await life.turn();
  await life.say('g2', 2);
  await life.pass(10 * SECOND);
  await life.outbox.drain();
  expect(numbers(called)).toEqual([1, 1, 2]);
  await life.end();
});

test('what comes back after its group was handed over leaves by the account that serves it now', async () => {
  const life = new Life();
  let answer: (outcome: SendOutcome) => void = () => undefined;
  const first = new Promise<SendOutcome>((end) => {
    answer = end;
  });
  life.answers(first);
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.store.write(life.world.now(), async (_, core) => {
    const { id: group } = core.directory.group('p', idOf('g1'), life.world.now());
    core.connection.run(handOverLetters, { group, bot: 'two' });
    core.lettersChanged();
  });
  await life.turn();
  answer(busy(1));
  await life.turn();
  await life.pass(10 * SECOND);
  await life.outbox.drain();
  expect(life.bots.map(({ sent }) => sent.length)).toEqual([0, 1]);
  expect(life.states()).toEqual(['sent']);
  await life.end();
});

test('of a long text only what has not arrived is sent again', async () => {
  const life = new Life({ longestText: 12 });
  const called = life.answers({ kind: 'sent' }, busy(1));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.pass(10 * SECOND);
  await life.outbox.drain();
  const [first = '', second = '', ...rest] = called;
  expect(rest[0]).toBe(second);
  expect(rest).not.toContain(first);
  expect(life.states()).toEqual(['sent']);
  await life.end();
});

test('what waits again goes before what was said after it, and the oldest group goes first', async () => {
  const life = new Life({
    pace: { limits: [{ scope: 'account', most: 1, per: seconds(2) }] },
  });
  const called = life.answers(busy(1));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  for (const [group, count] of [
    ['g1', 2],
    ['g2', 3],
    ['g1', 4],
  ] as const) {
    await life.say(group, count);
  }
  await life.pass(60 * SECOND);
  await life.outbox.drain();
  expect(numbers(called)).toEqual([1, 1, 2, 3, 4]);
  await life.end();
});

test('what a platform cannot answer any more after a minute is given up by then', async () => {
  const life = new Life({ patience: seconds(60) });
  const called = life.answers(busy(90));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.pass(120 * SECOND);
  await life.outbox.drain();
  expect(called).toHaveLength(1);
  expect(life.states()).toEqual(['expired']);
  await life.end();
});

test('a group is answered although somebody has set the clock back a day while its answers waited', async () => {
  const limits = [{ scope: 'account', most: 5, per: minutes(1) }] as const;
  const life = new Life({ pace: { gap: { from: seconds(3), to: seconds(6) }, limits } });
  const called = life.answers(busy(4));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.say('g1', 2);
  await life.say('g2', 3);
  await life.turn();
  expect(numbers(called)).toEqual([1]);
  life.world.setClockBy(-24 * 3_600 * SECOND);
  await life.say('g2', 4);
  await life.pass(40 * SECOND);
  expect(numbers(called).toSorted()).toEqual([1, 1, 2, 3, 4]);
  await life.end();
});

test('after a restart the parts of a long text count towards the day as they did before', async () => {
  const limits = [{ scope: 'account', most: 3, per: hours(24) }] as const;
  const life = new Life({ longestText: 12, pace: { limits } });
  for (const bot of life.bots) {
    Object.assign(bot, {
      echoOf: (action: Outgoing) => action.do === 'say' && plainText(action.pieces),
    });
  }
  const before = life.answers();
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.pass(SECOND);
  await life.outbox.drain();
  expect(before).toHaveLength(2);
  await life.end();
  life.begin();
  const called = life.answers();
  await life.outbox.recover();
  for (const group of ['g2', 'g3', 'g4']) await life.say(group, 2);
  await life.turn();
  await life.pass(hours(1));
  expect(called, 'one is left of the day').toHaveLength(1);
  await life.end();
});

test('of a long text that meets the limit of the day the end is left, and holds up nobody', async () => {
  const limits = [{ scope: 'account', most: 3, per: hours(24) }] as const;
  const life = new Life({ longestText: 12, pace: { limits } });
  const called = life.answers();
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.say('g2', 2);
  await life.turn();
  await life.pass(hours(25));
  await life.say('g2', 3);
  await life.pass(SECOND);
  await life.outbox.drain();
  expect(life.states()).toEqual(['sent', 'expired', 'sent']);
  expect(called).toHaveLength(5);
  await life.end();
});

test('a clock that was set back while the program was not running keeps nobody waiting', async () => {
  const life = new Life({ pace: { gap: { from: seconds(3), to: seconds(6) }, limits: [daily] } });
  life.answers();
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.pass(SECOND);
  await life.outbox.drain();
  await life.end();
  life.world.setClockBy(-12 * 3_600 * SECOND);
  life.begin();
  const called = life.answers();
  await life.outbox.recover();
  await life.say('g1', 2);
  await life.pass(10 * SECOND);
  expect(numbers(called)).toEqual([2]);
  await life.end();
});

test('of what nobody asked for one is under way at a time, and answers do not wait for it', async () => {
  const life = new Life();
  let arrive: (outcome: SendOutcome) => void = () => undefined;
  const called = life.answers(new Promise((go) => (arrive = go)));
  await life.outbox.recover();
  for (const group of [1, 2, 3]) await life.say(`g${group}`, group, { lasts: hours(1) });
  await life.say('g4', 4);
  await life.turn();
  expect(numbers(called)).toEqual([1, 4]);
  arrive({ kind: 'sent' });
  await life.turn();
  expect(numbers(called)).toEqual([1, 4, 2, 3]);
  expect(life.states()).not.toContain('planned');
  await life.end();
});

/** A platform on which every text is a long one. */
const tiny = { longestText: 6 };

test('of a long text whose middle may be missing the end arrives, and says so where it may be', async () => {
  const life = new Life(tiny);
  const called = life.answers({ kind: 'sent' }, { kind: 'unknown', why: 'no answer' });
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.pass(SECOND);
  await life.outbox.drain();
  expect(called.length).toBeGreaterThan(3);
  expect(called.slice(2).join('')).toContain('A part may be missing here');
  expect(called.filter((text) => text === called[1])).toHaveLength(1);
  expect(life.states(), 'and it is counted').toEqual(['unknown']);
  await life.end();
});

test('a doubt about the middle is not forgotten while the end has to wait', async () => {
  const life = new Life(tiny);
  const called = life.answers({ kind: 'sent' }, { kind: 'unknown', why: 'no answer' }, busy(1));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  expect(life.states()).toEqual(['planned']);
  await life.pass(10 * SECOND);
  await life.outbox.drain();
  expect(called.slice(3).join('')).toContain('A part may be missing here');
  expect(life.states()).toEqual(['unknown']);
  await life.end();
});

test('the end of a long text follows its group, which has got another id meanwhile', async () => {
  const life = new Life(tiny);
  const to: unknown[] = [];
  let answer: (outcome: SendOutcome) => void = () => undefined;
  const second = new Promise<SendOutcome>((end) => {
    answer = end;
  });
  life.answers({ kind: 'sent' }, second);
  const [bot] = life.bots;
  const { send } = bot?.manners ?? well;
  if (bot) {
    bot.manners = {
      ...well,
      send: (delivery) => {
        to.push(delivery.action.to);
        return send(delivery);
      },
    };
  }
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.store.write(life.world.now(), async (_, core) => {
    core.directory.group('p', idOf('g1'), life.world.now());
    core.directory.moveGroup('p', { from: idOf('g1'), to: idOf('g2') });
    core.lettersChanged();
  });
  answer(busy(1));
  await life.turn();
  await life.pass(10 * SECOND);
  await life.outbox.drain();
  expect(to.slice(0, 2)).toEqual([{ group: 'g1' }, { group: 'g1' }]);
  expect(new Set(to.slice(2).map((place) => JSON.stringify(place)))).toEqual(
    new Set(['{"group":"g2"}']),
  );
  expect(life.states()).toEqual(['sent']);
  await life.end();
});

test('the end of a long text is not sent after somebody whom it names was erased', async () => {
  const life = new Life(tiny);
  let answer: (outcome: SendOutcome) => void = () => undefined;
  const second = new Promise<SendOutcome>((end) => {
    answer = end;
  });
  const called = life.answers({ kind: 'sent' }, second);
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.store.write(life.world.now(), async (_, { connection }) => {
    eraseTraces(connection, { traits: { names: ['again'], accounts: [] }, letters: 0 });
  });
  answer(busy(1));
  await life.turn();
  await life.pass(10 * SECOND);
  await life.outbox.drain();
  expect(called).toHaveLength(2);
  expect(life.states()).toEqual(['refused']);
  await life.end();
});

test('after a crash in the middle of a long text the group hears that it may be unfinished', async () => {
  const life = new Life(tiny);
  life.answers({ kind: 'sent' }, new Promise<SendOutcome>(() => undefined));
  await life.outbox.recover();
  await life.say('g1', 1);
  await life.turn();
  await life.end();
  life.begin();
  const called = life.answers();
  await life.outbox.recover();
  await life.outbox.drain();
  expect(called.join('')).toContain('may not have arrived in full');
  expect(life.states()).toEqual(['unknown', 'sent']);
  await life.end();
});
