/**
 * A community's zone or the beginning of its days has changed, or a group has come into another
 * community: what features have planned by the clock is planned anew, or the next of everything
 * would come by the old one.
 */
import type { GroupId, Instant } from '#kit';
import { allCommunities } from '../../store/communities.ts';
import { CLOCK_EVERYWHERE, factOf, setFact } from '../../store/facts.ts';
import type { BoardParts } from '../house/boards.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Values } from './settings.ts';

const CLOCK = ['community.zone', 'community.dayStart'];

/** Whether a setting is of a community's clock. */
export function isOfClock(key: string): boolean {
  return CLOCK.includes(key);
}

/** In each group of the community of the occasion. */
export async function planAnew(parts: BoardParts, occasion: Occasion, step: Step): Promise<void> {
  for (const { id } of await step.tx.people.groups(occasion.community.id)) {
    await planGroupAnew(parts, { occasion, group: id }, step);
  }
}

/** In one group, by the clock of the community that it is in now. */
export async function planGroupAnew(
  { registry, settings, contexts }: BoardParts,
  { occasion, group: id }: { readonly occasion: Occasion; readonly group: GroupId },
  step: Step,
): Promise<void> {
  const group = await step.tx.people.group(id);
  if (!group) return;
  const { platform } = group;
  const community = settings.community(group.community);
  const own = { ...occasion, community, group, platform, bot: undefined, member: undefined };
  for (const feature of registry.features) {
    await feature.calendarChanged?.(contexts().for(feature, own, step));
  }
}

interface Started {
  /** What the operator set for all communities. */
  readonly everywhere: Values;
  readonly now: Instant;
}

/** The operator may have set another clock for all communities while the program was off. */
export async function followClock(
  parts: BoardParts,
  { everywhere, now }: Started,
  step: Step,
): Promise<void> {
  const { connection } = step.core;
  const clock = JSON.stringify(CLOCK.map((key) => everywhere.get(key) ?? null));
  const before = connection.get(factOf, { key: CLOCK_EVERYWHERE })?.value ?? NOTHING_SET;
  if (clock === before) return;
  connection.run(setFact, { key: CLOCK_EVERYWHERE, value: clock });
  for (const { id } of allCommunities(connection)) {
    const community = parts.settings.community(id);
    const { language } = community;
    const when = { at: now, now, key: `clock:${now}` };
    const occasion = { ...when, platform: '', community, language, isUnasked: true };
    await planAnew(parts, occasion, step);
  }
}

const NOTHING_SET = JSON.stringify(CLOCK.map(() => null));
