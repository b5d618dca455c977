/**
 * A community's zone or the beginning of its days has changed: what features have planned by its
 * clock is planned anew, or the next of everything would come by the old one.
 */
import type { BoardParts } from './boards.ts';
import type { Occasion, Step } from './occasion.ts';

const CLOCK = ['community.zone', 'community.dayStart'];

/** Whether a setting is of a community's clock. */
export function isOfClock(key: string): boolean {
  return CLOCK.includes(key);
}

/** In each group of the community of the occasion. */
export async function planAnew(
  { registry, settings, contexts }: BoardParts,
  occasion: Occasion,
  step: Step,
): Promise<void> {
  const community = settings.community(occasion.community.id);
  for (const group of await step.tx.people.groups(community.id)) {
    const { platform } = group;
    const own = { ...occasion, community, group, platform, bot: undefined, member: undefined };
    for (const feature of registry.features) {
      await feature.calendarChanged?.(contexts().for(feature, own, step));
    }
  }
}
