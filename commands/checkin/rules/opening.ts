/** When check-in (签到) is open: time spans of the clock, both minutes included. */
import { type MinuteOfDay, parseMinuteOfDay } from '#kit';

/** From one minute to another of the clock; past midnight when `to` is the smaller. */
export interface Opening {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/** Reads `06:00-09:00`. @returns undefined for anything else */
export function parseOpening(text: string): Opening | undefined {
  const [from = '', to = '', more] = text.split(/[-–~]/u);
  const begin = parseMinuteOfDay(from);
  const end = parseMinuteOfDay(to);
  if (begin === undefined || end === undefined || more !== undefined) return undefined;
  return { from: begin, to: end };
}

/** When check-in opens again; today's clock, unless it is tomorrow's. */
export interface NextOpening {
  readonly at: MinuteOfDay;
  readonly isTomorrow: boolean;
}

/**
 * Tells what a member who comes at `minute` has to wait for.
 * @param windows texts of spans; none of them means open all day
 * @returns undefined when check-in is open
 */
export function waitUntil(
  minute: MinuteOfDay,
  windows: readonly string[],
): NextOpening | undefined {
  const openings = windows.map(parseOpening).filter((opening) => opening !== undefined);
  if (openings.length === 0 || openings.some((opening) => isOpen(opening, minute))) {
    return undefined;
  }
  const starts = openings.map(({ from }) => from).sort((a, b) => a - b);
  const today = starts.find((start) => start > minute);
  const [first] = starts;
  if (today !== undefined) return { at: today, isTomorrow: false };
  return first === undefined ? undefined : { at: first, isTomorrow: true };
}

function isOpen({ from, to }: Opening, minute: MinuteOfDay): boolean {
  return from <= to ? from <= minute && minute <= to : from <= minute || minute <= to;
}
