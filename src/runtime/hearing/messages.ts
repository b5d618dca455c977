/**
 * What becomes of a message: an answer to an open question, a command, or ordinary talk. Everything
 * that somebody says in a group counts towards activity, commands too.
 */
import {
  type Bot,
  type CommunityId,
  displayName,
  type Group,
  type Language,
  type Line,
  type Member,
  type Message,
  mayActAs,
} from '#kit';
import type { Arrival, Found } from '../arrival.ts';
import { answerDialogue, takesAnyText } from '../asking/answers.ts';
import { answerQuestion } from '../asking/choosing.ts';
import { type Choice, isAskedLater, isMeantElsewhere } from '../asking/stray-numbers.ts';
import type { Engine } from '../engine.ts';
import type { MessageOccasion, Occasion, Step } from '../occasion.ts';
import { type KnownCommand, wordsIn } from '../registry.ts';
import { coreText } from '../texts/index.ts';
import { type CommandCall, isPlainCommand, runCommand } from './commands.ts';
import { isInTime } from './gate.ts';
import type { Heard } from './hearing.ts';
import { paced } from './pace.ts';
import type { Mentioned, Typed } from './parse.ts';
import { answerNobody, greetStranger, type HeardMessage, introduced } from './strangers.ts';
import { nearWords } from './suggest.ts';
import { countTalk, talk } from './talk.ts';

/** Runs for every message: nothing is waited for that is not there. */
export function handleMessage(
  engine: Engine,
  arrival: Arrival<Message> & { readonly found: Found },
  step: Step,
): Promise<void> | void {
  const { bot, event, now, found, heard = engine.hearing.of(bot, event) } = arrival;
  const spoken = { bot, event, now, heard };
  if (event.isAnonymous) return answerNobody(engine, spoken, step);
  const { group } = found;
  if (!group) return handlePrivate(engine, spoken, step);
  const { platform } = bot;
  const known = found.known ?? step.core.directory.member(platform, event.from, group.community);
  const member = countTalk(engine, { bot, event, group, known }, step);
  const who = { member, language: known.language, community: group.community, group };
  return react(engine, withOccasion(engine, spoken, who), step);
}

async function handlePrivate(engine: Engine, spoken: HeardMessage, step: Step): Promise<void> {
  const { bot, event } = spoken;
  const { directory } = step.core;
  const community =
    directory.communityOf(bot.platform, event.from.id) ?? (await introduced(engine, spoken, step));
  if (community === undefined) return greetStranger(engine, spoken, step);
  const known = directory.member(bot.platform, event.from, community);
  engine.serving.noteTalk({ person: event.from.id, at: event.at }, bot);
  const member = actingAs(await step.tx.people.find(known.id), { bot, event });
  if (!member) return;
  const who = { member, language: known.language, community, group: undefined };
  await react(engine, withOccasion(engine, spoken, who), step);
}

interface Who {
  readonly member: Member;
  /** What the member has chosen. */
  readonly language: Language | undefined;
  readonly community: CommunityId;
  readonly group: Group | undefined;
}

interface Spoken {
  readonly bot: Bot;
  readonly event: Message;
  readonly occasion: MessageOccasion;
  readonly heard: Heard;
}

function withOccasion(
  engine: Engine,
  { bot, event, now, heard }: HeardMessage,
  { member, language, community, group }: Who,
): Spoken {
  const home = engine.settings.community(community);
  engine.files.note(bot, event);
  // Written out, for a spread makes an object that is slow and large, and this is one a message.
  const occasion = {
    at: event.at,
    now,
    key: event.key,
    platform: bot.platform,
    bot: bot.account,
    community: home,
    group,
    member,
    language: language ?? home.language,
    replyTo: event.id,
    topic: event.topic,
  };
  return { bot, event, occasion, heard };
}

/** Most of what is said is talk and nothing else. */
function react(engine: Engine, spoken: Spoken, step: Step): Promise<void> | void {
  const choice = choiceIn(engine, spoken);
  if (engine.dialogues.hasAny() || choice || spoken.heard.typed) {
    return reactInTurn(engine, { spoken, choice }, step);
  }
  return talk(engine, spoken, step);
}

async function reactInTurn(
  engine: Engine,
  { spoken, choice }: { readonly spoken: Spoken; readonly choice: Choice | undefined },
  step: Step,
): Promise<void> {
  const isLater = choice !== undefined && isAskedLater(engine, choice);
  if (engine.dialogues.hasAny() && !isLater && (await reactToAnswer(engine, spoken, step))) return;
  if (spoken.heard.typed && (await reactToTyped(engine, spoken, step))) return;
  if (choice && !(await isMeantElsewhere(engine, choice, step))) {
    if (await answerQuestion(engine, choice, step)) return;
  }
  await talk(engine, spoken, step);
}

