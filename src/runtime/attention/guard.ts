/**
 * The guard of attention (免打扰): the only way by which something unasked gets to a group. It keeps
 * each push as a row, asks the pure rules when it may leave, and has the house come back when it is
 * time. All of it happens inside the transactions of others, so a crash repeats or resumes.
 */
import {
  type Attention,
  after,
  type Group,
  hours,
  type Instant,
  instantOf,
  type Line,
  localDay,
  type Making,
  type Push,
  type PushPriority,
  type Span,
} from '#kit';
import { addPush, groupsWaiting, type WaitingPush, waitingIn } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Core } from '../../store/store.ts';
import type { Call } from '../context.ts';
import type { Step } from '../occasion.ts';
import { post } from '../sending/mail.ts';
import { type Answered, passengerOf, sendAlong } from './along.ts';
import { candidatesOf } from './candidates.ts';
import type { GroupFacts } from './decide.ts';
import { planEffect } from './effects.ts';
import { factsNow } from './group-facts.ts';
import { holdPush } from './holding.ts';
import { letGo } from './leaving.ts';
import { lookSoon, planLook } from './look.ts';
import { OccasionAttention } from './occasion-attention.ts';
import { type Candidate, nextLook, planRound } from './plan-round.ts';
import { placeOf, placesAhead, type ReservedParts } from './reserved.ts';
import { bodyOf } from './saying.ts';
import { accountIn, type CanOf, mayBeBound } from './voice.ts';

/** How long a push is worth sending unless its feature knows better. */
const LASTS: Readonly<Record<PushPriority, Span>> = {
  promised: hours(24),
  planned: hours(2),
  low: hours(2),
};

export interface GuardParts extends ReservedParts {
  readonly canOf: CanOf;
  /** Called when the house has something to do at `at`. */
  readonly onLater: (at: Instant) => void;
}

interface Asked {
  /** Oldest first. */
  readonly candidates: readonly Candidate<WaitingPush>[];
  readonly facts: GroupFacts;
}

/** A group at a moment, in a step. */
interface Scene {
  readonly step: Step;
  readonly group: Group;
  readonly now: Instant;
}

