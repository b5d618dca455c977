/** Builds what a feature's handler is given, and does what the handler asks for with it. */
import {
  type Acting,
  type AskedKey,
  type Attention,
  type Capabilities,
  type Context,
  type Feature,
  type GroupDeed,
  type GroupQuestion,
  type House,
  type Instant,
  type Language,
  type Later,
  type Line,
  type Making,
  type Member,
  type Phrases,
  type Push,
  type Question,
  type Say,
  type SayOptions,
  type Target,
  type Text,
  textIn,
} from '#kit';
import { addDue } from '../store/due.ts';
import { closeQuestion, openQuestion } from './asking/asking.ts';
import type { Dialogues } from './asking/dialogue.ts';
import type { GroupQuestions } from './asking/group-questions.ts';
import {
  askMember,
  isAsked,
  type MemberOccasion,
  noteUnclear,
  unanswered,
} from './asking/member-questions.ts';
import type { Guard } from './attention/guard.ts';
import { accountIn, type CanOf } from './attention/voice.ts';
import { type Call, FeatureContext, type Services, type Told } from './context.ts';
import type { Occasion, Step } from './occasion.ts';
import { actionOf, isPossible } from './sending/deeds.ts';
import { type Letter, post, postAction } from './sending/mail.ts';
import { accountFor, mentionIn } from './sending/mentions.ts';
import type { Settings } from './settings/settings.ts';

export interface ContextParts {
  readonly settings: Settings;
  /** The house as this occasion sees it. */
  readonly houseOf: (occasion: Occasion, step: Step) => House;
  readonly dialogues: Dialogues;
  /** Decides when what nobody has asked for may be said. */
  readonly guard: Pick<Guard, 'seenFrom' | 'take' | 'answer'>;
  /** What an account can do. */
  readonly canBy: CanOf;
  readonly questions: GroupQuestions;
  readonly seed: string;
  readonly secret: string;
  /** What a platform can carry; undefined when no account of it is configured. */
  readonly canOf: (platform: string) => Capabilities | undefined;
  /** Called when something is to happen at `at`, so that the scheduler wakes for it. */
  readonly onLater: (at: Instant) => void;
  /** Called when work outside the database was asked for. */
  readonly onJob: () => void;
}

type Said = SayOptions &
  Pick<Say, 'poll'> & {
    readonly line: Line;
    /** What was typed was not understood: a number that follows is meant for that. */
    readonly isUnclear?: boolean;
  };

export class Contexts implements Services {
  readonly #parts: ContextParts;
  readonly #texts = new Map<string, Text<Phrases>>();

  constructor(parts: ContextParts) {
    this.#parts = parts;
  }

  get settings(): Settings {
    return this.#parts.settings;
  }

  get seed(): string {
    return this.#parts.seed;
  }

  get secret(): string {
    return this.#parts.secret;
  }

  for(feature: Feature, occasion: Occasion, step: Step): Context {
    return new FeatureContext(this, { feature, occasion, step });
  }

