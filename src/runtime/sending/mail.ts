/** Puts what is said into the outbox, in the transaction in which it was decided. */
import {
  after,
  type Choice,
  type Instant,
  instantOf,
  type Line,
  type LinkCard,
  type MessageId,
  milliseconds,
  type Outgoing,
  type Piece,
  type PlatformId,
  type PollWish,
  parsePlatformId,
  type Say,
  type Span,
  type Target,
} from '#kit';
import { planForGroup, planForPerson } from '../../store/outbox.ts';
import type { Statements } from '../../store/sqlite.ts';
import { LIFETIME } from '../../store/worth.ts';

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
  readonly card?: LinkCard | undefined;
  /** {@link LIFETIME} unless given. */
  readonly lasts?: Span | undefined;
}

/** Plans a letter; it leaves after the commit. */
export function post(connection: Statements, letter: Letter): void {
  const { platform, bot, now, lasts } = letter;
  postAction(connection, { platform, bot, action: sayingOf(letter), now, lasts });
}

/** A push that goes along with an answer, in words below it. */
interface Along {
  /** Its number. */
  readonly push: number;
  readonly below: readonly Piece[];
}

/** Plans an answer with a push below it; it is worth as long as an answer is. */
export function postAnswer(connection: Statements, letter: Letter, { push, below }: Along): void {
  const { platform, bot, now, lasts } = letter;
  const said = sayingOf(letter);
  const action = { ...said, pieces: [...said.pieces, '\n\n', ...below] };
  postAction(connection, { platform, bot, action, now, lasts, push });
}

/** The action by which a letter is said. */
export function sayingOf(letter: Omit<Letter, 'platform' | 'now' | 'bot' | 'lasts'>): Say {
  const { to, mentionsAll, replyTo, choices, poll, image, file, card } = letter;
  const pieces = piecesOf(letter);
  return { do: 'say', to, pieces, mentionsAll, replyTo, choices, poll, image, file, card };
}

interface PostedPush {
  /** Its number. */
  readonly id: number;
  readonly platform: string;
  readonly group: PlatformId;
  readonly action: Omit<Say, 'to'>;
  readonly now: Instant;
  readonly expiresAt: Instant;
}

/**
 * Plans what is said unasked to a group. One that leaves in the last moment of its time has time to
 * arrive, too, and longer than an answer has, from which its lifetime tells it.
 */
export function postPush(connection: Statements, push: PostedPush): void {
  const { id, platform, group, action, now: at } = push;
  const soonest = after(at, milliseconds(LIFETIME + 1));
  const expiresAt = instantOf(Math.max(push.expiresAt, soonest));
  const body = JSON.stringify({ ...action, to: { group } });
  const lane = laneOf({ group });
  const plan = { push: id, platform, bot: null, to: group, lane, at, expiresAt, body };
  connection.run(planForGroup, plan);
}

/** What is for one group or person leaves in order; its lane names them. */
export function laneOf(to: Target): string {
  return 'group' in to ? `g:${to.group}` : `p:${to.private}`;
}

/** The group that a lane names; undefined for that of a person. */
export function groupOf(lane: string): PlatformId | undefined {
  const [, group] = /^g:(.*)$/s.exec(lane) ?? [];
  return group === undefined ? undefined : parsePlatformId(group);
}

interface Task {
  readonly platform: string;
  readonly bot?: string | undefined;
  readonly action: Outgoing;
  readonly now: Instant;
  readonly lasts?: Span | undefined;
  /** The push that it carries. */
  readonly push?: number;
}

/** Plans whatever is to be done in the world. */
export function postAction(
  connection: Statements,
  { platform, bot, action, now, lasts = LIFETIME, push }: Task,
): void {
  const { to } = action;
  const plan = {
    platform,
    bot: bot ?? null,
    at: now,
    expiresAt: instantOf(after(now, lasts)),
    body: JSON.stringify(action),
    lane: laneOf(to),
    push: push ?? null,
  };
  if ('group' in to) connection.run(planForGroup, { ...plan, to: to.group });
  else connection.run(planForPerson, { ...plan, to: to.private });
}

function piecesOf({
  line,
  mention = [],
  toEach = [],
}: Pick<Letter, 'line' | 'mention' | 'toEach'>): readonly Piece[] {
  const named = mention.flatMap((piece) => [piece, ' ']);
  const below = toEach.flatMap(([piece, theirs]) => ['\n', piece, ' ', theirs]);
  return [...named, line, ...below];
}