export class Guard {
  readonly #parts: GuardParts;
  #hasLetGo = false;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** What a feature may ask it. */
  seenFrom(call: Call): Attention {
    return new OccasionAttention(this.#parts, call);
  }

  /**
   * Takes a push in; what was promised leaves at once.
   * @throws Error where there is no group, or the feature declares no such kind
   */
  take(call: Call, what: Line | Making, push: Push): void {
    const { feature, occasion, step } = call;
    const declared = feature.pushes?.[push.kind]?.priority;
    const priority = declared && push.isNow ? 'promised' : declared;
    const group = push.to ?? occasion.group;
    if (!priority) throw new Error(`${feature.name} declares no push «${push.kind}»`);
    if (!group) throw new Error(`push «${push.kind}» has no group`);
    if (what === '') return;
    const { now } = occasion;
    const [fresh] = step.core.connection.all(addPush, {
      community: group.community,
      group: group.id,
      feature: feature.name,
      kind: push.kind,
      key: push.key,
      priority,
      author: push.author ?? null,
      at: now,
      expiresAt: after(now, push.lasts ?? LASTS[priority]),
      body: bodyOf(step.core, group, typeof what === 'string' ? { ...push, line: what } : what),
      once: push.isOnce ? 1 : null,
    });
    if (!fresh) return;
    // What is promised leaves ahead of whatever else is due at this moment.
    if (priority === 'promised') this.#letOut({ step, group, now }, fresh);
    else this.#lookAt(step.core.connection, group, now);
  }

  /** Looks at all that waits in a group. */
  async look(scene: Scene): Promise<void> {
    const waiting = scene.step.core.connection.all(waitingIn, { group: scene.group.id });
    if (waiting.length > 0) this.#decide(scene, await this.#asked(scene, waiting));
  }

  /** Something has changed for what waits in a group: it is looked at anew. */
  lookSoon(connection: Statements, group: Pick<Group, 'id' | 'community'>, now: Instant): void {
    if (lookSoon(connection, group, now)) this.#parts.onLater(now);
  }

  /** Says an answer, and with it what may not be said by itself. */
  async answer(scene: Scene, { letter, account }: Answered): Promise<void> {
    const { step, group, now } = scene;
    const { connection } = step.core;
    const isBound = mayBeBound(this.#parts.canOf(account ?? accountIn(connection, group)));
    const waiting = isBound ? connection.all(waitingIn, { group: group.id }) : [];
    const asked = waiting.length > 0 && (await this.#asked(scene, waiting));
    const push = asked && passengerOf(asked.candidates, asked.facts)?.push;
    if (!asked || !push) return void post(connection, letter);
    const trip = { group, now, letter, push, voice: asked.facts.voice };
    const outcome = sendAlong(connection, this.#parts.settings, trip);
    if (outcome === 'toBeMade') this.#parts.onLater(now);
    if (outcome === 'stayed') return;
    this.#hasLetGo = true;
    this.#parts.onLater(planEffect(connection, { push: push.id, group, now }));
  }

  /** Pushes have left since {@link answered}: by a set clock, what follows waits for their end. */
  get hasLetGo(): boolean {
    return this.#hasLetGo;
  }

  /** How all that has left has ended is stored. */
  answered(): void {
    this.#hasLetGo = false;
  }

  /** After a start: whatever waits is looked at, even if a look was lost by a bug. */
  recover(core: Core, now: Instant): void {
    for (const row of core.connection.all(groupsWaiting, {})) {
      const group = { id: row.group_id, community: row.community_id };
      this.#lookAt(core.connection, group, now);
    }
  }

  /** What waits, and the group as it is, with the places of the day that are kept. */
  async #asked(scene: Scene, waiting: readonly WaitingPush[]): Promise<Asked> {
    const candidates = this.#candidates(scene, waiting);
    const facts = this.#factsOf(scene);
    // A place is kept from those alone that come again.
    if (candidates.every(({ isOnce }) => isOnce)) return { candidates, facts };
    const reserved = await placesAhead(this.#parts, scene, facts);
    const placed = await Promise.all(candidates.map((one) => this.#placed(scene, one)));
    return { candidates: placed, facts: { ...facts, reserved } };
  }

  #letOut(scene: Scene, push: WaitingPush): void {
    const candidates = this.#candidates(scene, [push]);
    this.#decide(scene, { candidates, facts: this.#factsOf(scene) });
  }

  #decide(scene: Scene, { candidates, facts }: Asked): void {
    const { step, group, now } = scene;
    const { settings, onLater } = this.#parts;
    const round = planRound(candidates, facts);
    for (const together of round.leaving) this.#send(scene, together);
    for (const held of round.undecided) {
      const at = holdPush(step.core, { settings, group, now }, held);
      if (at !== undefined) onLater(at);
    }
    const at = nextLook(round);
    if (at !== undefined) this.#lookAt(step.core.connection, group, instantOf(Math.max(at, now)));
  }

  #send({ step: { core }, group, now }: Scene, together: readonly WaitingPush[]): void {
    const { connection } = core;
    const [first, ...others] = together;
    if (!first) return;
    this.#hasLetGo = true;
    const day = localDay(now, this.#parts.settings.community(group.community).calendar);
    const isToBeMade = letGo(connection, { group, now, day }, [first, ...others]);
    if (isToBeMade) this.#parts.onLater(now);
    this.#parts.onLater(planEffect(connection, { push: first.id, group, now }));
  }

  #candidates({ step, group }: Scene, waiting: readonly WaitingPush[]) {
    return candidatesOf(step.core, this.#parts.settings, { group, waiting });
  }

  async #placed(scene: Scene, candidate: Candidate<WaitingPush>): Promise<Candidate<WaitingPush>> {
    if (!candidate.isOnce) return candidate;
    return { ...candidate, place: await placeOf(this.#parts, scene, candidate.push) };
  }

  #factsOf({ step: { core }, ...moment }: Scene): GroupFacts {
    return factsNow(core, this.#parts, moment);
  }

  #lookAt(connection: Statements, group: Pick<Group, 'id' | 'community'>, at: Instant): void {
    planLook(connection, group, at);
    this.#parts.onLater(at);
  }
}
