/**
 * What a platform shows of an account's own messages, compared with what the account has tried to
 * say: a send of which nobody knew whether it arrived has arrived when its echo is heard. Only what
 * is certain counts: the same group, the same text, after the attempt, and one attempt that it can
 * be. In mind only, and as digests: no text is kept.
 */
import { hash } from 'node:crypto';
import { type Echo, type Instant, type MessageId, minutes, type Span, seconds } from '#kit';
import { laneOf } from './mail.ts';

/** Whatever is heard later was asked for too late to matter. */
const WINDOW: Span = minutes(10);
/** Platforms count in whole seconds. */
const SKEW: Span = seconds(1);
/** Of attempts, and of echoes that fit none. */
const MOST = 500;

export interface Attempt {
  /** The row of the outbox. */
  readonly row: number;
  readonly lane: string;
  /** As it will come back; undefined where that cannot be told. */
  readonly text: string | undefined;
  readonly since: Instant;
  /** The message's id, when the platform has told it. */
  readonly id?: MessageId | undefined;
  readonly isDoubtful: boolean;
}

interface Heard {
  readonly lane: string;
  readonly text: string;
  readonly at: Instant;
  readonly id: MessageId;
}

export class Echoes {
  readonly #onSure: (row: number) => void;
  #attempts: Attempt[] = [];
  #heard: Heard[] = [];
  /** Echoes that were heard before: read back after an outage, they come again. */
  readonly #known = new Set<MessageId>();
  /** How many parts of a row are in doubt. */
  readonly #doubts = new Map<number, number>();

  /** @param onSure called when all of a row that was in doubt has arrived after all */
  constructor(onSure: (row: number) => void) {
    this.#onSure = onSure;
  }

  /** Whether parts of a row were in doubt, and none is any more. */
  isSure(row: number): boolean {
    return this.#doubts.get(row) === 0;
  }

  /** Something was said, perhaps. */
  attempted(attempt: Attempt): void {
    const { row, lane, text, isDoubtful } = attempt;
    if (isDoubtful) this.#doubts.set(row, (this.#doubts.get(row) ?? 0) + 1);
    if (text === undefined) return;
    const said = { lane, text: digest(text) };
    this.#attempts.push({ ...attempt, ...said });
    this.#forget(attempt.since);
    // The echo often comes before the answer, or before it is clear that there is none.
    if (this.#heard.length === 0) return;
    this.#heard = this.#heard.filter((echo) => !isSame(echo, said) || !this.#claim(echo));
  }

  /** The platform shows a message of the account's own. */
  heard({ group, text, at, id }: Echo): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    const echo = { lane: laneOf({ group }), text: digest(text), at, id };
    this.#forget(at);
    if (!this.#claim(echo)) this.#heard.push(echo);
  }

  /** @returns whether the echo is that of an attempt */
  #claim(echo: Heard): boolean {
    const fitting = this.#attempts.filter((attempt) => isOf(echo, attempt));
    const [found, ...others] = fitting.some(({ id }) => id === echo.id)
      ? fitting.filter(({ id }) => id === echo.id)
      : fitting;
    if (!found || others.length > 0) return false;
    this.#attempts = this.#attempts.filter((attempt) => attempt !== found);
    if (found.isDoubtful) this.#settle(found.row);
    return true;
  }

  #settle(row: number): void {
    const left = (this.#doubts.get(row) ?? 1) - 1;
    this.#doubts.set(row, left);
    if (left === 0) this.#onSure(row);
  }

  #forget(now: Instant): void {
    const isOld = (at: Instant) => at + WINDOW < now;
    dropFirst(this.#attempts, ({ since }) => isOld(since));
    dropFirst(this.#heard, ({ at }) => isOld(at));
    shorten(this.#known);
    shorten(this.#doubts);
  }
}

/** Of a list in order of time, what is old and what is too much; every send passes here. */
function dropFirst<T>(list: T[], isOld: (one: T) => boolean): void {
  for (let [first] = list; first && (list.length > MOST || isOld(first)); [first] = list) {
    list.shift();
  }
}

/** Forgets what came first. */
function shorten<K>(
  kept: Pick<Map<K, unknown>, 'size' | 'keys'> & { delete(key: K): boolean },
): void {
  for (const key of kept.keys()) {
    if (kept.size <= MOST) return;
    kept.delete(key);
  }
}

function isOf(echo: Heard, attempt: Attempt): boolean {
  const { since, id } = attempt;
  if (!isSame(echo, attempt)) return false;
  return since <= echo.at + SKEW && (id === undefined || id === echo.id);
}

function isSame(echo: Heard, { lane, text }: Pick<Attempt, 'lane' | 'text'>): boolean {
  return lane === echo.lane && text === echo.text;
}

/** Blanks are what platforms change. */
function digest(text: string): string {
  return hash('sha256', text.replace(/\s+/gu, ''), 'base64url');
}
