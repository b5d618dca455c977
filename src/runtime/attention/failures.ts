/** Whoever made a push hears, once and in private, that it did not arrive or that nobody knows. */
import type { Acting, Feature, Instant, PushReport } from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import {
  endPushes as endAllPushes,
  endPush as endOnePush,
  type FailedPush,
  type PushEnds,
  pushById,
} from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { SendEnd } from '../../store/tables.ts';
import type { MessageOccasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { lookSoon } from './look.ts';
import { readWhy } from './why.ts';

/** The house's item that tells an author. */
export const FAILED = 'pushFailed';

/** Has the authors told, in a step of its own. */
export function planFailures(
  connection: Statements,
  failed: readonly FailedPush[],
  now: Instant,
): void {
  for (const { id, community, group } of failed) {
    connection.run(planHouseItem, {
      dueAt: now,
      feature: HOUSE,
      what: FAILED,
      key: `${HOUSE}:${FAILED}:${id}`,
      community,
      group,
      data: JSON.stringify(id),
    });
  }
}

/** How a letter ended. */
interface LetterEnd {
  /** The push that it carried. */
  readonly id: number | null;
  readonly state: SendEnd;
  readonly now: Instant;
}

/**
 * Writes down how a push ended, in the commit that stores how its letter did.
 * @returns whether the house has something to do because of it
 */
export function endPush(connection: Statements, { id, ...end }: LetterEnd): boolean {
  if (id === null) return false;
  return follow(connection, endOnePush(connection, { id, ...end }), end.now);
}

/** The same of all letters that have ended while nobody looked. */
export function endPushes(connection: Statements, now: Instant): void {
  follow(connection, endAllPushes(connection, now), now);
}

/** Authors hear of it; and where nothing was said, what waits need not keep a distance from it. */
function follow(connection: Statements, { failed, unsaid }: PushEnds, now: Instant): boolean {
  planFailures(connection, failed, now);
  const looked = unsaid.map(({ community, group: id }) =>
    lookSoon(connection, { id, community }, now),
  );
  return failed.length > 0 || looked.includes(true);
}

export interface FailureParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly acting: (feature: Feature, occasion: MessageOccasion, step: Step) => Acting;
}

export async function tellFailure(
  parts: FailureParts,
  step: Step,
  { push: id, now }: { readonly push: number; readonly now: Instant },
): Promise<void> {
  const row = rowOf(step.core.connection, id);
  const kind = row && parts.registry.feature(row.feature)?.pushes?.[row.kind];
  if (!row || !kind?.failed) return;
  const context = await contextOf(parts, step, { push: row, now, key: `${FAILED}:${id}` });
  if (context) await kind.failed(context, reportOf(row));
}

interface Told {
  readonly push: Pick<PushRow, 'feature' | 'author_id' | 'community_id'>;
  readonly now: Instant;
  readonly key: string;
}

/** In which the author of a push is told of it; undefined where nobody is there to be told. */
export async function contextOf(
  { registry, settings, acting }: FailureParts,
  step: Step,
  { push, now, key }: Told,
): Promise<Acting | undefined> {
  const { people } = step.tx;
  const feature = registry.feature(push.feature);
  const author = push.author_id === null ? undefined : await people.find(push.author_id);
  if (!feature || !author) return undefined;
  const community = settings.community(push.community_id);
  const language = (await people.facts(author.id))?.language ?? community.language;
  const { platform } = author;
  const occasion = { at: now, now, key, platform, community, member: author, language };
  return acting(feature, occasion, step);
}

type Reported = Pick<
  PushRow,
  'key' | 'kind' | 'group_id' | 'state' | 'why' | 'planned_at' | 'left_at' | 'ended_at' | 'along'
>;

/** All that is known of a push. */
export const rowOf = (connection: Statements, id: number) => connection.get(pushById, { id });
type PushRow = NonNullable<ReturnType<typeof rowOf>>;

/** What a feature is told of its push. */
export function reportOf(row: Reported): PushReport {
  return {
    key: row.key,
    kind: row.kind,
    group: row.group_id,
    state: row.state,
    why: readWhy(row.why),
    plannedAt: row.planned_at,
    leftAt: row.left_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    isAlong: row.along === 1,
  };
}
