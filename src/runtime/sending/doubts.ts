/**
 * What follows a part of a letter of which nobody knows whether it arrived. It is never sent again;
 * but whoever reads on must see that something may be missing, and a poll whose platform has not
 * told us which one it is takes no ballots, so its question is asked again in words.
 */
import { type AskPoll, type Outgoing, restOf } from '#kit';
import { bodyNow } from '../../store/outbox.ts';
import type { Statements } from '../../store/sqlite.ts';

/** Said to members, in the language of the program. */
export interface Notes {
  /** Stands where a part may be missing. */
  readonly gap: string;
  /** Stands after a restart, when nobody knows how much of a long letter has left. */
  readonly unfinished: string;
  /** Goes with a question that is asked again beside a poll that may stand there. */
  readonly poll: string;
}

/** What a row of the outbox holds: what is left to be done, and why some of it is in doubt. */
export type Body = Outgoing & { readonly doubt?: string | undefined };

/** A letter as its row holds it. */
export function bodyOf(action: Outgoing | undefined, doubt: string | undefined): string {
  return JSON.stringify({ ...action, doubt });
}

interface Doubtful {
  /** The part that may have arrived. */
  readonly part: Outgoing;
  /** What was to follow it. */
  readonly left: readonly Outgoing[];
}

/** What is done instead of going on as if nothing were; undefined where nothing follows. */
export function afterDoubt({ part, left }: Doubtful, notes: Notes): Outgoing | undefined {
  if (part.do === 'poll') return askedAgain(part, notes);
  const rest = restOf(left);
  if (rest?.do !== 'say') return rest;
  const pieces = rest.pieces.length === 0 ? [notes.gap] : [notes.gap, '\n', ...rest.pieces];
  return { ...rest, pieces };
}

/** The question of a lost poll, to be answered in this message. */
export function askedAgain({ to, title, choices }: AskPoll, notes: Notes): Outgoing {
  return { do: 'say', to, pieces: [`${title}\n${notes.poll}`], choices };
}

/**
 * The rest of a letter, in the place where its group is now: it may have moved while the beginning
 * was under way.
 * @returns undefined where somebody was erased from it meanwhile, for the rest would name them
 */
export function restNow(
  connection: Statements,
  { id, body: was }: { readonly id: number; readonly body: string | null },
  rest: string,
): string | undefined {
  const now = connection.get(bodyNow, { id })?.body;
  if (was === null || !now) return rest;
  const [before, present]: readonly Outgoing[] = [JSON.parse(was), JSON.parse(now)];
  const place = { to: present?.to };
  const isSame = JSON.stringify({ ...before, ...place }) === JSON.stringify(present);
  return isSame ? JSON.stringify({ ...JSON.parse(rest), ...place }) : undefined;
}