/** Where any text would do as the answer, a command is a command all the same. */
async function reactToAnswer(engine: Engine, spoken: Spoken, step: Step): Promise<boolean> {
  const { event, occasion } = spoken;
  if (takesAnyText(engine, occasion)) {
    const call = callOf(engine, spoken, step);
    if (call && (await isPlainCommand(engine, call, step))) return false;
  }
  return answerDialogue(engine, { occasion, typed: event.text }, step);
}

async function reactToTyped(engine: Engine, spoken: Spoken, step: Step): Promise<boolean> {
  const { occasion, heard } = spoken;
  const { typed, known } = heard;
  if (!typed) return false;
  if (!known) return hint(engine, { occasion, typed }, step);
  const call = callOf(engine, spoken, step);
  return call !== undefined && runCommand(engine, call, step);
}

/** @returns undefined for what is no command */
function callOf(engine: Engine, spoken: Spoken, step: Step): CommandCall | undefined {
  const { bot, event, heard, occasion } = spoken;
  const { typed, known } = heard;
  if (!typed || !known) return undefined;
  const attached = engine.files.of(bot, event);
  const said = { message: event.id, quoted: event.replyTo, attached };
  return { ...typed, ...said, known, mentioned: mentionedIn(spoken, step), occasion };
}

/** An answer to a question that was put to the whole group. */
function choiceIn({ questions }: Engine, { event, occasion }: Spoken): Choice | undefined {
  const chosen = occasion.group && questions.answered(occasion.group.id, event.text);
  return chosen && { ...chosen, occasion, manner: 'said', message: event.id };
}

/** A near miss after `/` gets a hint, and so does a mention of the bot that means nothing to it. */
async function hint(engine: Engine, { occasion, typed }: Misread, step: Step): Promise<boolean> {
  if (typed.manner === 'bare' || !isInTime(occasion.at, occasion.now)) return false;
  const line = hintFor(engine, { occasion, typed }, step);
  if (line === undefined) return false;
  const toThem = await paced(engine, occasion, step);
  await engine.contexts.say(toThem, step, { line, isUnclear: true });
  return false;
}

interface Misread {
  readonly occasion: MessageOccasion;
  readonly typed: Typed;
}

function hintFor(engine: Engine, { occasion, typed }: Misread, step: Step): Line | undefined {
  const text = coreText(occasion.language);
  const { registry } = engine;
  const near = nearWords(registry.keyOf(typed.word), registry.words()).find((word) => {
    const known = registry.command(word);
    return known !== undefined && isOpen(engine, { occasion, known }, step);
  });
  const word = near && shownWord(engine, near, occasion);
  if (word !== undefined) return text('didYouMean', { typed: displayName(typed.word), word });
  if (typed.manner !== 'mention') return undefined;
  return text('hint', { word: shownWord(engine, 'help', occasion) ?? 'help' });
}

/** Nobody is led to what they may not use, or to what is switched off. */
function isOpen(
  { contexts, settings }: Engine,
  { occasion, known }: { occasion: MessageOccasion; known: KnownCommand },
  step: Step,
): boolean {
  const { feature, command } = known;
  if (!settings.isOn(occasion.community.id, feature.name)) return false;
  if (!mayActAs(occasion.member.role, command.role ?? 'member')) return false;
  return !command.whenClosed?.(contexts.for(feature, occasion, step));
}

function shownWord({ registry }: Engine, word: string, { language }: Occasion): string | undefined {
  const known = registry.command(word);
  return known && wordsIn(known.feature, known.key, language)[0];
}

/** The account that acts is answered, whatever others the member has. */
export function actingAs(
  member: Member | undefined,
  { bot, event }: { bot: Bot; event: Pick<Message, 'from'> },
): Member | undefined {
  return member && { ...member, platform: bot.platform, account: event.from.id };
}

/** The mentioned people with the names under which the text may show them. */
function mentionedIn({ event, bot, occasion }: Spoken, { core }: Step): readonly Mentioned[] {
  return event.mentions
    .filter((account) => account !== bot.self)
    .map((account) => ({
      account,
      name: core.directory.memberIfKnown(bot.platform, account, occasion.community.id)?.name ?? '',
    }));
}
