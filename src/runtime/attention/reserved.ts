/**
 * Places of a day that are kept for what managers have planned for one moment: a greeting that
 * comes again tomorrow must not take the place of today's meeting.
 */
import { type Context, type Feature, formatLocal, type Group, type Instant, instantOf } from '#kit';
import type { WaitingPush } from '../../store/pushes.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { type GroupFacts, outlastsQuiet, type Reserved } from './decide.ts';
import { reportOf, rowOf } from './failures.ts';
import { type IsRefused, refusalsIn } from './refusals.ts';

export interface ReservedParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => {
    for(feature: Feature, occasion: Occasion, step: Step): Context;
  };
}

interface Scene {
  readonly step: Step;
  readonly group: Group;
  readonly now: Instant;
}

/** What is still to come today, once and only once. */
export async function placesAhead(
  parts: ReservedParts,
  { step, group, now }: Scene,
  { nextDayAt, rules }: GroupFacts,
): Promise<readonly Reserved[]> {
  const { community } = group;
  const { zone } = parts.settings.community(community).calendar;
  const span = { from: now, until: instantOf(nextDayAt - 1) };
  const places: Reserved[] = [];
  const isRefused = refusalsIn(step.core.connection, community);
  for (const feature of parts.registry.features) {
    const kinds = kindsAhead(feature, isRefused);
    if (kinds.length === 0 || !parts.settings.isOn(community, feature.name)) continue;
    const context = parts.contexts().for(feature, occasionOf(parts, { group, now }), step);
    for (const kind of kinds) {
      const ahead = (await kind.ahead?.(context, span)) ?? [];
      const worth = ahead.filter((one) => outlastsQuiet(one, zone, rules));
      places.push(...worth.map(({ at, what }) => ({ at, clock: formatLocal(at, zone), what })));
    }
  }
  return places.sort((a, b) => a.at - b.at);
}

/** Of which it is known what is still to come, and which managers have not turned off. */
function kindsAhead({ name, pushes = {} }: Feature, isRefused: IsRefused) {
  return Object.entries(pushes).flatMap(([kind, declared]) =>
    declared.ahead && !isRefused(name, kind) ? [declared] : [],
  );
}

/** What a push that waits is called, with the time for which it was planned. */
export async function placeOf(
  parts: ReservedParts,
  { step, group, now }: Scene,
  push: WaitingPush,
): Promise<Omit<Reserved, 'at'>> {
  const { zone } = parts.settings.community(group.community).calendar;
  const feature = parts.registry.feature(push.feature);
  const row = rowOf(step.core.connection, push.id);
  const occasion = occasionOf(parts, { group, now });
  const context = feature && parts.contexts().for(feature, occasion, step);
  const named = feature?.pushes?.[push.kind]?.named;
  const what = context && row && (await named?.(context, reportOf(row)));
  const title = feature?.phrases[occasion.language].pushes?.[push.kind]?.[0];
  return { clock: formatLocal(push.planned_at, zone), what: what ?? title ?? push.kind };
}

function occasionOf({ settings }: ReservedParts, { group, now }: Pick<Scene, 'group' | 'now'>) {
  const community = settings.community(group.community);
  const { language } = community;
  const key = `places:${group.id}:${now}`;
  return { at: now, now, key, platform: group.platform, community, group, language };
}
