/**
 * What a platform shows of an account's own messages, compared with what the account has tried to
 * say: a send of which nobody knew whether it arrived has arrived when its echo is heard. Only what
 * is certain counts: the same group, the same text, about the time of the attempt, and as many
 * messages as attempts that they can be. As digests: no text is kept.
 */
import { hash } from 'node:crypto';
import {
  after,
  type Echo,
  hours,
  type Instant,
  instantOf,
  type MessageId,
  minutes,
  type Span,
  seconds,
} from '#kit';
import { laneOf } from './mail.ts';

/** So long an attempt in doubt may still be found: platforms show what was said lately. */
export const LONGEST_DOUBT: Span = hours(24);
/** What is not in doubt is only to be told from what is. */
const WINDOW: Span = minutes(10);
/** Platforms count in whole seconds. */
const SKEW: Span = seconds(1);
/** A message that stands there later is another one. */
const LATEST: Span = minutes(3);
/** Of attempts in doubt, of others, and of echoes that fit none. */
const MOST = 500;
/** Every send passes here, and looking through all of them takes its time. */
const LOOK_EVERY = 100;
/** Of echoes that were heard before. */
const MOST_KNOWN = 5_000;

export interface Attempt {
  /** The row of the outbox. */
  readonly row: number;
  readonly lane: string;
  /** Of the text as it will come back; undefined where that cannot be told. */
  readonly digest: string | undefined;
  readonly since: Instant;
  /** The message's id, when the platform has told it. */
  readonly id?: MessageId | undefined;
  readonly isDoubtful: boolean;
}

interface Heard {
  readonly lane: string;
  readonly digest: string;
  readonly at: Instant;
  readonly id: MessageId;
}

/** A place in which something is in doubt. */
export interface Doubt {
  readonly lane: string;
  /** When the earliest of it was tried. */
  readonly since: Instant;
}

export class Echoes {
  readonly #onSure: (row: number) => void;
  #attempts: Attempt[] = [];
  #heard: Heard[] = [];
  /** Echoes that were heard before: read back after an outage, they come again. */
  readonly #known = new Set<MessageId>();
  /** How many parts of a row are in doubt. */
  readonly #doubts = new Map<number, number>();
  /** Attempts and echoes since it was looked through what can be forgotten. */
  #unlooked = 0;

  /** @param onSure called when all of a row that was in doubt has arrived after all */
  constructor(onSure: (row: number) => void) {
    this.#onSure = onSure;
  }

  /** Whether parts of a row were in doubt, and none is any more. */
  isSure(row: number): boolean {
    return this.#doubts.get(row) === 0;
  }

  /** Where something is in doubt that may still be found. */
  get inDoubt(): readonly Doubt[] {
    const places = new Map<string, Instant>();
    for (const { lane, since, isDoubtful } of this.#attempts) {
      const known = places.get(lane);
      if (isDoubtful && (known === undefined || since < known)) places.set(lane, since);
    }
    return [...places].map(([lane, since]) => ({ lane, since }));
  }

  /** Something was said, perhaps. */
  attempted(attempt: Attempt): void {
    const { row, lane, digest, isDoubtful } = attempt;
    if (isDoubtful) this.#doubts.set(row, (this.#doubts.get(row) ?? 0) + 1);
    if (digest === undefined) return;
    this.#attempts.push(attempt);
    this.#forget(attempt.since);
    // The echo often comes before the answer, or before it is clear that there is none.
    const waiting = this.#heard.filter((echo) => isSame(echo, { lane, digest }));
    for (const echo of waiting) if (this.#heard.includes(echo)) this.#claim(echo);
  }

  /** The platform shows a message of the account's own. */
  heard({ group, text, at, id }: Echo): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    const echo = { lane: laneOf({ group }), digest: digestOf(text), at, id };
    this.#forget(at);
    this.#heard.push(echo);
    this.#claim(echo);
  }

  /** Finds the attempt whose echo it is, if that is certain. */
  #claim(echo: Heard): void {
    const fitting = this.#fitting(echo);
    const [own] = fitting.filter(({ id }) => id === echo.id);
    // Several attempts and as many messages: each has arrived, whichever is whose.
    const alike = this.#heard.filter((other) => isAlike(this.#fitting(other), fitting));
    if (own) this.#settle([own], [echo]);
    else if (fitting.length > 0 && alike.length === fitting.length) this.#settle(fitting, alike);
  }

  #fitting(echo: Heard): readonly Attempt[] {
    const fitting = this.#attempts.filter((attempt) => isOf(echo, attempt));
    const own = fitting.filter(({ id }) => id === echo.id);
    return own.length > 0 ? own : fitting;
  }

  #settle(attempts: readonly Attempt[], echoes: readonly Heard[]): void {
    this.#attempts = this.#attempts.filter((attempt) => !attempts.includes(attempt));
    this.#heard = this.#heard.filter((echo) => !echoes.includes(echo));
    for (const { row, isDoubtful } of attempts) if (isDoubtful) this.#settleOne(row);
    // With those gone it may be clear whose another one is.
    const [{ lane, digest } = NOTHING] = echoes;
    const next = this.#heard.find((echo) => isSame(echo, { lane, digest }));
    if (next) this.#claim(next);
  }

  #settleOne(row: number): void {
    const left = (this.#doubts.get(row) ?? 1) - 1;
    this.#doubts.set(row, left);
    if (left === 0) this.#onSure(row);
  }

  /** What was said beside something in doubt is known as long as that is. */
  #forget(now: Instant): void {
    this.#unlooked += 1;
    if (this.#unlooked < LOOK_EVERY) return;
    this.#unlooked = 0;
    const isSince = (at: Instant, span: Span) => at + span >= now;
    const doubted = this.#attempts
      .filter(({ isDoubtful, since }) => isDoubtful && isSince(since, LONGEST_DOUBT))
      .slice(-MOST);
    const words = new Set(doubted.map(wordsOf));
    const others = this.#attempts.filter(({ isDoubtful }) => !isDoubtful);
    const recent = others.filter(({ since }) => isSince(since, WINDOW)).slice(-MOST);
    const kept = new Set([
      ...doubted,
      ...recent,
      ...others.filter((one) => words.has(wordsOf(one))),
    ]);
    this.#attempts = this.#attempts.filter((attempt) => kept.has(attempt));
    this.#heard = this.#heard.filter(({ at }) => isSince(at, WINDOW)).slice(-MOST);
    shorten(this.#known, MOST_KNOWN);
    shorten(this.#doubts, MOST);
  }
}

/** Forgets what came first. */
function shorten<K>(
  kept: Pick<Map<K, unknown>, 'size' | 'keys'> & { delete(key: K): boolean },
  most: number,
): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}

function isOf(echo: Heard, attempt: Attempt): boolean {
  const { since, id } = attempt;
  if (!isSame(echo, attempt) || (id !== undefined && id !== echo.id)) return false;
  return since <= echo.at + SKEW && echo.at <= instantOf(after(since, LATEST));
}

function isSame(echo: Heard, { lane, digest }: Pick<Attempt, 'lane' | 'digest'>): boolean {
  return lane === echo.lane && digest === echo.digest;
}

function isAlike(some: readonly Attempt[], others: readonly Attempt[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

const NOTHING = { lane: '', digest: undefined };
const wordsOf = ({ lane, digest }: Attempt): string => `${lane} ${digest}`;

/** Blanks are what platforms change. */
export function digestOf(text: string): string {
  return hash('sha256', text.replace(/\s+/gu, ''), 'base64url');
}
