/** `话题`: the topics that managers keep for their group, one of which is asked each day. */
import {
  type Args,
  arg,
  type Commanding,
  cutTo,
  formatMinuteOfDay,
  type Group,
  type Context as KitContext,
  type Line,
  lines,
  type MinuteOfDay,
  nextDaily,
  showDay,
  shownText,
} from '#kit';
import { LASTS, type PlannedTopic, planTopic } from './ask-topic.ts';
import { base, type Remind } from './base.ts';
import { TOPIC } from './next-topic.ts';
import { addTopic, dropTopic, type Topic, topicsOf } from './store/topics.ts';
import { dropWait, waitOf } from './store/waits.ts';
import { type TypedTopic, topicArg } from './typed-topic.ts';
import { outlookLine } from './waits.ts';

/** A question that is longer is not read in passing. */
const LONGEST_TOPIC = 300;
/** In a list, in characters as a reader counts them. */
const LONGEST_SHOWN = 30;
/** More rows are a wall. */
const MOST_ROWS = 50;

interface Wanted {
  readonly wanted: TypedTopic | undefined;
}

export const topicArgs: Args<Wanted> = { wanted: arg.optional(topicArg) };

type Context = Commanding<Remind, Wanted>;

export async function topics(context: Context): Promise<void> {
  const { args, group, say } = context;
  if (!group) return;
  const { wanted } = args;
  switch (wanted?.do) {
    case undefined:
      return say(await list(context, group));
    case 'add':
      return say(await add(context, group, wanted.content));
    case 'remove':
      return say(await remove(context, group, wanted.number));
    case 'wrongClock':
      return say(context.text('whichClock'));
    case 'switch':
      return say(await turn(context, group, wanted.to));
  }
}

async function list(context: Context, group: Group): Promise<Line> {
  const { text, tx } = context;
  const all = await topicsOf(tx, group.id);
  if (all.length === 0) return text('noTopics');
  const rows = all.slice(0, MOST_ROWS).map((topic) => rowOf(context, topic));
  const more = all.length - rows.length;
  const rest = more > 0 ? text('moreTopics', { n: more }) : undefined;
  return lines(
    text('topicsTitle', { n: all.length }),
    ...rows,
    rest,
    await timeLine(context, group),
  );
}

function rowOf({ language, text }: Context, { number, content, askedOn }: Topic): Line {
  const shown = cutTo(shownText(content, LONGEST_TOPIC), LONGEST_SHOWN);
  if (askedOn === undefined) return text('topicRow', { number, content: shown });
  const day = showDay(askedOn, language);
  return text('askedTopicRow', { number, content: shown, day });
}

/** Asked for, it is planned anew: the time that is told is the one that holds. */
async function timeLine(context: Context, group: Group): Promise<Line> {
  const { text, tx } = context;
  const wait = await waitOf(tx, { group: group.id, what: 'topic', member: 0 });
  if (!wait) return text('topicsAreOff');
  return plannedLine(context, await planTopic(context, group, wait));
}

/** When one is asked, by whose choice, and what became of the last one. */
export async function plannedLine(
  context: KitContext<Remind>,
  { wait, time, choice }: PlannedTopic,
): Promise<Line> {
  const { text } = context;
  return lines(
    text(`topicsAt.${choice}`, { time: formatMinuteOfDay(time) }),
    await outlookLine(context, wait, { kind: TOPIC, lasts: LASTS }),
  );
}

async function add(context: Context, group: Group, content: string): Promise<Line> {
  const { attention, house, member, settings, text, tx } = context;
  const most = settings.mostTopics;
  if (content === '') return text('noContent');
  if (content.length > LONGEST_TOPIC) return text('longTopic', { most: LONGEST_TOPIC });
  const before = await topicsOf(tx, group.id);
  if (before.length >= most) return text('manyTopics', { most });
  const number = await addTopic(tx, { group: group.id, content, author: member.id });
  await house.audit('remind.topic', { number });
  // The first one is what switches daily topics on; later ones leave them as they are.
  if (before.length > 0) return text('topicAdded', { number });
  await attention.switch({ kind: { feature: base.name, kind: TOPIC }, isOn: true });
  const planned = await planTopic(context, group, {});
  return lines(text('topicAdded', { number }), await plannedLine(context, planned));
}

async function remove(
  { house, text, tx }: Context,
  { id: group }: Group,
  number: number,
): Promise<Line> {
  const content = await dropTopic(tx, { group, number });
  if (content === undefined) return text('noSuchTopic', { number });
  await house.audit('remind.topicGone', { number });
  return text('topicRemoved', { number, content: shownText(content, LONGEST_SHOWN) });
}

async function turn(
  context: Context,
  group: Group,
  to: Extract<TypedTopic, { do: 'switch' }>['to'],
): Promise<Line> {
  const { attention, text, tx } = context;
  if (!to.isOn) {
    await dropWait(tx, { group: group.id, what: 'topic', member: 0 });
    return text('topicsAreOff');
  }
  if ((await topicsOf(tx, group.id)).length === 0) return text('noTopics');
  const refusal = to.minute === undefined ? undefined : refusalOf(context, to.minute);
  if (refusal !== undefined) return refusal;
  await attention.switch({ kind: { feature: base.name, kind: TOPIC }, isOn: true });
  const before = await waitOf(tx, { group: group.id, what: 'topic', member: 0 });
  const planned = await planTopic(context, group, { ...before, minute: to.minute });
  return plannedLine(context, planned);
}

/** What would never be heard at its time is not promised. */
function refusalOf({ attention, community, heardAt, text }: Context, minute: MinuteOfDay) {
  const at = nextDaily(heardAt, minute, community.calendar.zone);
  if (attention.quietUntil(at) === undefined) return undefined;
  const { rules } = attention;
  const from = formatMinuteOfDay(rules.quietFrom);
  return text('topicWhenQuiet', { from, to: formatMinuteOfDay(rules.quietUntil) });
}
