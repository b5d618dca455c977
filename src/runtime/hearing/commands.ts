/** Runs one command: through the gate, its arguments read, then its handler. */
import {
  type AttachedFile,
  type Commanding,
  displayName,
  type Line,
  type Lookup,
  lines,
  type Member,
  type MessageId,
  mayActAs,
  type PlatformId,
  type Problem,
} from '#kit';
import type { Contexts } from '../contexts.ts';
import type { Occasion, Step } from '../occasion.ts';
import { type KnownCommand, wordsIn } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { coreLabel, coreText } from '../texts/index.ts';
import type { Cooldowns } from './cooldowns.ts';
import type { FloodWatch } from './flood.ts';
import { type Passage, passage } from './gate.ts';
import { paced } from './pace.ts';
import type { Manner, Mentioned } from './parse.ts';
import { type Reading, readArguments } from './read-arguments.ts';

export interface CommandParts {
  readonly contexts: Contexts;
  readonly settings: Settings;
  readonly cooldowns: Cooldowns;
  readonly flood: FloodWatch;
}

export interface CommandCall {
  readonly known: KnownCommand;
  readonly manner: Manner;
  readonly rest: string;
  readonly mentioned: readonly Mentioned[];
  readonly occasion: Occasion & { readonly member: Member };
  readonly message: MessageId;
  readonly quoted: MessageId | undefined;
  readonly attached: readonly AttachedFile[];
}

/** @returns false when it turned out to be ordinary talk that only begins like a command */
export async function runCommand(
  parts: CommandParts,
  call: CommandCall,
  step: Step,
): Promise<boolean> {
  const { feature, command } = call.known;
  const reading = await readArguments(call, lookupFor(parts, { ...call, step }));
  if (call.manner === 'bare' && isTalk(call, reading)) return false;
  const through = passage(attemptOf(parts, { ...call, reading }));
  if (call.manner === 'bare' && isForNobody(call, through)) return false;
  if (through.kind === 'outOfTime' && wasTold(parts, call.occasion)) return true;
  const occasion = await paced(parts, call.occasion, step);
  const acting = parts.contexts.acting(feature, occasion, step);
  const refusal =
    through.kind === 'pass'
      ? (command.whenClosed?.(acting) ?? unreadable(call, reading))
      : refusalLine(call, through);
  if (refusal !== undefined) {
    const isUnclear = through.kind === 'pass' && !reading.ok;
    await parts.contexts.say(occasion, step, { line: refusal, isUnclear });
    return true;
  }
  const context: Commanding = Object.assign(acting, {
    args: reading.ok ? reading.values : {},
    message: call.message,
    quoted: call.quoted,
    attached: call.attached,
  });
  await command.handle(context);
  if (command.asksFirst && !parts.contexts.isAsked(occasion)) parts.contexts.noteUnclear(occasion);
  return true;
}

/**
 * Whether a message is a command that would run as it stands: then its author wants that, and is
 * not giving a title or a list to a question that takes any text.
 */
export async function isPlainCommand(
  parts: CommandParts,
  call: CommandCall,
  step: Step,
): Promise<boolean> {
  const { role = 'member', isEverydayWord = false } = call.known.command;
  if (isEverydayWord || !mayActAs(call.occasion.member.role, role)) return false;
  return (await readArguments(call, lookupFor(parts, { ...call, step }))).ok;
}

/**
 * What bare words are not answered with: after an outage, hundreds that came too late arrive. But
 * a manager's word for managers is answered, for silence would look like success.
 */
function isForNobody({ known, occasion }: CommandCall, through: Passage): boolean {
  if (through.kind === 'outOfTime') return through.isLate;
  const { role = 'member' } = known.command;
  const isManagers = role !== 'member' && mayActAs(occasion.member.role, role);
  return through.kind === 'switchedOff' && !isManagers;
}

/** Whether the member has heard within the hour that a message was out of its time. */
function wasTold({ cooldowns }: CommandParts, { member, now }: CommandCall['occasion']): boolean {
  return cooldowns.use({ member: member.id, command: 'outOfTime', seconds: 3_600, now }) > 0;
}

/**
 * A bare word may also begin a sentence: «签到 了吗» is talk, «赠送 @小红 abc» is a command that went
 * wrong. Where arguments are wanted, a member's short words and numbers are meant as such; and a
 * manager's word for managers is never talk, for silence would look like success.
 */
function isTalk({ known, occasion, rest }: CommandCall, reading: Reading): boolean {
  const { args, role = 'member', isEverydayWord = false } = known.command;
  if (reading.ok || isEverydayWord) return !reading.ok;
  if (reading.problem === 'missing') return false;
  const isManagers = role !== 'member';
  if ((args !== undefined || isManagers) && mayActAs(occasion.member.role, role)) {
    if (args !== undefined && isManagers) return false;
    if (rest.split(/\s+/u).every(isLikeArgument)) return false;
  }
  if (reading.problem === 'tooMuch') return true;
  return reading.readBefore === 0 && !/^[@＠]/.test(reading.typed);
}