  /** A context for a member who acts: with `ask`. */
  acting(feature: Feature, occasion: MemberOccasion, step: Step): Acting {
    return Object.assign(this.for(feature, occasion, step), {
      member: occasion.member,
      ask: async (question: Question) => this.#ask(feature, { occasion, step }, question),
      unanswered: (dialogue: string) =>
        unanswered(this.#parts.dialogues, occasion, { feature, dialogue }),
    });
  }

  noteJob(): void {
    this.#parts.onJob();
  }

  house(occasion: Occasion, step: Step): House {
    return this.#parts.houseOf(occasion, step);
  }

  attention(call: Call): Attention {
    return this.#parts.guard.seenFrom(call);
  }

  push(call: Call, what: Line | Making, push: Push): void {
    this.#parts.guard.take(call, what, push);
  }

  text(feature: Feature, language: Language): Text<Phrases> {
    const key = `${feature.name} ${language}`;
    const known = this.#texts.get(key) ?? textIn<Phrases>(feature.phrases, language);
    this.#texts.set(key, known);
    return known;
  }

  /** Says a line where the occasion was, or to the member alone. */
  async say(occasion: Occasion, step: Step, what: Said): Promise<void> {
    const to = targetOf(occasion, what.privately === true);
    if (!to || occasion.isWithheld || what.line === '') return;
    if (occasion.isUnasked && 'group' in to) throw new Error(`nobody has asked: ${what.line}`);
    if (what.isUnclear) this.noteUnclear(occasion);
    const mentionOf = (member: Member) =>
      mentionIn(step.core, { platform: occasion.platform, member });
    const { platform, bot } = occasion;
    const letter: Letter = {
      platform,
      bot,
      to,
      line: what.line,
      now: occasion.now,
      mention: (what.mention ?? []).map(mentionOf),
      toEach: (what.toEach ?? []).map(({ member, line }) => [mentionOf(member), line]),
      mentionsAll: 'group' in to && what.mentionsAll ? true : undefined,
      choices: what.choices,
      poll: what.poll,
      image: what.image,
      file: what.file,
      card: what.card,
      lasts: what.lasts,
      replyTo: 'group' in to && !what.mention ? occasion.replyTo : undefined,
    };
    const { group, now } = occasion;
    if (group && 'group' in to)
      return this.#parts.guard.answer({ step, group, now }, { letter, account: bot });
    post(step.core.connection, letter);
  }

  /** Whoever acts was not understood: a number that they say next is meant for that. */
  noteUnclear(occasion: Occasion): void {
    noteUnclear(this.#parts.dialogues, occasion);
  }

  /** Whether a question waits for whoever acts. */
  isAsked(occasion: Occasion): boolean {
    return isAsked(this.#parts.dialogues, occasion);
  }

  /** Says a line to one member alone. */
  tell(occasion: Occasion, step: Step, { member, line, ...options }: Told): void {
    const isHere = member.account === occasion.member?.account;
    post(step.core.connection, {
      platform: member.platform,
      bot: isHere ? occasion.bot : undefined,
      to: { private: member.account },
      line,
      now: occasion.now,
      ...options,
    });
  }

  canMentionAll({ group, platform }: Occasion): boolean {
    return group !== undefined && this.#parts.canOf(platform)?.mentionAll === true;
  }

  canSpeakFirst({ bot, group, platform }: Occasion, { core }: Step): boolean {
    const account = bot ?? (group ? accountIn(core.connection, group) : platform);
    return this.#parts.canBy(account)?.speaksFirst !== false;
  }

  /** Plans a deed in the group of the occasion, if its platform can do it. */
  act({ group, platform, bot, now }: Occasion, { core }: Step, deed: GroupDeed): boolean {
    const can = this.#parts.canOf(platform);
    if (!group || !can || !isPossible(deed, can)) return false;
    const account =
      'member' in deed ? accountFor(core, { platform, member: deed.member }) : undefined;
    const action = actionOf(deed, { group: group.platformId, account });
    if (!action) return false;
    postAction(core.connection, { platform, bot, action, now });
    return true;
  }

  later({ feature, occasion, step: { core } }: Call, item: Later): void {
    const isJob = feature.jobs !== undefined && item.what in feature.jobs;
    core.connection.run(addDue, {
      dueAt: item.at,
      feature: feature.name,
      what: item.what,
      kind: isJob ? 'job' : 'item',
      key: `${feature.name}:${item.what}:${item.key}`,
      community: occasion.community.id,
      group: item.group ?? occasion.group?.id ?? null,
      data: JSON.stringify(item.data ?? null),
    });
    if (isJob) this.noteJob();
    else this.#parts.onLater(item.at);
  }

  async askGroup(call: Call, question: GroupQuestion): Promise<void> {
    const asked = openQuestion(this.#parts.questions, call, question);
    return this.say(call.occasion, call.step, { line: question.line, ...asked });
  }

  closeQuestion(call: Call, asked: AskedKey): void {
    closeQuestion(this.#parts.questions, call, asked);
  }

  async #ask(
    feature: Feature,
    { occasion, step }: { occasion: MemberOccasion; step: Step },
    question: Question,
  ): Promise<void> {
    // What is withheld is not asked either: a «1» said later would be talk, not the answer.
    if (occasion.isWithheld) return;
    const choices = askMember(this.#parts.dialogues, { feature, occasion }, question);
    return this.say(occasion, step, { line: question.line, choices });
  }
}

function targetOf({ group, topic, member }: Occasion, isPrivate: boolean): Target | undefined {
  if (group && !isPrivate) return { group: group.platformId, topic };
  return member && { private: member.account };
}
