/** What a manager should know of a schedule before it is kept: when it will not be said. */
import { type Context, formatLocal, formatMinuteOfDay, type Line, lines, MS_PER_DAY } from '#kit';
import { type Base, base } from '../base.ts';
import { lastingOf } from '../sending/lasting.ts';
import type { Slot } from '../times/slots.ts';
import type { When } from '../times/when.ts';
import { clashLines } from './clash.ts';
import type { Outlook, Prospect } from './prospect.ts';

/** Of these slots managers are warned: more are not shown either. */
const LOOKED_AT = 3;

export async function warningLine(
  context: Context<Base>,
  prospect: Prospect,
  outlook: Outlook,
): Promise<Line | undefined> {
  const { slots } = outlook;
  const kinds = await context.attention.kinds();
  const isOff = kinds.some((kind) => kind.feature === base.name && kind.isOff);
  if (isOff) return context.text('kindOff');
  const warnings = [
    quietLine(slots, prospect.when, context),
    manyLine(slots, context),
    // What goes along with answers keeps to other times anyhow.
    ...(context.canSpeakFirst() ? await clashLines(context, prospect, outlook) : []),
  ];
  const told = warnings.filter((line) => line !== undefined);
  return told.length === 0 ? undefined : lines(...told);
}

/** Slots in the quiet hours wait until those are over, where they are still worth it then. */
function quietLine(
  slots: readonly Slot[],
  when: When,
  { attention, community, text }: Context<Base>,
): Line | undefined {
  for (const { at } of slots.slice(0, LOOKED_AT)) {
    const until = attention.quietUntil(at);
    if (until === undefined) continue;
    const { quietFrom, quietUntil } = attention.rules;
    const hours = { from: formatMinuteOfDay(quietFrom), to: formatMinuteOfDay(quietUntil) };
    const time = formatLocal(until, community.calendar.zone);
    const isWorthIt = until - at <= lastingOf(when);
    return isWorthIt ? text('waitsUntil', { ...hours, time }) : text('tooQuiet', hours);
  }
  return undefined;
}

/** More a day than a group is told in all. */
function manyLine(slots: readonly Slot[], { attention, text }: Context<Base>): Line | undefined {
  const [first] = slots;
  if (!first) return undefined;
  const n = slots.filter(({ at }) => at < first.at + MS_PER_DAY).length;
  const most = attention.rules.pushesADay;
  return n > most ? text('tooMuchADay', { n, most }) : undefined;
}
