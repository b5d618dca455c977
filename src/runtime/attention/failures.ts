/** Whoever made a push hears, once and in private, that it did not arrive or that nobody knows. */
import type { Acting, Feature, Instant, PushReport } from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import { endPush as endOnePush, type FailedPush, pushById } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { SendEnd } from '../../store/tables.ts';
import type { MessageOccasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings.ts';
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
 * @returns whether somebody is to be told
 */
export function endPush(connection: Statements, { id, ...end }: LetterEnd): boolean {
  if (id === null) return false;
  const failed = endOnePush(connection, { id, ...end });
  planFailures(connection, failed, end.now);
  return failed.length > 0;
}

export interface FailureParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly acting: (feature: Feature, occasion: MessageOccasion, step: Step) => Acting;
}

export async function tellFailure(
  { registry, settings, acting }: FailureParts,
  step: Step,
  { push: id, now }: { readonly push: number; readonly now: Instant },
): Promise<void> {
  const { tx, core } = step;
  const row = core.connection.get(pushById, { id });
  const feature = row && registry.feature(row.feature);
  const kind = row && feature?.pushes?.[row.kind];
  const author = row?.author_id == null ? undefined : await tx.people.find(row.author_id);
  if (!feature || !kind?.failed || !author) return;
  const community = settings.community(row.community_id);
  const facts = await tx.people.facts(author.id);
  const context = acting(
    feature,
    {
      at: now,
      now,
      key: `${FAILED}:${id}`,
      platform: author.platform,
      community,
      member: author,
      language: facts?.language ?? community.language,
    },
    step,
  );
  await kind.failed(context, reportOf(row));
}

type Reported = Pick<
  NonNullable<ReturnType<typeof rowOf>>,
  'key' | 'kind' | 'group_id' | 'state' | 'why' | 'planned_at' | 'left_at' | 'ended_at' | 'along'
>;

const rowOf = (connection: Statements, id: number) => connection.get(pushById, { id });

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
