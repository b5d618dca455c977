/**
 * Laws of the way out, on many random days: people talk, platforms say no or nothing, steps fail,
 * accounts are stopped and replaced, and the program is restarted. Nothing is said twice, nothing
 * is forgotten, and each group hears everything in order.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Bot,
  type Delivery,
  instantOf,
  type Pace,
  type Random,
  type SendOutcome,
  seconds,
  seededRandom,
} from '#kit';
import { BotAccounts } from '../src/runtime/links/bot-accounts.ts';
import { post } from '../src/runtime/sending/mail.ts';
import { Outbox } from '../src/runtime/sending/outbox.ts';
import { coreText, notesIn } from '../src/runtime/texts/index.ts';
import { setFact } from '../src/store/facts.ts';
import { hold, holdKey } from '../src/store/holds.ts';
import { handOverLetters } from '../src/store/serving.ts';
import { type Database, startDatabase } from '../src/store/start.ts';
import { Store } from '../src/store/store.ts';
import { heardFrom } from '../src/testing/heard.ts';
import { idOf, never, PretendBot, well } from './pretend-bot.ts';
import { TimeWorld } from './time-world.ts';

const SECOND = 1_000;
const PACE: Pace = {
  limits: [
    { scope: 'account', most: 3, per: seconds(2) },
    { scope: 'group', most: 2, per: seconds(5) },
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-outbox-laws-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

class Day {
  readonly world = new TimeWorld(instantOf(Date.parse('2026-03-01T12:00:00+08:00')));
  readonly bots: readonly PretendBot[];
  readonly #file: string;
  readonly #random: Random;
  #database: Database;
  #store: Store;
  #outbox: Outbox;
  #endLife: () => void = () => undefined;
  said = 0;
  isStopped = false;
  readonly saidWhileStopped: Delivery[] = [];

  constructor(seed: string, bots: readonly PretendBot[]) {
    this.#file = join(folder, `${seed}.db`);
    this.#random = seededRandom(seed, 'a day');
    this.bots = bots;
    [this.#database, this.#store, this.#outbox] = this.#start();
  }

  #start(): [Database, Store, Outbox] {
    const now = this.world.now();
    const database = startDatabase({ file: this.#file, features: [], now, pid: process.pid });
    const store = new Store({ ...database, communityOf: () => expect.unreachable() });
    const life = {
      isOver: false,
      onSend: (delivery: Delivery) => {
        if (this.isStopped && !life.isOver) this.saidWhileStopped.push(delivery);
      },
    };
    this.#endLife = () => {
      life.isOver = true;
    };
    const outbox = new Outbox({
      store,
      bots: new BotAccounts(this.bots.map((bot) => mortal(bot, life))),
      clock: this.world,
      timers: this.world,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      seed: 'laws',
      substitutes: { image: '', file: '' },
      notes: notesIn('en'),
      wake: () => void this.#outbox.deliver().catch(() => undefined),
    });
    return [database, store, outbox];
  }

  /** As after a crash or a stop: what is in memory is gone. */
  async restart(): Promise<void> {
    await this.#store.idle();
    this.#endLife();
    this.close();
    [this.#database, this.#store, this.#outbox] = this.#start();
    await this.#outbox.recover();
  }

  async say(isBug = false): Promise<void> {
    const place = this.#random.int(1, 6);
    const group = idOf(`g${place}`);
    const count = isBug ? -1 : ++this.said;
    const written = this.#store.write(this.world.now(), async (_, { connection }) => {
      const line = coreText('en')('linkMore', { count });
      const bot = this.bots[place % 2]?.account;
      const now = this.world.now();
      post(connection, { platform: 'pretend', bot, to: { group }, line, now });
      if (isBug) throw new Error('a bug');
    });
    await (isBug ? expect(written).rejects.toThrow('a bug') : written);
  }

  /** What waits for a group goes to the other account, while that one speaks on elsewhere. */
  async handOver(): Promise<void> {
    const { account = '' } = this.bots[1] ?? {};
    const place = idOf(`g${this.#random.pick([2, 4, 6])}`);
    await this.#store.write(this.world.now(), async (_, core) => {
      const { id: group } = core.directory.group('pretend', place, this.world.now());
      core.connection.run(handOverLetters, { group, bot: account });
      core.lettersChanged();
    });
  }

  async stopSending(isOn: boolean): Promise<void> {
    if (!isOn) this.isStopped = false;
    await this.#store.write(this.world.now(), async (_, core) => {
      const { community } = core.directory.group('pretend', idOf('g1'), this.world.now());
      for (const { account } of this.bots) {
        hold(core, { account, community, isOn });
        // The word with which it was stopped may still leave; here there was none.
        if (isOn) core.connection.run(setFact, { key: holdKey(account), value: '-1' });
      }
    });
    this.isStopped = isOn;
  }

  pass(ms: number): Promise<void> {
    return this.world.pass(ms, async () => {
      for (let turns = 0; turns < 6; turns += 1) await this.world.breathe();
    });
  }

  settle(): Promise<void> {
    return this.#outbox.drain();
  }

  /** Values of the first column. */
  query(sql: string): readonly unknown[] {
    const rows = this.#database.reader.iterate({ sql, parameters: [] });
    return [...rows].map(([value]) => value);
  }

  close(): void {
    this.#outbox.stop();
    this.#database.close();
  }

  async live(): Promise<void> {
    await this.#outbox.recover();
    for (let step = 0; step < 60; step += 1) {
      await this.#random.pick([
        () => this.say(),
        () => this.say(),
        () => this.say(),
        () => this.say(true),
        () => this.pass(this.#random.int(0, 30)),
        () => this.pass(this.#random.int(0, 4 * SECOND)),
        () => this.handOver(),
        () => this.stopSending(this.#random.int(0, 2) === 0),
        () => (this.#random.int(0, 3) === 0 ? this.restart() : this.say()),
      ])();
    }
    await this.stopSending(true);
    for (let count = 0; count < 6; count += 1) await this.say();
    await this.handOver();
    await this.pass(SECOND);
    await this.stopSending(false);
    await this.pass(120 * SECOND);
    await this.settle();
  }
}

interface Life {
  readonly isOver: boolean;
  onSend(delivery: Delivery): void;
}

/** A program that has ended calls no platform any more. */
function mortal(bot: PretendBot, life: Life): Bot {
  return {
    platform: bot.platform,
    account: bot.account,
    self: bot.self,
    names: bot.names,
    can: bot.can,
    open: (report) => bot.open(report),
    send: (delivery) => {
      life.onSend(delivery);
      return life.isOver ? never() : bot.send(delivery);
    },
  };
}

/** An account whose platform answers in every way, some of them late. */
function moody(account: string, random: Random) {
  const bot = new PretendBot({ platform: 'pretend', account, can: { pace: PACE } });
  const answers: readonly (() => Promise<SendOutcome>)[] = [
    async () => ({ kind: 'sent' }),
    async () => ({ kind: 'sent' }),
    async () => ({ kind: 'refused', why: 'muted' }),
    async () => ({ kind: 'notAccepted', why: 'busy', retryAfterSeconds: random.int(0, 3) }),
    async () => ({ kind: 'unknown', why: 'no answer' }),
    () => Promise.reject(new Error('reset')),
    () => new Promise((end) => setImmediate(() => end({ kind: 'sent' }))),
  ];
  const called: Delivery[] = [];
  const send = async (delivery: Delivery) => {
    const outcome = random.pick(answers);
    called.push(delivery);
    return outcome();
  };
  bot.manners = { ...well, send };
  return { bot, called };
}

const numberIn = (text: string): number => Number(/-?\d+/.exec(text)?.[0]);

test('on twelve bad days nothing is said twice, nothing is forgotten, and every group hears it in order', async () => {
  for (let seed = 0; seed < 12; seed += 1) {
    const random = seededRandom(`${seed}`, 'moods');
    const moods = [moody('one', random), moody('two', random)];
    const bots = moods.map(({ bot }) => bot);
    const day = new Day(`${seed}`, bots);
    await day.live();
    const heard = bots.flatMap(({ texts }) => texts.map(numberIn));
    expect(new Set(heard).size, `day ${seed}: said twice`).toBe(heard.length);
    expect(day.saidWhileStopped, `day ${seed}: although stopped`).toEqual([]);
    expect(heard, `day ${seed}: of a step that failed`).not.toContain(-1);
    expect(day.query('select count(*) from outbox'), `day ${seed}`).toEqual([day.said]);
    const open = day.query(`select id || state from outbox where state in ('planned', 'sending')`);
    expect(open, `day ${seed}: forgotten`).toEqual([]);
    // What is handed over comes later than what the other has said meanwhile in the same group.
    for (const [index, { called }] of moods.entries()) {
      for (const place of [1, 2, 3, 4, 5, 6].filter((one) => one % 2 === index)) {
        const own = called.filter(
          ({ action }) => 'group' in action.to && action.to.group === `g${place}`,
        );
        // By what was said, for two of one moment look alike by their times.
        const numbers = own.map((delivery) => numberIn(heardFrom(delivery).text));
        expect(numbers, `day ${seed}: order`).toEqual(numbers.toSorted((a, b) => a - b));
      }
    }
    day.close();
  }
}, 60_000);
