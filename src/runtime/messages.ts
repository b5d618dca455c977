/**
 * What becomes of a message: an answer to an open question, a command, or ordinary talk. Everything
 * that somebody says in a group counts towards activity, commands too.
 */
import {
  type Bot,
  displayName,
  type Group,
  type Line,
  type Member,
  type Message,
  markedName,
  mayActAs,
  type Role,
} from '#kit';
import { countMessage } from '../store/activity.ts';
import type { KnownMember } from '../store/directory.ts';
import { roleIn } from '../store/memberships.ts';
import type { Core } from '../store/store.ts';
import { answerDialogue, takesAnyText } from './answers.ts';
import type { Arrival, Found } from './arrival.ts';
import { type Answer, answerQuestion } from './choosing.ts';
import { type CommandCall, isPlainCommand, runCommand } from './commands.ts';
import type { Engine } from './engine.ts';
import { isInTime } from './gate.ts';
import type { Heard } from './hearing.ts';
import { type MessageOccasion, type Occasion, type Step, whereabouts } from './occasion.ts';
import { paced } from './pace.ts';
import { isMarked, type Mentioned, type Typed } from './parse.ts';
import { type KnownCommand, wordsIn } from './registry.ts';
import { answerNobody, greetStranger, introduced } from './strangers.ts';
import { nearWords } from './suggest.ts';
import { coreText } from './texts/index.ts';

export async function handleMessage(
  engine: Engine,
  arrival: Arrival<Message> & { readonly found: Found },
  step: Step,
): Promise<void> {
  const { bot, event, now, found, heard = engine.hearing.of(bot, event) } = arrival;
  const heardAt = { bot, event, now, heard };
  if (event.isAnonymous) return answerNobody(engine, heardAt, step);
  const { directory } = step.core;
  const { group } = found;
  const community =
    group?.community ??
    directory.communityOf(bot.platform, event.from.id) ??
    (await introduced(engine, heardAt, step));
  if (community === undefined) return greetStranger(engine, { bot, event, now }, step);
  const known = found.known ?? directory.member(bot.platform, event.from, community);
  if (!group) engine.serving.noteTalk({ person: event.from.id, at: event.at }, bot);
  const member = group
    ? countTalk(engine, { bot, event, group, known }, step)
    : actingAs(await step.tx.people.find(known.id), { bot, event });
  if (!member) return;
  const home = engine.settings.community(community);
  const occasion: MessageOccasion = {
    ...whereabouts({ bot, event, now }, { community: home, group }),
    member,
    language: known.language ?? home.language,
    replyTo: event.id,
    topic: event.topic,
  };
  engine.files.note(bot, event);
  await react(engine, { bot, event, occasion, heard }, step);
}

interface Spoken {
  readonly bot: Bot;
  readonly event: Message;
  readonly occasion: MessageOccasion;
  readonly heard: Heard;
}

/** Runs for every message: nothing is waited for that is not there. */
async function react(engine: Engine, spoken: Spoken, step: Step): Promise<void> {
  if (engine.dialogues.hasAny() && (await reactToAnswer(engine, spoken, step))) return;
  if (spoken.heard.typed && (await reactToTyped(engine, spoken, step))) return;
  const choice = choiceIn(engine, spoken);
  if (choice && (await answerQuestion(engine, choice, step))) return;
  // Mistyped or for another bot: it was counted, and earns nothing.
  if (isMarked(spoken.event.text)) return;
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
function choiceIn({ questions }: Engine, { event, occasion }: Spoken): Answer | undefined {
  const chosen = occasion.group && questions.answered(occasion.group.id, event.text);
  return chosen && { ...chosen, occasion, manner: 'said', message: event.id };
}

/** A near miss after `/` gets a hint, and so does a mention of the bot that means nothing to it. */
function hint(engine: Engine, { occasion, typed }: Misread, step: Step): boolean {
  if (typed.manner === 'bare' || !isInTime(occasion.at, occasion.now)) return false;
  const line = hintFor(engine, { occasion, typed }, step);
  if (line !== undefined) engine.contexts.say(paced(engine, occasion, step), step, { line });
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

/** Talk out of its time is counted as activity and has no other effect, as with commands. */
async function talk(engine: Engine, { event, occasion }: Spoken, step: Step): Promise<void> {
  if (!occasion.group || !isInTime(occasion.at, occasion.now)) return;
  for (const feature of engine.registry.features) {
    if (!feature.talked || !engine.settings.isOn(occasion.community.id, feature.name)) continue;
    const context = engine.contexts.for(feature, occasion, step);
    const talking = Object.assign(context, { member: occasion.member, message: event.id });
    const done = feature.talked(talking);
    if (done) await done;
  }
}

/** The account that acts is answered, whatever others the member has. */
export function actingAs(
  member: Member | undefined,
  { bot, event }: { bot: Bot; event: Pick<Message, 'from'> },
): Member | undefined {
  return member && { ...member, platform: bot.platform, account: event.from.id };
}

interface Talk {
  readonly bot: Bot;
  readonly event: Message;
  readonly group: Group;
  readonly known: KnownMember;
}

function countTalk(engine: Engine, { bot, event, group, known }: Talk, { core }: Step): Member {
  const { calendar } = engine.settings.community(group.community);
  countMessage(core, { group: group.id, member: known.id, calendar, at: event.at });
  const isMarked = engine.lookAlikes.isMarked(known.id);
  return new Speaker(core, { bot, event, group, known, isMarked });
}

/** The author of a message, whose role is read when it matters, which for talk is never. */
class Speaker implements Member {
  readonly id: Member['id'];
  readonly community: Member['community'];
  readonly platform: string;
  readonly account: Member['account'];
  readonly name: Member['name'];
  readonly #core: Core;
  readonly #group: Group;

  constructor(core: Core, { bot, event, group, known, isMarked }: Talk & { isMarked: boolean }) {
    this.id = known.id;
    this.community = group.community;
    this.platform = bot.platform;
    this.account = event.from.id;
    this.name = markedName(known.name, isMarked);
    this.#core = core;
    this.#group = group;
  }

  get role(): Role {
    return roleIn(this.#core.connection, { group: this.#group.id, member: this.id });
  }
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
