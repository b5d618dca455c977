/** Puts what is said into the outbox, in the transaction in which it was decided. */
import {
  after,
  type Choice,
  type Instant,
  instantOf,
  type Line,
  type MessageId,
  type Outgoing,
  type Piece,
  type PollWish,
  type Span,
  type Target,
} from '#kit';
import { planForGroup, planForPerson } from '../store/outbox.ts';
import type { Statements } from '../store/sqlite.ts';
import { LIFETIME } from '../store/worth.ts';

export interface Letter {
  readonly platform: string;
  /** The bot account by which it leaves; unless said, the one that serves the reader. */
  readonly bot?: string | undefined;
  readonly to: Target;
  readonly line: Line;
  readonly now: Instant;
  readonly mention?: readonly Piece[];
  /** Whom each line below the first is for. */
  readonly toEach?: readonly (readonly [Piece, Line])[];
  readonly mentionsAll?: true | undefined;
  readonly replyTo?: MessageId | undefined;
  readonly choices?: readonly Choice[] | undefined;
  readonly poll?: PollWish | undefined;
  readonly image?: string | undefined;
  readonly file?: string | undefined;
  /** {@link LIFETIME} unless given. */
  readonly lasts?: Span | undefined;
  /** By which it is found again. */
  readonly mark?: string | undefined;
}

/** Plans a letter; it leaves after the commit. */
export function post(connection: Statements, letter: Letter): void {
  const { platform, bot, to, now, lasts, mark, replyTo, mentionsAll } = letter;
  const { choices, poll, image, file } = letter;
  const pieces = piecesOf(letter);
  postAction(connection, {
    platform,
    bot,
    action: { do: 'say', to, pieces, mentionsAll, replyTo, choices, poll, image, file },
    now,
    lasts,
    mark,
  });
}

/** What is for one group or person leaves in order; its lane names them. */
export function laneOf(to: Target): string {
  return 'group' in to ? `g:${to.group}` : `p:${to.private}`;
}

interface Task {
  readonly platform: string;
  readonly bot?: string | undefined;
  readonly action: Outgoing;
  readonly now: Instant;
  readonly lasts?: Span | undefined;
  readonly mark?: string | undefined;
}

/** Plans whatever is to be done in the world. */
export function postAction(
  connection: Statements,
  { platform, bot, action, now, lasts = LIFETIME, mark }: Task,
): void {
  const { to } = action;
  const plan = {
    platform,
    bot: bot ?? null,
    at: now,
    expiresAt: instantOf(after(now, lasts)),
    body: JSON.stringify(action),
    lane: laneOf(to),
    mark: mark ?? null,
  };
  if ('group' in to) connection.run(planForGroup, { ...plan, to: to.group });
  else connection.run(planForPerson, { ...plan, to: to.private });
}

function piecesOf({ line, mention = [], toEach = [] }: Letter): readonly Piece[] {
  const named = mention.flatMap((piece) => [piece, ' ']);
  const below = toEach.flatMap(([piece, theirs]) => ['\n', piece, ' ', theirs]);
  return [...named, line, ...below];
}
