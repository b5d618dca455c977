/**
 * How a push leaves: as a letter with its words, or made first, in a step of its own, where its
 * words are of the moment or it opens something.
 */
import type { Context, Day, Feature, Group, Instant, PushWhy } from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import { beginMaking, endMaking, postMade } from '../../store/push-making.ts';
import {
  mergePush,
  pushById,
  sendPush,
  suppressPush,
  type WaitingPush,
} from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Core } from '../../store/store.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import { postPush } from '../sending/mail.ts';
import type { Settings } from '../settings/settings.ts';
import { planFailures } from './failures.ts';
import { bodyOf, makingIn, sayingTogether } from './saying.ts';

/** The house's item that makes a push. */
export const MAKE = 'pushMake';

export interface Place {
  readonly group: Group;
  readonly now: Instant;
}

/** Lets pushes go, as one. @returns whether it is to be made first */
export function letGo(
  connection: Statements,
  { day, ...place }: Place & { readonly day: Day },
  together: readonly [WaitingPush, ...WaitingPush[]],
): boolean {
  const [{ id }, ...others] = together;
  const { now } = place;
  const isMade = makingIn(together[0]) !== undefined;
  if (isMade) {
    planMaking(connection, place, id);
    connection.run(beginMaking, { id, at: now, day });
  } else {
    postTogether(connection, place, together);
    connection.run(sendPush, { id, at: now, day });
  }
  for (const other of others) connection.run(mergePush, { id: other.id, into: id, at: now });
  return isMade;
}

function postTogether(
  connection: Statements,
  { group, now }: Place,
  pushes: readonly [WaitingPush, ...WaitingPush[]],
): void {
  const { platform, platformId } = group;
  const action = sayingTogether(connection, { platform, pushes });
  const expiresAt = pushes.reduce((last, { expires_at: at }) => (at > last ? at : last), now);
  postPush(connection, { id: pushes[0].id, platform, group: platformId, action, now, expiresAt });
}

function planMaking(connection: Statements, { group, now }: Place, push: number): void {
  connection.run(planHouseItem, {
    dueAt: now,
    feature: HOUSE,
    what: MAKE,
    key: `${HOUSE}:${MAKE}:${push}`,
    community: group.community,
    group: group.id,
    data: JSON.stringify(push),
  });
}

export interface MakingParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: { for(feature: Feature, occasion: Occasion, step: Step): Context };
}

/** Its feature makes it, and it leaves; where nothing came of it, it is as if it had not. */
export async function makePush(
  parts: MakingParts,
  step: Step,
  { push: id, group, now }: Place & { readonly push: number },
): Promise<void> {
  const { connection } = step.core;
  const row = connection.get(pushById, { id });
  const making = row?.state === 'leaving' && row.body !== null ? makingIn(row) : undefined;
  if (!row || !making) return;
  const feature = parts.registry.feature(row.feature);
  const kind = feature?.pushes?.[row.kind];
  const context =
    feature && parts.contexts.for(feature, occasionOf(parts, { group, now, id }), step);
  const made = (context && (await kind?.make?.(context, making.make))) ?? 'nothing';
  if (typeof made === 'string') {
    const end = made === 'done' ? 'sent' : 'suppressed';
    return void connection.run(endMaking[end], { id, at: now });
  }
  // Nobody is shouted at on the occasion of an answer.
  const body = bodyOf(step.core, group, row.along ? { ...made, mentionsAll: false } : made);
  postTogether(connection, { group, now }, [{ ...row, body }]);
  connection.run(postMade, { id });
}

/** It could not be made: it has not left, and its author hears so. */
export function giveUpPush(
  { connection }: Pick<Core, 'connection'>,
  id: number,
  now: Instant,
): void {
  const row = connection.get(pushById, { id });
  if (row?.state !== 'leaving' || row.body === null) return;
  connection.run(endMaking.suppressed, { id, at: now });
  const why = JSON.stringify({ code: 'fault' } satisfies PushWhy);
  const [ended] = connection.all(suppressPush, { id, state: 'suppressed', why, at: now });
  const failed = { id, community: row.community_id, group: row.group_id };
  if (ended?.author_id != null) planFailures(connection, [failed], now);
}

function occasionOf(
  { settings }: MakingParts,
  { group, now, id }: Place & { id: number },
): Occasion {
  const community = settings.community(group.community);
  const { platform } = group;
  const { language } = community;
  return { at: now, now, key: `${MAKE}:${id}`, platform, community, group, language };
}
