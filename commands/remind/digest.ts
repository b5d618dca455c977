/** `周预告`: what is due in the days to come, each Monday to the group or to managers who want it. */
import {
  type Args,
  addDays,
  arg,
  type Coming,
  type Commanding,
  type Context,
  civilCalendar,
  formatLocal,
  type Group,
  hours,
  type Instant,
  instantAt,
  type Line,
  lines,
  localDay,
  mayActAs,
  minuteOfDay,
  nextDailySlot,
  plainWord,
  showPlannedDay,
  weekdayOf,
} from '#kit';
import { base, type Remind } from './base.ts';
import { dropWait, type Wait, waitsIn } from './store/waits.ts';
import { awaited, noteNow, outlookLine, plan } from './waits.ts';

/** The kind of push that it is. */
const DIGEST = 'digest';
/** Monday, 09:00: the week is being planned. */
const NINE = minuteOfDay(540);
const DAYS_AHEAD = 7;
/** More rows are a wall. */
const MOST_ROWS = 20;

/** As long as what managers have asked for waits for the group's ear. */
const LASTS = hours(2);

type Where = 'group' | 'alone' | 'off';

interface Wanted {
  readonly where: Where | undefined;
}

export const digestArgs: Args<Wanted> = { where: arg.optional(arg.choice(parseWhere)) };

const WORDS: ReadonlyMap<string, Where> = new Map([
  ['群里', 'group'],
  ['群裡', 'group'],
  ['本群', 'group'],
  ['group', 'group'],
  ['私聊', 'alone'],
  ['私下', 'alone'],
  ['私訊', 'alone'],
  ['private', 'alone'],
  ['关', 'off'],
  ['關', 'off'],
  ['关掉', 'off'],
  ['關掉', 'off'],
  ['off', 'off'],
]);

function parseWhere(typed: string): Where | undefined {
  return WORDS.get(plainWord(typed));
}

export async function showDigest(context: Commanding<Remind, Wanted>): Promise<void> {
  const { args, say, text } = context;
  const { where } = args;
  if (where === undefined) return say((await weekLine(context)) ?? text('nothingAhead'));
  return say(where === 'off' ? await off(context) : await on(context, where));
}

async function on(context: Commanding<Remind, Wanted>, where: 'group' | 'alone'): Promise<Line> {
  const { attention, group, heardAt, house, member, text } = context;
  if (!group) return text('nothingAhead');
  if (where === 'group') {
    await attention.switch({ kind: { feature: base.name, kind: DIGEST }, isOn: true });
  }
  const nextAt = nextMonday(context, heardAt);
  const whom = where === 'group' ? 0 : member.id;
  await plan(context, { group: group.id, what: DIGEST, member: whom, nextAt });
  await house.audit('remind.digest', {});
  return where === 'group' ? text('digestToGroup') : text('digestAlone');
}

/** Takes back what the group gets, and what the manager who says so gets. */
async function off({ group, member, text, tx }: Commanding<Remind, Wanted>): Promise<Line> {
  const waits = group ? await waitsIn(tx, { group: group.id, what: DIGEST }) : [];
  for (const wait of waits) {
    if (wait.member === 0 || wait.member === member.id) await dropWait(tx, wait);
  }
  return text('digestIsOff');
}

/** Its Monday has come. */
export async function sendDigest(context: Coming<Remind>): Promise<void> {
  const late = noteNow(context);
  const line = late === undefined ? await weekLine(context) : undefined;
  const note = late ?? (line === undefined ? 'nothingDue' : undefined);
  for (const wait of await awaited(context, DIGEST)) {
    if (line !== undefined) await send(context, wait, line);
    await planDigest(context, { ...wait, doneAt: context.now, note });
  }
}

/** Whether the group, or else the manager who asks, hears of the week; and when next. */
export async function digestLine(
  context: Commanding<Remind, unknown>,
  { id: group }: Group,
): Promise<Line> {
  const { member, text, tx } = context;
  const waits = await waitsIn(tx, { group, what: DIGEST });
  const toGroup = waits.find((wait) => wait.member === 0);
  if (!toGroup) {
    return text(waits.some((wait) => wait.member === member.id) ? 'digestAlone' : 'digestIsOff');
  }
  const kind = { kind: DIGEST, lasts: LASTS };
  return lines(text('digestToGroup'), await outlookLine(context, toGroup, kind));
}

/** For the next Monday. */
export async function planDigest(context: Context<Remind>, wait: Wait): Promise<void> {
  await plan(context, { ...wait, nextAt: nextMonday(context, context.heardAt) });
}

async function send(context: Coming<Remind>, { member }: Wait, line: Line): Promise<void> {
  const { push, tell, today, tx } = context;
  if (member === 0) return push(line, { kind: DIGEST, key: today, lasts: LASTS });
  const manager = await tx.people.find(member);
  // Whoever wanted it may be no manager any more.
  if (manager && mayActAs(manager.role, 'manager')) await tell(manager, line);
}

/** @returns undefined where nothing is due */
async function weekLine(context: Context<Remind>): Promise<Line | undefined> {
  const { community, heardAt, house, text, today } = context;
  const { zone } = community.calendar;
  const until = instantAt(addDays(today, DAYS_AHEAD), minuteOfDay(0), zone);
  const items = await house.ahead.agenda({ from: heardAt, until });
  if (items.length === 0) return undefined;
  const rows = items.slice(0, MOST_ROWS);
  const more = items.length - rows.length;
  return lines(
    text('weekTitle', { n: items.length }),
    ...rows.map(({ at, line }) => text('weekRow', { when: whenOf(context, at), line })),
    more > 0 ? text('moreAhead', { n: more }) : undefined,
  );
}

function whenOf({ community, language, today }: Context<Remind>, at: Instant): string {
  const { zone } = community.calendar;
  const day = localDay(at, civilCalendar(zone));
  return `${showPlannedDay(day, { language, today })} ${formatLocal(at, zone)}`;
}

function nextMonday({ community }: Context<Remind>, since: Instant): Instant {
  const rule = { minute: NINE, zone: community.calendar.zone };
  let slot = nextDailySlot(since, rule);
  while (weekdayOf(slot.day) !== 1) slot = nextDailySlot(slot.at, rule);
  return slot.at;
}
