/** What is pressed or ticked: answers that could not be mistyped. */

import * as z from 'zod';
import type { Group, Press, Ticks } from '#kit';
import { lostPolls, pollBy } from '../../store/group-questions.ts';
import { addLatePress } from '../../store/late-presses.ts';
import { notePressed } from '../../store/push-facts.ts';
import type { Arrival } from '../arrival.ts';
import type { Engine } from '../engine.ts';
import { isInTime } from '../hearing/gate.ts';
import { actingAs } from '../hearing/messages.ts';
import { paced } from '../hearing/pace.ts';
import { type MessageOccasion, type Step, whereabouts } from '../occasion.ts';
import { coreText } from '../texts/index.ts';
import { answerDialogue } from './answers.ts';
import { CHOICE_PREFIX } from './choice-id.ts';
import { answerQuestion } from './choosing.ts';

export async function handlePress(
  engine: Engine,
  arrival: Arrival<Press>,
  step: Step,
): Promise<void> {
  const { bot, event } = arrival;
  const group = event.group && step.core.directory.group(bot.platform, event.group, event.at);
  const occasion = await occasionOf(engine, { ...arrival, where: group || undefined }, step);
  if (!occasion) return;
  if (event.choice.startsWith(CHOICE_PREFIX)) {
    const pressed = event.choice.slice(CHOICE_PREFIX.length);
    await answerDialogue(engine, { occasion, pressed }, step);
    return;
  }
  const chosen = group && engine.questions.pressed(group.id, event.choice);
  if (chosen) await answerQuestion(engine, { ...chosen, occasion, manner: 'pressed' }, step);
  else if (group) await tellOver(engine, { occasion, group, pressed: event.choice }, step);
}

interface LatePress {
  readonly occasion: MessageOccasion;
  readonly group: Group;
  readonly pressed: string;
}

/** Its buttons outlive a question: whoever presses one then must not believe that it counted. */
async function tellOver(
  engine: Engine,
  { occasion, group, pressed }: LatePress,
  step: Step,
): Promise<void> {
  const [name = '', key] = pressed.split(':');
  const { community, language, member, now } = occasion;
  if (!engine.registry.feature(name)?.questions || key === undefined) return;
  if (!isInTime(occasion.at, now) || !engine.settings.isOn(community.id, name)) return;
  const press = { group: group.id, feature: name, key, member: member.id, at: now };
  if (step.core.connection.run(addLatePress, press) === 0) return;
  const line = coreText(language)('questionOver');
  const toThem = await paced(engine, occasion, step);
  await engine.contexts.say(toThem, step, { line, mention: [member] });
}

const keys = z.array(z.string());

/** A ballot in a poll of the platform's own, which knows where it was asked. */
export async function handleTicks(
  engine: Engine,
  arrival: Arrival<Ticks>,
  step: Step,
): Promise<void> {
  const { bot, event } = arrival;
  const poll = step.core.connection.get(pollBy, { platform: bot.platform, poll: event.poll });
  if (!poll) return tellLost(engine, arrival, step);
  const group = poll && (await step.tx.people.group(poll.group_id));
  const open = poll && engine.questions.open(poll.group_id, poll);
  if (!group || !open) return;
  const occasion = await occasionOf(engine, { ...arrival, where: group }, step);
  if (!occasion) return;
  const asked = keys.parse(JSON.parse(poll.choices));
  const chosen = event.ticked.flatMap((index) => asked[index] ?? []);
  await answerQuestion(engine, { open, chosen, occasion, manner: 'ticked' }, step);
}

/**
 * Somebody has ticked in a poll that nobody knows. When one was lost, it must be that: whoever
 * ticked there hears, once, that it does not count. Of several nobody knows which.
 */
async function tellLost(engine: Engine, arrival: Arrival<Ticks>, step: Step): Promise<void> {
  const { bot, event, now } = arrival;
  const [lost, ...others] = step.core.connection
    .all(lostPolls, { bot: bot.account })
    .filter(({ group_id, ...asked }) => engine.questions.open(group_id, asked));
  const group = lost && (await step.tx.people.group(lost.group_id));
  if (!group || others.length > 0 || event.ticked.length === 0) return;
  const occasion = await occasionOf(engine, { ...arrival, where: group }, step);
  if (!occasion) return;
  const { feature, key } = lost;
  const press = {
    group: group.id,
    feature,
    key: `${key} lost`,
    member: occasion.member.id,
    at: now,
  };
  if (step.core.connection.run(addLatePress, press) === 0) return;
  const line = coreText(occasion.language)('ballotLost');
  const toThem = await paced(engine, occasion, step);
  await engine.contexts.say(toThem, step, { line, mention: [occasion.member] });
}

interface Pressed extends Arrival<Press | Ticks> {
  readonly where: Group | undefined;
}

/** @returns undefined for somebody of no community */
async function occasionOf(
  engine: Engine,
  { bot, event, now, where: group }: Pressed,
  step: Step,
): Promise<MessageOccasion | undefined> {
  const { directory } = step.core;
  const community = group?.community ?? directory.communityOf(bot.platform, event.from.id);
  if (community === undefined) return undefined;
  const known = directory.member(bot.platform, event.from, community);
  const member = actingAs(await step.tx.people.find(known.id), { bot, event });
  if (!member) return undefined;
  if (group) step.core.connection.run(notePressed, { group: group.id, at: event.at });
  const home = engine.settings.community(community);
  return {
    ...whereabouts({ bot, event, now }, { community: home, group }),
    // The button may be a former account's: in a group the one that serves it now answers.
    ...(group ? { bot: undefined } : {}),
    member,
    language: known.language ?? home.language,
    topic: event.type === 'press' ? event.topic : undefined,
  };
}
