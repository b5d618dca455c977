/**
 * What a feature's handler is given. Every message builds one and few handlers use all of it, so
 * whatever costs something is made only when it is asked for.
 */
import {
  type Context,
  type Feature,
  type House,
  type Instant,
  type Later,
  type Line,
  localDay,
  type Member,
  type Random,
  type SayOptions,
  seededRandom,
} from '#kit';
import type { Contexts, Step } from './contexts.ts';
import type { Occasion } from './occasion.ts';

export interface Call {
  readonly feature: Feature;
  readonly occasion: Occasion;
  readonly step: Step;
}

export class FeatureContext implements Context {
  readonly now: Instant;
  readonly #contexts: Contexts;
  readonly #call: Call;

  constructor(contexts: Contexts, call: Call) {
    this.#contexts = contexts;
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
    return this.#contexts.settings.of(this.community.id, this.#call.feature);
  }

  get text() {
    return this.#contexts.text(this.#call.feature, this.language);
  }

  get tx() {
    return this.#call.step.tx;
  }

  get random(): Random {
    const { feature, occasion } = this.#call;
    return seededRandom(this.#contexts.seed, `${feature.name} ${occasion.key}`);
  }

  get house(): House {
    return this.#contexts.house(this.#call.occasion, this.#call.step);
  }

  // Handlers take these out of the context, so they must not depend on `this`.
  get say() {
    const { occasion, step } = this.#call;
    return async (line: Line, options?: SayOptions) =>
      this.#contexts.say(occasion, step, { line, ...options });
  }

  get tell() {
    const { occasion, step } = this.#call;
    return async (member: Member, line: Line, file?: string) =>
      this.#contexts.tell(occasion, step, { member, line, file });
  }

  get later() {
    return async (item: Later) => this.#contexts.later(this.#call, item);
  }
}
