/**
 * Whether the bot account of a group may say there what nobody has asked for. Some accounts only
 * answer, because their operator wants it so; one whose day is nearly used up keeps the rest for
 * answers.
 */
import { type Capabilities, days, type Group, type Instant, instantOf, type PaceLimit } from '#kit';
import { awayOf } from '../../store/away.ts';
import { sentCount } from '../../store/outbox.ts';
import { botOfGroup } from '../../store/serving.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Voice } from './decide.ts';

/** Of what an account may send a day, so much is kept for those who ask. */
const KEPT_FOR_ANSWERS = 0.1;

/** What an account can do; undefined for one that is not configured. */
export type CanOf = (account: string) => Capabilities | undefined;

interface Speaking {
  /** The bot account by which it is said. */
  readonly account: string;
  readonly now: Instant;
}

/** Whether an account could ever be anything but free. */
export function mayBeBound(can: Capabilities | undefined): boolean {
  return can !== undefined && (!can.speaksFirst || dayLimitOf(can) !== undefined);
}

export function voiceOf(connection: Statements, canOf: CanOf, { account, now }: Speaking): Voice {
  const can = canOf(account);
  if (can?.speaksFirst === false) return 'answersOnly';
  const limit = can && dayLimitOf(can);
  if (!limit) return 'free';
  const since = instantOf(Math.max(0, now - limit.per));
  const sent = connection.get(sentCount, { bot: account, since })?.n ?? 0;
  return sent >= limit.most * (1 - KEPT_FOR_ANSWERS) ? 'spent' : 'free';
}

/** The account that speaks in a group. */
export function accountIn(connection: Statements, { id, platform }: Group): string {
  return connection.get(botOfGroup, { group: id })?.bot ?? platform;
}

/** No bot account is in a group any more. */
export function isAway(connection: Statements, { id: group }: Pick<Group, 'id'>): boolean {
  return connection.get(awayOf, { group })?.bot_left_at != null;
}

function dayLimitOf({ pace }: Capabilities): PaceLimit | undefined {
  return pace.limits.find(({ scope, per }) => scope === 'account' && per >= days(1));
}
