/**
 * What check-in (签到) is worth in this community. Where points (积分) are switched off, none are
 * paid, asked for or spoken of: the streak is what counts, and make-up cards are what is earned.
 */
import type { Context } from '#kit';
import type { CheckIn } from './base.ts';
import type { Settings } from './settings.ts';

type Here = Pick<Context<CheckIn>, 'house' | 'settings'>;

/** Whether points can be spent here. */
export function hasPoints({ house }: Pick<Here, 'house'>): boolean {
  return !house.isSwitchedOff('points');
}

/** The settings, without a point where points are switched off. */
export function worthOf({ house, settings }: Here): Settings {
  if (hasPoints({ house })) return settings;
  const milestones = settings.milestones
    .filter(({ cards }) => cards > 0)
    .map((milestone) => ({ ...milestone, points: 0 }));
  return { ...settings, points: 0, randomExtra: 0, milestones, totals: [] };
}
