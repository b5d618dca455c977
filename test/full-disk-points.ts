/**
 * A disk that becomes full at a random point of a group's day and has room again later. What a full
 * disk is stands in `full-disk/disks.ts`: a file that may not grow any more, or a real disk.
 */
import { type Incoming, type Random, seededRandom } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import type { Disk } from './full-disk/disks.ts';
import { faults, readColumn } from './kill/evidence.ts';
import { TimedChat } from './timed-chat.ts';

export interface Full {
  readonly seed: string;
  readonly points: number;
  readonly disk: Disk;
}

export interface AfterFull {
  /** One sentence each. */
  readonly problems: readonly string[];
  /** Events that were refused, all in all. */
  readonly refused: number;
  /** After how long the owner had heard of it, the longest of all, in ms. */
  readonly toldMs: number;
}

/** Before the disk is full. */
const MOST_BEFORE = 10;
const MOST_AT_ONCE = 8;
const MOST_CROWDS = 500;
const SECOND = 1_000;
/** What is held is tried again every ten seconds. */
const WAIT = 20 * SECOND;

export async function fillDisk({ seed, points, disk }: Full): Promise<AfterFull> {
  const problems: string[] = [];
  let refused = 0;
  let toldMs = 0;
  for (let index = 0; index < points; index += 1) {
    await using chat = await TimedChat.open({ features: [checkin], folder: disk.folder });
    const point = new Point({ chat, disk, chance: seededRandom(seed, `point ${index}`) });
    await point.live();
    problems.push(...point.problems.map((problem) => `point ${index}: ${problem}`));
    refused += point.refusedInAll;
    toldMs = Math.max(toldMs, point.toldMs);
  }
  return { problems, refused, toldMs };
}

/** One group's day with a disk that becomes full in it. */
class Point {
  readonly problems: string[] = [];
  refusedInAll = 0;
  toldMs = 0;
  readonly #chat: TimedChat;
  readonly #disk: Disk;
  readonly #chance: Random;
  readonly #taken = new Set<string>();
  #refused: Incoming[] = [];
  #count = 0;

  constructor({ chat, disk, chance }: { chat: TimedChat; disk: Disk; chance: Random }) {
    this.#chat = chat;
    this.#disk = disk;
    this.#chance = chance;
  }

  async live(): Promise<void> {
    await this.#chat.hear({ type: 'role', member: 'boss', role: 'owner' });
    for (let left = this.#chance.int(1, MOST_BEFORE); left > 0; left -= 1) await this.#crowd();
    this.#disk.fill(await this.#chat.writer(), this.#chance);
    await this.#untilFull();
    this.#look('while it is full');
    await this.#untilTold();
    this.#disk.free(await this.#chat.writer());
    await this.#chat.pass(WAIT);
    this.#lookAtOutbox('by itself');
    await this.#redeliver();
    this.#look('with room again');
    this.#lookAtOutbox('in the end');
    this.#lookAtEnd();
  }

  async #untilFull(): Promise<void> {
    let crowds = 0;
    while (this.#refused.length === 0 && crowds < MOST_CROWDS) {
      await this.#crowd();
      crowds += 1;
    }
    if (this.#refused.length === 0) this.problems.push('the disk never became full');
    for (let more = this.#chance.int(0, 3); more > 0; more -= 1) await this.#crowd();
  }

  /** Some members write at once; what they write shares commits. */
  async #crowd(): Promise<void> {
    const size = this.#chance.int(1, MOST_AT_ONCE);
    await this.#handIn(Array.from({ length: size }, (_, index) => this.#event(index === 0)));
  }

  /** Talk waits for company, so each crowd has a command to take it along. */
  #event(isCommand: boolean): Incoming {
    this.#count += 1;
    const text = isCommand || this.#chance.int(0, 1) === 1 ? '签到' : '早上好';
    return this.#chat.event({ type: 'message', from: `u${this.#count}`, text });
  }

  async #handIn(events: readonly Incoming[]): Promise<void> {
    const { app, bot } = this.#chat;
    const ended = await Promise.allSettled(events.map((event) => app.receive(bot, event)));
    for (const [index, { status }] of ended.entries()) {
      const event = events[index];
      if (!event) continue;
      if (status === 'fulfilled') this.#taken.add(event.key);
      else this.#refused.push(event);
    }
    await app.settle().catch(() => undefined);
  }

  /** A platform delivers again what was not acknowledged. */
  async #redeliver(): Promise<void> {
    const refused = this.#refused;
    this.refusedInAll = refused.length;
    this.#refused = [];
    await this.#handIn([...refused, this.#event(true)]);
    if (this.#refused.length > 0) this.problems.push('refused although there is room again');
  }

  async #untilTold(): Promise<void> {
    const began = this.#chat.world.now();
    const isTold = () => this.#chat.heardBy('@boss').some((text) => text.includes('存不下'));
    while (!isTold() && this.toldMs <= 2 * WAIT) {
      await this.#chat.pass(SECOND);
      this.toldMs = this.#chat.world.now() - began;
    }
    if (!isTold()) this.problems.push('the owner was not told');
  }

  /** By a connection of its own, as an export would read. */
  #look(when: string): void {
    const { file } = this.#chat;
    const stored = new Set(readColumn(file, `select key from inbox where key <> ''`));
    const lost = [...this.#taken].filter((key) => !stored.has(key));
    const half = this.#refused.filter(({ key }) => stored.has(key));
    const found = faults(file);
    if (lost.length > 0) this.problems.push(`${when}: acknowledged, but not stored: ${lost}`);
    if (half.length > 0) this.problems.push(`${when}: ${half.length} stored, but refused`);
    if (found.length > 0) this.problems.push(`${when}: ${found[0]}`);
  }

  #lookAtOutbox(when: string): void {
    const left = `select distinct state from outbox where state <> 'sent'`;
    const states = readColumn(this.#chat.file, left);
    if (states.length > 0) this.problems.push(`what was said is not sent ${when}, but ${states}`);
  }

  #lookAtEnd(): void {
    const { file } = this.#chat;
    const twice = readColumn(
      file,
      `select once from ledger_entries group by once having count(*) > 1`,
    );
    if (twice.length > 0) this.problems.push(`counted twice: ${twice}`);
    const [hourly] = readColumn(file, 'select sum(messages) from activity_hours');
    if (Number(hourly) !== this.#count) this.problems.push(`${hourly} in hours of ${this.#count}`);
    const [messages] = readColumn(file, 'select sum(messages) from memberships');
    if (Number(messages) !== this.#count)
      this.problems.push(`${messages} messages of ${this.#count}`);
  }
}
