/**
 * What a feature's handler is given. Every message builds one and few handlers use all of it, so
 * whatever costs something is made only when it is asked for.
 */
import {
  type AskedKey,
  type Attention,
  type Context,
  type Feature,
  type GroupDeed,
  type GroupQuestion,
  type House,
  type Instant,
  type Language,
  type Later,
  type Line,
  localDay,
  type Making,
  type Member,
  type MessageId,
  type Phrases,
  type Push,
  type Random,
  type SayOptions,
  type Secrets,
  seededRandom,
  type Talking,
  type TellOptions,
  type Text,
} from '#kit';
import type { Occasion, Step } from './occasion.ts';
import { secretsFor } from './secrets.ts';
import type { Settings } from './settings/settings.ts';

export interface Call {
  readonly feature: Feature;
  readonly occasion: Occasion;
  readonly step: Step;
}

/** What a context hands its work on to. */
export interface Services {
  readonly settings: Settings;
  /** Chance of the whole program. */
  readonly seed: string;
  /** Key of what must be unguessable. */
  readonly secret: string;
  text(feature: Feature, language: Language): Text<Phrases>;
  house(occasion: Occasion, step: Step): House;
  attention(call: Call): Attention;
  push(call: Call, what: Line | Making, push: Push): void;
  say(occasion: Occasion, step: Step, what: SayOptions & { line: Line }): Promise<void>;
  tell(occasion: Occasion, step: Step, what: Told): void;
  later(call: Call, item: Later): void;
  canMentionAll(occasion: Occasion): boolean;
  canSpeakFirst(occasion: Occasion, step: Step): boolean;
  askGroup(call: Call, question: GroupQuestion): Promise<void>;
  closeQuestion(call: Call, asked: AskedKey): void;
  act(occasion: Occasion, step: Step, deed: GroupDeed): boolean;
}

/** Something for one member alone. */
export interface Told extends TellOptions {
  readonly member: Member;
  readonly line: Line;
}

export class FeatureContext implements Context {
  readonly now: Instant;
  readonly #services: Services;
  readonly #call: Call;

  constructor(services: Services, call: Call) {
    this.#services = services;
    this.#call = call;
    this.now = call.occasion.at;
  }

  get heardAt(): Instant {
    return this.#call.occasion.now;
  }

  get community() {
    return this.#call.occasion.community;
  }

  get today() {
    return localDay(this.now, this.community.calendar);
  }

  get group() {
    return this.#call.occasion.group;
  }

  get language() {
    return this.#call.occasion.language;
  }

  get settings() {
    return this.#services.settings.of(this.community.id, this.#call.feature);
  }

  get text() {
    return this.#services.text(this.#call.feature, this.language);
  }

  get tx() {
    return this.#call.step.tx;
  }

  get random(): Random {
    const { feature, occasion } = this.#call;
    return seededRandom(this.#services.seed, `${feature.name} ${occasion.key}`);
  }

  get secrets(): Secrets {
    const { feature, occasion } = this.#call;
    return secretsFor(this.#services.secret, `${feature.name} ${occasion.key}`);
  }

  get house(): House {
    return this.#services.house(this.#call.occasion, this.#call.step);
  }

  get attention(): Attention {
    return this.#services.attention(this.#call);
  }

  // Handlers take these out of the context, so they must not depend on `this`.
  get say() {
    const { occasion, step } = this.#call;
    return async (line: Line, options: SayOptions = {}) =>
      this.#services.say(occasion, step, { line, ...options });
  }

  get push() {
    return async (what: Line | Making, push: Push) => this.#services.push(this.#call, what, push);
  }

  get tell() {
    const { occasion, step } = this.#call;
    return async (member: Member, line: Line, options?: TellOptions) =>
      this.#services.tell(occasion, step, { member, line, ...options });
  }

  get later() {
    return async (item: Later) => this.#services.later(this.#call, item);
  }

  get canMentionAll() {
    return () => this.#services.canMentionAll(this.#call.occasion);
  }

  get canSpeakFirst() {
    const { occasion, step } = this.#call;
    return () => this.#services.canSpeakFirst(occasion, step);
  }

  get askGroup() {
    return async (question: GroupQuestion) => this.#services.askGroup(this.#call, question);
  }

  get closeQuestion() {
    return async (asked: AskedKey) => this.#services.closeQuestion(this.#call, asked);
  }

  get act() {
    const { occasion, step } = this.#call;
    return (deed: GroupDeed) => this.#services.act(occasion, step, deed);
  }
}

/** Of a message that is talk: built for every feature that hears it. */
export class TalkContext extends FeatureContext implements Talking {
  readonly member: Member;
  readonly message: MessageId;

  constructor(services: Services, call: Call, said: Pick<Talking, 'member' | 'message'>) {
    super(services, call);
    this.member = said.member;
    this.message = said.message;
  }
}
