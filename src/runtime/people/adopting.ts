/**
 * Makes a group one of another community and takes it out again (加入社群, 退出社群): the core's rows,
 * the points and what every feature keeps, in the one transaction of the step. Whether somebody may
 * do so is decided by the feature that asks.
 */
import type {
  Adoption,
  AdoptionOutcome,
  AdoptionView,
  AdoptionWay,
  CommunityId,
  Context,
  Feature,
  GroupId,
  Line,
  MemberId,
  Posting,
  ReleaseView,
} from '#kit';
import {
  type Counterpart,
  communityLike,
  countPeople,
  makeCounterparts,
  partPeople,
  passGroup,
  passGroups,
  passPerson,
} from '../../store/adopting.ts';
import { cameBefore, countSettings } from '../../store/adopting-queries.ts';
import { noteAudit } from '../house/audit.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';

/** Who asks, of which group, and what is there. */
export interface Asked {
  readonly registry: Registry;
  readonly occasion: Occasion;
  readonly step: Step;
  /** Whether the community has it on: of what is off nobody speaks. */
  readonly isOn: (feature: Feature) => boolean;
  /** What a feature is given. */
  readonly contextOf: (feature: Feature) => Context;
}

/** What joining another community would do. */
export async function viewAdoption(asked: Asked, to: CommunityId): Promise<AdoptionView> {
  const { occasion, step } = asked;
  const { id: community } = occasion.community;
  const { connection } = step.core;
  return {
    ...countPeople(connection, { from: community, to }),
    settings: connection.get(countSettings, { community })?.count ?? 0,
    ...(await viewOf(asked, 'in')),
  };
}

/** What going out of the community would do. */
export function viewRelease(asked: Asked): Promise<ReleaseView> {
  return viewOf(asked, 'out');
}

async function viewOf(asked: Asked, way: AdoptionWay): Promise<ReleaseView> {
  const { contextOf, isOn, registry } = asked;
  const outlook = registry.features
    .filter(isOn)
    .flatMap((feature) => feature.adopting?.outlook?.(contextOf(feature), way) ?? []);
  return { hindrances: await hindrancesOf(asked, way), outlook };
}

async function hindrancesOf(
  { registry, contextOf }: Asked,
  way: AdoptionWay,
): Promise<readonly Line[]> {
  const found: Line[] = [];
  for (const feature of registry.features) {
    found.push(...((await feature.adopting?.hindrances?.(contextOf(feature), way)) ?? []));
  }
  return found;
}

/** The group of the occasion, alone in its community, becomes one of another. */
export async function adoptGroup(asked: Asked, to: CommunityId): Promise<AdoptionOutcome> {
  const { occasion, registry, step } = asked;
  const { group } = occasion;
  const { id: from } = occasion.community;
  if (!group || from === to) return { kind: 'same' };
  if (step.core.isFrozen) return { kind: 'frozen' };
  if ((await step.tx.people.groups(from)).length > 1) return { kind: 'notAlone' };
  const hindrances = await hindrancesOf(asked, 'in');
  if (hindrances.length > 0) return { kind: 'hindered', hindrances };
  const people = makeCounterparts(step.core.connection, { from, to });
  for (const pair of people) await carryPoints(step, pair);
  const adoption: Adoption = { from, to, group: group.id, people };
  for (const { adopting } of registry.features) await adopting?.carry?.(step.tx, adoption);
  for (const pair of people) passPerson(step.core.connection, pair, { to });
  const { at } = occasion;
  passGroups(step.core.connection, { from, to, at, features: dueAlong(registry) });
  const own = people.find((pair) => pair.from === occasion.member?.id);
  note(asked, { what: 'adopt', to, operator: own?.into });
  forgetMemories(step);
  return { kind: 'moved' };
}

/** The group of the occasion goes out of its community, and is one of its own. */
export async function releaseGroup(asked: Asked): Promise<AdoptionOutcome> {
  const { occasion, step } = asked;
  const { group, community } = occasion;
  if (!group || (await step.tx.people.groups(community.id)).length < 2) return { kind: 'same' };
  const hindrances = await hindrancesOf(asked, 'out');
  if (hindrances.length > 0) return { kind: 'hindered', hindrances };
  const { connection } = step.core;
  const { language, calendar } = community;
  const fresh = { at: occasion.at, language, zone: calendar.zone, like: community.id };
  const to = communityLike(connection, fresh);
  const people = partPeople(connection, { group: group.id, to });
  passGroup(connection, { group: group.id, to, at: null, features: dueAlong(asked.registry) });
  const own = people.find((pair) => pair.from === occasion.member?.id);
  note(asked, { what: 'release', to, operator: own?.into ?? occasion.member?.id });
  forgetMemories(step);
  return { kind: 'moved' };
}

/** Names of the features whose due items go where the group goes. */
function dueAlong({ features }: Registry): readonly string[] {
  return features.filter(({ adopting }) => adopting?.isDueAlong).map(({ name }) => name);
}

/** Whether one group may take another out: it was in the community before the other came. */
export function mayTakeOut(step: Step, pair: { group: GroupId; other: GroupId }): boolean {
  return step.core.connection.get(cameBefore, pair) !== undefined;
}

/** Two entries that add up to nothing, one in each community. */
async function carryPoints({ tx }: Step, { from, into, isErased }: Counterpart): Promise<void> {
  const points = await tx.ledger.balanceOf(from);
  // What nobody can spend stays where it was earned.
  if (points === 0 || isErased) return;
  const post = async (how: 'out' | 'in', posting: Pick<Posting, 'member' | 'points'>) => {
    const once = `adopted:${from}:${how}`;
    const outcome = await tx.ledger.post({ ...posting, reason: 'adopted', once, mayOwe: true });
    if (outcome.kind !== 'posted') throw new Error(`«${once}» was not posted: ${outcome.kind}`);
  };
  await post('out', { member: from, points: -points });
  await post('in', { member: into, points });
}

interface Noted {
  readonly what: 'adopt' | 'release';
  readonly to: CommunityId;
  /** Who has asked, by the number that they have there. */
  readonly operator: MemberId | undefined;
}

/** In both communities: people of either may ask what became of the group. */
function note({ occasion, step }: Asked, { what, to, operator }: Noted): void {
  const { at, group } = occasion;
  const detail = { group: group?.platformId, platform: group?.platform };
  const { connection } = step.core;
  noteAudit(connection, occasion, { what, detail });
  const member = operator === undefined ? undefined : { id: operator };
  noteAudit(connection, { at, community: { id: to }, member }, { what, detail });
}

function forgetMemories({ core }: Step): void {
  core.directory.forget();
  core.purses.forget();
}
