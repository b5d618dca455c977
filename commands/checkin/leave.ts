/** `请假` and `销假`: days of leave of absence, on which a streak waits. */
import {
  type Acting,
  type Context as AnyContext,
  type Commanding,
  type Day,
  type Line,
  monthOf,
  showDay,
  showMonth,
} from '#kit';
import type { CheckIn } from './base.ts';
import { decideLeave, type LeaveOutcome } from './rules/leave.ts';
import { daysWithin, recordDay } from './store/days.ts';
import { endLeave } from './store/leave.ts';

type Context = Acting<CheckIn>;
type Says = Pick<Context, 'text' | 'language'>;

export async function takeLeave(
  context: Commanding<CheckIn, { readonly days: number | undefined }>,
): Promise<void> {
  const { tx, member, args, today, settings, say } = context;
  const covered = await daysWithin(tx, { member: member.id, from: monthOf(today).from });
  const outcome = decideLeave({ today, count: args.days ?? 1, covered }, settings.leave);
  if (outcome.kind === 'granted') await save(context, outcome);
  return say(outcomeLine(context, outcome));
}

export function whenLeaveIsOff({ settings, text }: AnyContext<CheckIn>): Line | undefined {
  const { perMonth, mostDays } = settings.leave;
  return perMonth === 0 || mostDays === 0 ? text('leaveOff') : undefined;
}

async function save(context: Context, { days }: LeaveOutcome & { readonly kind: 'granted' }) {
  const { tx, member, community, now: at, heardAt } = context;
  const whose = { member: member.id, community: community.id };
  for (const day of days) {
    await recordDay(tx, { ...whose, at, heardAt, day, kind: 'leave', points: 0 });
  }
}

function outcomeLine({ text, language, settings }: Context, outcome: LeaveOutcome): Line {
  switch (outcome.kind) {
    case 'granted':
      return grantedLine({ text, language }, outcome.days);
    case 'off':
      return text('leaveOff');
    case 'tooLong':
      return text('leaveTooLong', { n: outcome.mostDays });
    case 'onLeave':
      return text('onLeave', { until: showDay(outcome.until, language) });
    case 'usedUp': {
      const month = showMonth(outcome.month, language);
      const most = text('days', { n: settings.leave.perMonth });
      return text('leaveUsedUp', { month, most, left: text('days', { n: outcome.left }) });
    }
  }
}

function grantedLine({ text, language }: Says, days: readonly Day[]): Line {
  const shown = days.map((day) => showDay(day, language));
  const [from = '', ...more] = shown;
  const to = more.at(-1);
  if (to === undefined) return text('leaveGrantedDay', { day: from });
  return text('leaveGranted', { n: days.length, from, to });
}

/** `销假`: takes back what is left of a leave. */
export async function takeBackLeave({ tx, member, today, say, text }: Commanding<CheckIn>) {
  const days = await endLeave(tx, { member: member.id, from: today });
  return say(days === 0 ? text('notOnLeave') : text('leaveTakenBack', { n: days }));
}

/** Reads `3` or `3天`. @returns undefined for anything else */
export function parseCount(text: string): number | undefined {
  const [, digits] = /^(\d{1,2})(?:天|日|d|days?)?$/u.exec(text.normalize('NFKC')) ?? [];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}
