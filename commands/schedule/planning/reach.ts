/** Whom a push reaches: the groups, or the people who are written to in private. */
import type { Acting, Context, Group, GroupId, Line, Member } from '#kit';
import type { Base } from '../base.ts';
import { groupWords } from '../telling/show.ts';
import { isToGroups, type Targets, type ToGroups } from './targets.ts';

/** More private letters at once look like advertising to every platform. */
export const MOST_PRIVATE = 500;
/** So many people make a manager look twice. */
const MANY = 20;

/** The groups of a push; those that the bot knows no more are left out. */
export async function groupsOf(
  { community, tx }: Pick<Context<Base>, 'community' | 'tx'>,
  targets: ToGroups,
): Promise<readonly Group[]> {
  const known = await tx.people.groups(community.id);
  return targets.kind === 'all' ? known : known.filter(({ id }) => targets.groups.includes(id));
}

/** The groups whose attention a push takes: what is written in private counts where it was made. */
export async function groupsReached(
  context: Pick<Context<Base>, 'community' | 'tx'>,
  { targets, group }: { readonly targets: Targets; readonly group: GroupId },
): Promise<readonly GroupId[]> {
  return isToGroups(targets) ? (await groupsOf(context, targets)).map(({ id }) => id) : [group];
}

/** How many will read it, where that is more than the group itself or more than a few. */
export async function reachLine(
  context: Acting<Base>,
  { targets, group: home }: { readonly targets: Targets; readonly group: GroupId },
): Promise<Line | undefined> {
  const { community, house, text, tx } = context;
  if (targets.kind === 'members') {
    const found = await house.whoFulfil(targets.condition);
    const n = Math.min(found.filter(({ isReachable }) => isReachable).length, MOST_PRIVATE);
    const condition = house.conditionLine(targets.condition);
    return text('toMembers', { condition, n, others: found.length - n });
  }
  if (targets.kind === 'here') {
    const { length: n } = await tx.people.present(community.id, home);
    return n > MANY ? text('toHere', { n }) : undefined;
  }
  const groups = await groupsOf(context, targets);
  const people = new Set<Member['id']>();
  for (const group of groups) {
    for (const { id } of await tx.people.present(community.id, group.id)) people.add(id);
  }
  return text('toGroups', { groups: groups.length, n: people.size });
}

/** More names do not fit into a row. */
const MOST_NAMED = 3;

/** Whom a push is for, where that is not plain from where it is asked. */
export async function whereTo(
  context: Context<Base>,
  { targets, group: home }: { readonly targets: Targets; readonly group: GroupId },
): Promise<string | undefined> {
  const { community, group, house, text, tx } = context;
  if (targets.kind === 'all') return text('allGroups');
  if (targets.kind === 'members') {
    return text('inPrivateTo', { condition: house.conditionLine(targets.condition) });
  }
  const known = await tx.people.groups(community.id);
  const isPlain = targets.kind === 'here' && (home === group?.id || known.length === 1);
  if (isPlain) return undefined;
  const meant: readonly GroupId[] = targets.kind === 'here' ? [home] : targets.groups;
  const named = known.filter(({ id }) => meant.includes(id));
  return named.length === 0 ? text('someGroups', { n: meant.length }) : groupNames(named, text);
}

/** «群 读书群、跑步群», or how many they are. */
export function groupNames(groups: readonly Group[], text: Context<Base>['text']): Line {
  return groups.length > MOST_NAMED
    ? text('someGroups', { n: groups.length })
    : text('namedGroups', { names: groups.map(groupWords).join(text('and')) });
}

/** Those who are written to, at most {@link MOST_PRIVATE}. */
export async function peopleOf(
  { house, tx }: Pick<Acting<Base>, 'house' | 'tx'>,
  { condition }: Extract<Targets, { kind: 'members' }>,
): Promise<readonly Member[]> {
  const people: Member[] = [];
  for (const { id, isReachable } of await house.whoFulfil(condition)) {
    const member = isReachable ? await tx.people.find(id) : undefined;
    if (member && people.length < MOST_PRIVATE) people.push(member);
  }
  return people;
}