/** «99», «3月40日», «邀请», «年»; but not «好长» or «了吗», which make a sentence. */
function isLikeArgument(word: string, _: number, { length }: readonly string[]): boolean {
  if (/^\p{N}\S{0,9}$/u.test(word)) return true;
  // Two words of a language with blanks may be a sentence; one alone hardly ever is.
  if (length === 1 && /^[a-z][a-z-]{0,15}$/i.test(word)) return !ENGLISH_SENTENCE.test(word);
  const most = length === 1 ? LONGEST_ALONE : 2;
  if (!/^\p{Script=Han}+$/u.test(word) || word.length > most || SENTENCE.test(word)) return false;
  return word.length <= 2 || !SAID.test(word);
}

/** «语言 火星文»; longer words are sentences. */
const LONGEST_ALONE = 3;
/** «排行榜 有人看»: what three characters begin with that are said and not asked for. */
const SAID = /^[有这那就]/u;

/** «help me», «points please»: what may stand behind a word in talk. */
const ENGLISH_SENTENCE =
  /^(?:me|you|him|her|it|us|them|this|that|is|are|was|were|a|the|and|or|but|for|of|to|in|on|at|as|please|pls|thanks?|thx|now|again|too|lol|haha|ok|yes|no|not|what|why|how|who|when|where|which)$/i;

/** Characters that belong to talk and to no argument. */
const SENTENCE = /[的了吗嗎呢吧啊呀哦嘛么麼我你他她它谁誰啥不没沒好真太很都也还還是在几幾]/u;

/** What could not be read was no use of the command, and nobody has to wait for it. */
function attemptOf(
  { settings, cooldowns }: CommandParts,
  { known, occasion, reading }: CommandCall & { readonly reading: Reading },
) {
  const { community, member, group, at, now } = occasion;
  const seconds = reading.ok ? (known.command.cooldownSeconds ?? 0) : 0;
  return {
    known,
    member,
    inGroup: group !== undefined,
    isOn: settings.isOn(community.id, known.feature.name),
    sentAt: at,
    now,
    waitSeconds: () =>
      cooldowns.use({
        member: member.id,
        command: `${known.feature.name}.${known.key}`,
        seconds,
        now,
      }),
  };
}

interface Asked {
  readonly occasion: Occasion;
  readonly step: Step;
}

function lookupFor({ contexts }: CommandParts, { occasion, step }: Asked): Lookup {
  const { platform, community } = occasion;
  return {
    house: contexts.house(occasion, step),
    async member(account: PlatformId) {
      const known = step.core.directory.memberIfKnown(platform, account, community.id);
      const member = known && (await step.tx.people.find(known.id));
      return member && { ...member, platform, account };
    },
    isGone: ({ id }) => step.tx.people.isGone(id),
  };
}

function unreadable({ known, occasion }: CommandCall, reading: Reading): Line | undefined {
  if (reading.ok) return undefined;
  const text = coreText(occasion.language);
  const word = wordsIn(known.feature, known.key, occasion.language)[0] ?? '';
  const { usage = '' } = known.feature.phrases[occasion.language].commands[known.key] ?? {};
  const { problem, typed } = reading;
  // It was typed well: how to type it is no help.
  if (problem === 'noMember') return text('noMember');
  const why = whyUnreadable({ problem, typed }, text);
  if (problem === 'memberGone') return why;
  return lines(why, text('usage', { usage: `${word} ${usage}`.trim() }));
}

function whyUnreadable(
  { problem, typed }: { readonly problem: Problem; readonly typed: string },
  text: ReturnType<typeof coreText>,
): Line | undefined {
  if (problem === 'missing' || typed === '') return undefined;
  // A second member stands where the points should.
  if (problem === 'notPoints' && typed === '@') return text('oneMember');
  return text('badArgument', { typed: displayName(typed), problem: text(problem) });
}

function refusalLine({ known, occasion }: CommandCall, through: Passage): Line | undefined {
  const text = coreText(occasion.language);
  const word = wordsIn(known.feature, known.key, occasion.language)[0] ?? '';
  switch (through.kind) {
    case 'pass':
      return undefined;
    case 'wrongPlace':
      return through.place === 'group' ? text('groupOnly', { word }) : text('privateOnly');
    case 'switchedOff':
      return text('switchedOff', { word });
    case 'noRight':
      return text('noRight', {
        word,
        role: coreLabel(occasion.language, `as.${through.needed}`) ?? through.needed,
      });
    case 'wait':
      return text('wait', { seconds: through.seconds });
    case 'outOfTime':
      return text('outOfTime');
  }
}
