/** `提醒签到`: managers switch the daily reminder of their group on and off, or choose its time. */
import {
  type Args,
  arg,
  type Commanding,
  type Context,
  formatMinuteOfDay,
  type Group,
  type Line,
  lines,
  localDay,
  type MinuteOfDay,
  nextDaily,
  switchArg,
  type TypedSwitch,
  wordOf,
} from '#kit';
import { base, type CheckIn } from '../base.ts';
import { waitUntil } from '../rules/opening.ts';
import { dropReminder, reminderOf } from '../store/reminders.ts';
import { LASTS, type Planned, planReminder, REMINDER } from './plan.ts';

interface Wanted {
  readonly wanted: TypedSwitch | undefined;
}

export const switchArgs: Args<Wanted> = { wanted: arg.optional(switchArg) };

type Command = Commanding<CheckIn, Wanted>;

export async function switchReminder(context: Command): Promise<void> {
  const { args, group, say } = context;
  if (!group) return;
  const { wanted } = args;
  if (wanted === undefined) return say(await standing(context, group));
  return say(wanted.isOn ? await on(context, group, wanted.minute) : await off(context, group));
}

/** Asked for its state it is planned anew: the time that is told is the one that holds. */
async function standing(context: Command, group: Group): Promise<Line> {
  const { text, tx } = context;
  const reminder = await reminderOf(tx, group.id);
  if (!reminder) return text('reminderIsOff');
  return stateLine(context, await planReminder(context, group, reminder));
}

async function on(context: Command, group: Group, minute: MinuteOfDay | undefined): Promise<Line> {
  const { attention, house } = context;
  const refusal = minute === undefined ? undefined : refusalOf(context, minute);
  if (refusal) return refusal;
  await attention.switch({ kind: { feature: base.name, kind: REMINDER }, isOn: true });
  const before = await reminderOf(context.tx, group.id);
  const planned = await planReminder(context, group, { minute, last: before?.last });
  await house.audit('checkin.remind', { time: formatMinuteOfDay(planned.time) });
  return stateLine(context, planned);
}

/** What would never be heard is not promised. */
function refusalOf(context: Command, minute: MinuteOfDay) {
  const { attention, community, heardAt, settings, text } = context;
  if (waitUntil(minute, settings.windows) !== undefined) return text('remindWhenClosed');
  const at = nextDaily(heardAt, minute, community.calendar.zone);
  if (attention.quietUntil(at) === undefined) return undefined;
  const { quietFrom: from, quietUntil: to } = attention.rules;
  return text('remindWhenQuiet', { from: formatMinuteOfDay(from), to: formatMinuteOfDay(to) });
}

async function off({ house, text, tx }: Command, group: Group): Promise<Line> {
  if (await dropReminder(tx, group.id)) await house.audit('checkin.remindNot', {});
  return text('reminderIsOff');
}

/** In `每日提醒`, where whoever looks for reminders looks. */
export async function reminders(context: Context<CheckIn>): Promise<readonly Line[]> {
  const { group, house, text, tx } = context;
  const reminder = group && (await reminderOf(tx, group.id));
  const word = wordOf(house, '提醒签到');
  if (!group || !reminder) return [text('howReminder', { word })];
  const outlook = await outlookLine(context, await planReminder(context, group, reminder));
  return [text('reminderBrief', { word, outlook })];
}

async function stateLine(context: Command, planned: Planned): Promise<Line> {
  return lines(timeLine(context, planned), await outlookLine(context, planned));
}

function timeLine({ text }: Command, planned: Planned): Line {
  const time = formatMinuteOfDay(planned.time);
  if (planned.minute !== undefined) return text('reminderAt', { time });
  return planned.isLearnt ? text('reminderAtBest', { time }) : text('reminderAtFirst', { time });
}

/** When the next one comes, and why the last one did not. */
function outlookLine(context: Context<CheckIn>, { nextAt, last }: Planned): Promise<Line> {
  const { community, house, text } = context;
  const lastTime = last && {
    at: last.at,
    key: localDay(last.at, community.calendar),
    why: last.note && text(`unsaid.${last.note}`),
  };
  const which = { feature: base.name, kind: REMINDER, lasts: LASTS };
  return house.ahead.outlook({ ...which, nextAt, last: lastTime });
}
