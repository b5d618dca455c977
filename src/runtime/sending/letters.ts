/**
 * Sends rows of the outbox by one bot account, one after the other, and says how each ended. What
 * is too long for a platform leaves in parts; what must wait takes what is behind it along. A part
 * in doubt holds up no other, but is told of: `doubts.ts` says how.
 */
import {
  type AskPoll,
  type Bot,
  type Clock,
  type Delivery,
  type Log,
  type MessageId,
  type Outgoing,
  partsOf,
  partsWithoutMedia,
  restOf,
  type SendOutcome,
  type Substitutes,
  seconds,
  type Timers,
} from '#kit';
import { worthUntil } from '../../store/worth.ts';
import { momentOf, type Waiting } from './backlog.ts';
import { afterDoubt, type Body, bodyOf, type Notes } from './doubts.ts';
import { digestOf, type Echoes } from './echoes.ts';
import type { Pacer } from './pacer.ts';
import { PartWaits } from './part-waits.ts';

/** A bot has its own time limits; one that forgets them must not hold a group for ever. */
const LONGEST_SEND = seconds(60);

/** A row that leaves, with its text. */
export interface Row extends Waiting {
  readonly body: string | null;
}

export interface Ended {
  readonly row: Row;
  readonly outcome: SendOutcome | { readonly kind: 'expired' };
  /** A poll of the platform's own that was sent. */
  readonly poll?: SentPoll | undefined;
  /** One that may have arrived, of which the platform has told nothing. */
  readonly lost?: AskPoll | undefined;
  /** The body that is left, when only its beginning was sent. */
  readonly rest?: string | undefined;
  /** By what it is known when its platform shows it: of what is in doubt, or else of all of it. */
  readonly digests?: readonly string[] | undefined;
}

export interface SentPoll {
  readonly ask: AskPoll;
  readonly poll: string;
  readonly message: MessageId;
}

export interface LetterParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly pacer: Pacer;
  readonly substitutes: Substitutes;
  readonly notes: Notes;
  readonly echoes: Echoes;
  /** Something may have arrived on a lane. */
  readonly onDoubt?: ((lane: string) => void) | undefined;
}

/** How far a letter has come. */
interface Progress extends Pick<Ended, 'poll' | 'lost'> {
  readonly left: readonly Outgoing[];
  /** Why nobody knows whether all that was sent has arrived. */
  readonly doubt: string | undefined;
  /** Something of it may have arrived in this attempt. */
  readonly isBegun: boolean;
  readonly said: readonly string[];
  readonly doubted: readonly string[];
}

interface Part {
  readonly part: Outgoing;
  /** See {@link Letters.digestOf}. */
  readonly digest: string | undefined;
}

const BEGINNING = { isBegun: false, said: [], doubted: [] } as const;

/** It was not even tried. */
const STOPPING = {
  kind: 'notAccepted',
  why: 'the program was about to stop',
  retryAfterSeconds: 0,
} as const satisfies SendOutcome;

export class Letters {
  readonly #parts: LetterParts;
  readonly #waits: PartWaits;

  constructor(parts: LetterParts) {
    this.#parts = parts;
    this.#waits = new PartWaits(parts);
  }

  /** What is not on its way yet stays here, or may leave again. */
  rest(isResting: boolean): void {
    this.#waits.end(isResting);
  }

  /** Sends in the given order; rows of one lane keep theirs even when one must wait. */
  async sendAll(rows: readonly Row[]): Promise<readonly Ended[]> {
    const ended: Ended[] = [];
    // What is behind one that must wait waits with it, or it would arrive before.
    const held = new Map<string, Ended['outcome']>();
    for (const row of rows) {
      const waits = held.get(row.lane);
      const end = waits ? { row, outcome: waits } : await this.#send(row);
      if (end.outcome.kind === 'notAccepted') held.set(row.lane, end.outcome);
      ended.push(end);
    }
    return ended;
  }

  isOver(letter: Waiting): boolean {
    const { clock, bot } = this.#parts;
    if (!clock.isSet) return worthUntil(letter, bot.can.patience) < clock.now();
    return letter.expires_at < momentOf(letter, clock);
  }

