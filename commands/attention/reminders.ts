/** `提醒` alone: the reminders that there are, each with the word that leads to it. */
import { type Commanding, type Line, lines, mayActAs } from '#kit';
import type { Base } from './base.ts';

/** By a word of each command; whatever is switched off is not spoken of. */
const WAYS = [
  { typed: '定时', key: 'waySchedule' },
  { typed: '每日提醒', key: 'wayDaily' },
  { typed: '提醒签到', key: 'wayCheckIn' },
  { typed: '别提醒我', key: 'waySpare' },
] as const;

export async function reminders(context: Commanding<Base>): Promise<void> {
  const { say, text } = context;
  const ways = WAYS.flatMap((way) => wayLine(context, way) ?? []);
  return say(lines(text('ways'), ...ways));
}

function wayLine(
  { house, member, text }: Commanding<Base>,
  { typed, key }: (typeof WAYS)[number],
): Line | undefined {
  const command = house.command(typed);
  const [word] = command?.words ?? [];
  if (!command || word === undefined || house.isSwitchedOff(command.feature)) return undefined;
  return mayActAs(member.role, command.role) ? text(key, { word }) : undefined;
}
