/** How what was sent ended: it is over, nobody knows, or it was not accepted and waits again. */
import {
  after,
  type Bot,
  type Clock,
  type Instant,
  type Log,
  type SendOutcome,
  seconds,
} from '#kit';
import { confirm, postpone, settle } from '../../store/outbox.ts';
import { markShown } from '../../store/push-history.ts';
import type { Statements } from '../../store/sqlite.ts';
import { noteLostPoll, notePoll } from '../asking/asking.ts';
import { endPush } from '../attention/failures.ts';
import { type Backlog, momentOf } from './backlog.ts';
import { restNow } from './doubts.ts';
import type { Ended, SentPoll } from './letters.ts';

export interface EndParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Log;
  readonly backlog: Backlog;
  /** What waits has changed hands. */
  readonly onMoved: () => void;
  /** Somebody is to be told that a push did not arrive. */
  readonly onFailedPush?: ((now: Instant) => void) | undefined;
}

export class Ends {
  readonly #parts: EndParts;

  constructor(parts: EndParts) {
    this.#parts = parts;
  }

  /** In the transaction that is open. */
  store(connection: Statements, ended: Ended): void {
    const { row, poll, lost, rest, outcome } = ended;
    const { bot } = this.#parts;
    if (poll) this.#notePoll(connection, poll);
    if (lost) noteLostPoll(connection, { ask: lost, row: row.id, bot });
    if (outcome.kind === 'notAccepted') this.#postpone(connection, { row, outcome, rest });
    else this.#end(connection, { ...ended, outcome });
  }

  /** A letter that was in doubt has arrived, and so has the push that it carried. */
  confirm(connection: Statements, id: number): void {
    connection.run(confirm, { id });
    connection.run(markShown, { letter: id });
  }

  #end(connection: Statements, { row, outcome, digests = [] }: Over): void {
    const why = 'why' in outcome ? outcome.why : null;
    const kept = digests.length === 0 ? null : digests.join(' ');
    connection.run(settle, { id: row.id, state: outcome.kind, why, digests: kept });
    const end = { id: row.push_id, state: outcome.kind, now: momentOf(row, this.#parts.clock) };
    if (endPush(connection, end)) this.#parts.onFailedPush?.(this.#parts.clock.now());
    if (outcome.kind !== 'sent') {
      this.#parts.log.warn({ id: row.id, state: outcome.kind, why }, 'not delivered');
    }
  }

  #notePoll(connection: Statements, poll: SentPoll): void {
    const { bot, clock } = this.#parts;
    notePoll(connection, { ...poll, bot, now: clock.now() });
    // It may have to be closed at once.
    this.#parts.backlog.look(connection);
  }

  #postpone(connection: Statements, { row, outcome, rest }: Postponed): void {
    const { bot, clock, onMoved } = this.#parts;
    const { why, retryAfterSeconds } = outcome;
    const notBefore = after(clock.now(), seconds(retryAfterSeconds));
    const body = rest === undefined ? null : restNow(connection, row, rest);
    if (body === undefined) {
      this.#end(connection, { row, outcome: ERASED });
      return;
    }
    const [now] = connection.all(postpone, { id: row.id, notBefore, why, rest: body });
    // Handed over or moved while it was under way: somebody else's backlog lacks it.
    const isOurs = now?.bot === bot.account && now.lane === row.lane;
    const { body: _, ...waiting } = { ...row, attempts: row.attempts + 1, not_before: notBefore };
    if (isOurs) this.#parts.backlog.putBack(waiting);
    else onMoved();
  }
}

interface Over extends Pick<Ended, 'row' | 'digests'> {
  readonly outcome: Exclude<Ended['outcome'], { kind: 'notAccepted' }>;
}

interface Postponed extends Pick<Ended, 'row' | 'rest'> {
  readonly outcome: SendOutcome & { readonly kind: 'notAccepted' };
}

const ERASED = { kind: 'refused', why: 'somebody whom it names was erased' } as const;
