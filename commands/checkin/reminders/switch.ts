/** `提醒签到`: managers switch the daily reminder of their group on and off, or choose its time. */
import {
  type Args,
  arg,
  type Commanding,
  formatMinuteOfDay,
  type Group,
  type Line,
  type MinuteOfDay,
  parseSwitch,
  type TypedSwitch,
} from '#kit';
import { base, type CheckIn } from '../base.ts';
import { waitUntil } from '../rules/opening.ts';
import { dropReminder, reminderOf } from '../store/reminders.ts';
import { planReminder, REMINDER } from './plan.ts';

interface Wanted {
  readonly wanted: TypedSwitch | undefined;
}

export const switchArgs: Args<Wanted> = { wanted: arg.optional(arg.choice(parseSwitch)) };

type Context = Commanding<CheckIn, Wanted>;

export async function switchReminder(context: Context): Promise<void> {
  const { args, group, say } = context;
  if (!group) return;
  const { wanted } = args;
  if (wanted === undefined) return say(await standing(context, group));
  return say(wanted.isOn ? await on(context, group, wanted.minute) : await off(context, group));
}

/** Asked for its state it is planned anew: the time that is told is the one that holds. */
async function standing(context: Context, group: Group): Promise<Line> {
  const { text, tx } = context;
  const reminder = await reminderOf(tx, group.id);
  if (!reminder) return text('reminderIsOff');
  return timeLine(context, await planReminder(context, group, reminder.minute));
}

async function on(context: Context, group: Group, minute: MinuteOfDay | undefined): Promise<Line> {
  const { attention, house } = context;
  const refusal = minute === undefined ? undefined : refusalOf(context, minute);
  if (refusal) return refusal;
  await attention.switch({ kind: { feature: base.name, kind: REMINDER }, isOn: true });
  const planned = await planReminder(context, group, minute);
  await house.audit('checkin.remind', { time: formatMinuteOfDay(planned.time) });
  return timeLine(context, planned);
}

/** What would never be heard is not promised. */
function refusalOf({ attention, settings, text }: Context, minute: MinuteOfDay) {
  if (waitUntil(minute, settings.windows) !== undefined) return text('remindWhenClosed');
  const { quietFrom: from, quietUntil: to } = attention.rules;
  const isQuiet = from <= to ? from <= minute && minute < to : from <= minute || minute < to;
  if (!isQuiet) return undefined;
  return text('remindWhenQuiet', { from: formatMinuteOfDay(from), to: formatMinuteOfDay(to) });
}

async function off({ house, text, tx }: Context, group: Group): Promise<Line> {
  if (await dropReminder(tx, group.id)) await house.audit('checkin.remindNot', {});
  return text('reminderIsOff');
}

function timeLine({ text }: Context, planned: Awaited<ReturnType<typeof planReminder>>): Line {
  const time = formatMinuteOfDay(planned.time);
  if (planned.minute !== undefined) return text('reminderAt', { time });
  return planned.isLearnt ? text('reminderAtBest', { time }) : text('reminderAtFirst', { time });
}
