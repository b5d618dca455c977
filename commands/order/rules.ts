/** Whom somebody may mute (禁言) or put out of the group (移出群). Pure. */
import { mayActAs, type Role } from '#kit';

/** Nobody does it to themselves, to an equal or to somebody above. */
export function mayOrder(by: Role, over: Role): boolean {
  return mayActAs(by, over) && by !== over;
}

/** Thirty days, the longest that QQ takes. */
const MINUTES_MAX = 43_200;

const MINUTES_IN: Readonly<Record<string, number>> = {
  '': 1,
  分钟: 1,
  分鐘: 1,
  分: 1,
  m: 1,
  min: 1,
  小时: 60,
  小時: 60,
  h: 60,
  天: 1_440,
  d: 1_440,
};

/** Reads how long somebody is to be quiet: `30`, `10分钟`, `1小时`, `2h`. @returns minutes */
export function parseMinutes(typed: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,5})(\D{0,4})$/.exec(typed.normalize('NFKC')) ?? [];
  const minutes = Number(digits) * (MINUTES_IN[unit.toLowerCase()] ?? Number.NaN);
  return digits !== '' && minutes >= 1 && minutes <= MINUTES_MAX ? minutes : undefined;
}
