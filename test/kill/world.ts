/**
 * The people and the clock of a made-up story: who is in which group, what time it is, and the
 * lines that have been told so far. It knows no command of ours.
 */
import { type Random, seededRandom } from '#kit';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Group {
  readonly id: string;
  readonly owner: Person;
  readonly members: readonly Person[];
}

export interface Said {
  readonly from: Person;
  readonly text: string;
  readonly mentions?: readonly string[];
  /** How long the message was on its way. */
  readonly lateSeconds?: number;
}

const GROUPS = 4;
const MEMBERS_PER_GROUP = 25;
/** Two hours and a half before midnight in Shanghai, so that a short story crosses it, too. */
const BEGINNING = Date.parse('2026-03-01T21:30:00+08:00');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Names that a program may stumble over. */
const ODD_NAMES = ['=1+1', 'a\nb', '👨‍👩‍👧', 'ｆｕｌｌ', "x'; --", '@all', '\u202eabc', '"q"', ' '];
/** Redeliveries repeat one of so many lines; far more than wait for one commit. */
const REMEMBERED = 600;

export class World {
  readonly chance: Random;
  readonly groups: readonly Group[];
  readonly lines: string[] = [];
  readonly #newcomers: { readonly group: Group; readonly who: Person }[] = [];
  #now = BEGINNING;
  #ids = 0;

  constructor(seed: string) {
    this.chance = seededRandom(seed, 'story');
    this.groups = Array.from({ length: GROUPS }, (_, index) => groupOf(index + 1));
  }

  /** Lets time pass: mostly seconds, now and then up to an hour. */
  wait(): void {
    const { chance } = this;
    const isLull = chance.int(1, 40) === 1;
    this.#now += isLull ? chance.int(5, 60) * MINUTE : chance.int(100, 30 * SECOND);
  }

  /** A moment later, as in a rush. */
  blink(): void {
    this.#now += this.chance.int(1, 200);
  }

  /** Tells one event; `lateSeconds` is how long it was on its way. */
  tell(event: Readonly<Record<string, unknown>>, lateSeconds = 0): void {
    const at = new Date(this.#now - lateSeconds * SECOND).toISOString();
    this.lines.push(JSON.stringify({ at, ...event }));
  }

  /** Somebody types something in a group. */
  say(group: Group, { from, text, mentions, lateSeconds }: Said): void {
    this.#ids += 1;
    const author = { from: from.id, name: from.name };
    const said = { ...author, id: `m${this.#ids}`, text, mentions };
    this.tell({ type: 'message', group: group.id, ...said }, lateSeconds);
  }

  whisper(from: Person, text: string): void {
    this.#ids += 1;
    this.tell({ type: 'private', from: from.id, name: from.name, id: `p${this.#ids}`, text });
  }

  /** A line that was told before comes once more. */
  repeat(): void {
    if (this.lines.length === 0) return;
    this.lines.push(this.chance.pick(this.lines.slice(-REMEMBERED)));
  }

  /** The id of a message that may well have been said. */
  oldId(): string {
    return `m${this.chance.int(Math.max(1, this.#ids - REMEMBERED), Math.max(1, this.#ids))}`;
  }

  /** The id of the message that was said last. */
  newestId(): string {
    return `m${this.#ids}`;
  }

  /** Somebody whom nobody has seen before. */
  newcomer(group: Group): Person {
    const number = this.#newcomers.length + 1;
    const who = { id: `n${number}`, name: ODD_NAMES[number % 30] ?? `新人${number}` };
    this.#newcomers.push({ group, who });
    return who;
  }

  /** One of those, where they came in; undefined while there is nobody. */
  oneOfNewcomers(): { readonly group: Group; readonly who: Person } | undefined {
    return this.#newcomers.length === 0 ? undefined : this.chance.pick(this.#newcomers.slice(-30));
  }

  group(): Group {
    return this.chance.pick(this.groups);
  }
}

function groupOf(number: number): Group {
  const first = number * 20;
  return {
    id: `g${number}`,
    owner: { id: `owner${number}`, name: `群主${number}` },
    // Neighbouring groups share some accounts.
    members: Array.from({ length: MEMBERS_PER_GROUP }, (_, index) => personOf(first + index)),
  };
}

function personOf(number: number): Person {
  return { id: `u${number}`, name: ODD_NAMES[number % 30] ?? `群友${number}` };
}
