/**
 * A community's zone or the beginning of its days has changed, or a group has come into another
 * community: what features have planned by the clock is planned anew, or the next of everything
 * would come by the old one.
 */
import type { GroupId } from '#kit';
import type { BoardParts } from './boards.ts';
import type { Occasion, Step } from './occasion.ts';

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