  async #send(row: Row): Promise<Ended> {
    if (this.isOver(row)) return { row, outcome: { kind: 'expired' } };
    if (row.body === null) return { row, outcome: { kind: 'refused', why: 'nothing to send' } };
    const body: Body = JSON.parse(row.body);
    const left = this.partsOf(body);
    if (left.length > 0) return this.#sendParts(row, body, left);
    const why = `${this.#parts.bot.platform} cannot ${body.do}`;
    return { row, outcome: { kind: 'refused', why } };
  }

  /** As this account's platform can carry it. */
  partsOf(action: Outgoing): readonly Outgoing[] {
    const { bot, substitutes } = this.#parts;
    return partsOf(action, bot.can, substitutes);
  }

  /** By what something in a group is known when its platform shows it, if it is. */
  digestOf(action: Outgoing): string | undefined {
    const text = 'group' in action.to ? this.#parts.bot.echoOf?.(action) : undefined;
    return text === undefined ? undefined : digestOf(text);
  }

  async #sendParts(row: Row, body: Body, left: readonly Outgoing[]): Promise<Ended> {
    const { bot, substitutes } = this.#parts;
    let progress: Progress = { ...BEGINNING, left, doubt: body.doubt };
    let [part] = left;
    while (part) {
      if (progress.isBegun && !(await this.#waits.untilAllowed(row.lane))) {
        return { row, outcome: { kind: 'expired' }, poll: progress.poll, lost: progress.lost };
      }
      const known = { part, digest: this.digestOf(part) };
      const outcome = this.#waits.isOver ? STOPPING : await this.#attempt(row, known);
      const { poll, lost } = progress;
      if (outcome.kind === 'notAccepted') {
        return { row, outcome, rest: restIn(progress), poll, lost };
      }
      if (outcome.kind === 'refused') {
        const words = partsWithoutMedia(part, bot.can, substitutes);
        if (!words) return { row, outcome, poll, lost };
        progress = { ...progress, left: [...words, ...progress.left.slice(1)] };
      } else progress = this.#after(progress, known, outcome);
      [part] = progress.left;
    }
    return this.#endOf(row, body, progress);
  }

  /** All of it has left. */
  #endOf(row: Row, body: Body, { doubt, poll, lost, said, doubted }: Progress): Ended {
    const why = this.#parts.echoes.isSure(row.id) ? undefined : doubt;
    if (why === undefined) {
      return { row, outcome: { kind: 'sent' }, poll, lost, digests: [...said, ...doubted] };
    }
    // Of what was in doubt in an attempt before this one it is not known here what it was.
    const digests = body.doubt === undefined ? doubted : [];
    return { row, outcome: { kind: 'unknown', why }, poll, lost, digests };
  }

  #after(
    { left: [_, ...left], ...before }: Progress,
    { part, digest }: Part,
    outcome: SendOutcome & { readonly kind: 'sent' | 'unknown' },
  ): Progress {
    const digests = digest === undefined ? [] : [digest];
    if (outcome.kind === 'sent') {
      const poll = before.poll ?? sentPoll(part, outcome);
      return { ...before, left, poll, isBegun: true, said: [...before.said, ...digests] };
    }
    const next = afterDoubt({ part, left }, this.#parts.notes);
    return {
      ...before,
      left: next ? this.partsOf(next) : [],
      doubt: outcome.why,
      lost: part.do === 'poll' ? part : before.lost,
      isBegun: true,
      doubted: [...before.doubted, ...digests],
    };
  }

  async #attempt(row: Row, { part, digest }: Part): Promise<SendOutcome> {
    const { clock, echoes, onDoubt } = this.#parts;
    const since = clock.now();
    const outcome = await this.#call({ action: part, at: row.at }, row.id);
    const isDoubtful = outcome.kind === 'unknown';
    if (isDoubtful || outcome.kind === 'sent') {
      const id = isDoubtful ? undefined : outcome.id;
      echoes.attempted({ row: row.id, lane: row.lane, digest, since, id, isDoubtful });
      if (isDoubtful && digest !== undefined) onDoubt?.(row.lane);
    }
    return outcome;
  }

  async #call(delivery: Delivery, id: number): Promise<SendOutcome> {
    const { bot, log, clock } = this.#parts;
    try {
      const sending = bot.send(delivery);
      return await (clock.isSet ? sending : this.#inTime(sending));
    } catch (error) {
      // A bot that throws has said nothing of whether it arrived.
      log.error({ error, id }, 'a bot failed while sending');
      return { kind: 'unknown', why: String(error) };
    }
  }

  async #inTime(sending: Promise<SendOutcome>): Promise<SendOutcome> {
    return new Promise((end, fail) => {
      const late: SendOutcome = { kind: 'unknown', why: 'the platform did not answer' };
      const timer = this.#parts.timers.after(LONGEST_SEND, () => end(late));
      sending.then(end, fail).finally(() => timer.cancel());
    });
  }
}

/** What stays of the row; undefined where that is all of it. */
function restIn({ left, doubt, isBegun }: Progress): string | undefined {
  return isBegun ? bodyOf(restOf(left), doubt) : undefined;
}

function sentPoll(ask: Outgoing, outcome: SendOutcome): SentPoll | undefined {
  if (ask.do !== 'poll' || outcome.kind !== 'sent') return undefined;
  const { id: message, poll } = outcome;
  return message !== undefined && poll !== undefined ? { ask, poll, message } : undefined;
}
