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
import { HOUSE, planHouseItem } from '../../store/due.ts';
import { refusedBy } from '../../store/push-wishes.ts';
import {
  addPush,
  delayPush,
  groupsWaiting,
  suppressPush,
  type WaitingPush,
  waitingIn,
} from '../../store/pushes.ts';
import type { Core } from '../../store/store.ts';
import type { Call } from '../context.ts';
import { post } from '../mail.ts';
import type { Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings.ts';
import { type Answered, passengerOf, sendAlong } from './along.ts';
import type { GroupFacts } from './decide.ts';
import { planEffect } from './effects.ts';
import { planFailures } from './failures.ts';
import { factsOf } from './group-facts.ts';
import { letGo } from './leaving.ts';
import { OccasionAttention } from './occasion-attention.ts';
import { type Candidate, nextLook, planRound, type Round } from './plan-round.ts';
import { bodyOf, isForAll, isPlain } from './saying.ts';
import { isNewReason, tellSilence } from './silence.ts';
import { accountIn, type CanOf, mayBeBound, voiceOf } from './voice.ts';

/** How long a push is worth sending unless its feature knows better. */
const LASTS: Readonly<Record<PushPriority, Span>> = {
  promised: hours(24),
  planned: hours(2),
  low: hours(2),
};

/** The house's item that looks at what waits in a group. */
export const LOOK = 'pushes';

export interface GuardParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly canOf: CanOf;
  /** Called when the house has something to do at `at`. */
  readonly onLater: (at: Instant) => void;
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
    const priority = feature.pushes?.[push.kind]?.priority;
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
    });
    if (!fresh) return;
    // What is promised leaves ahead of whatever else is due at this moment.
    if (priority === 'promised') this.#decide({ step, group, now }, [fresh]);
    else this.#lookAt(step.core, group, now);
  }

  /** Looks at all that waits in a group. */
  look(scene: Scene): void {
    const waiting = scene.step.core.connection.all(waitingIn, { group: scene.group.id });
    if (waiting.length > 0) this.#decide(scene, waiting);
  }

  /** Says an answer, and with it what may not be said by itself. */
  answer(step: Step, group: Group, { letter, account, now }: Answered): void {
    const { connection } = step.core;
    const isBound = mayBeBound(this.#parts.canOf(account ?? accountIn(connection, group)));
    const waiting = isBound ? connection.all(waitingIn, { group: group.id }) : [];
    const facts = waiting.length > 0 && this.#factsOf({ step, group, now });
    const push = facts && passengerOf(this.#candidates({ step, group, now }, waiting), facts)?.push;
    if (!facts || !push) return void post(connection, letter);
    const trip = { group, now, letter, push, voice: facts.voice };
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
      this.#lookAt(core, { id: row.group_id, community: row.community_id }, now);
    }
  }

  #decide(scene: Scene, waiting: readonly WaitingPush[]): void {
    const { step, group, now } = scene;
    const round = planRound(this.#candidates(scene, waiting), this.#factsOf(scene));
    for (const together of round.leaving) this.#send(scene, together);
    for (const held of round.undecided) this.#hold(scene, held);
    const at = nextLook(round);
    if (at !== undefined) this.#lookAt(step.core, group, instantOf(Math.max(at, now)));
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

  #hold(scene: Scene, { push, decision }: Round<WaitingPush>['undecided'][number]): void {
    const { step, group, now } = scene;
    const { connection } = step.core;
    const { id } = push;
    const { why: reason } = decision;
    const { code } = reason;
    const why = JSON.stringify(reason);
    if (decision.do === 'later') {
      const lullFrom = push.lull_from ?? (code === 'talk' ? now : null);
      connection.run(delayPush, { id, why, lullFrom });
      return;
    }
    const state = code === 'late' ? 'expired' : 'suppressed';
    const isNews = isNewReason(connection, { push, code });
    const [ended] = connection.all(suppressPush, { id, state, why, at: now });
    const isAwaited = isNews && ended?.author_id != null;
    if (isAwaited)
      planFailures(connection, [{ id, community: group.community, group: group.id }], now);
    if (isAwaited) this.#parts.onLater(now);
    if (reason.code === 'silence')
      tellSilence(step.core, this.#parts.settings, { ...scene, pushes: reason.pushes });
  }

  #candidates({ step, group }: Scene, waiting: readonly WaitingPush[]) {
    const isOff = this.#offIn(step.core, group);
    return waiting.map((push) => candidate(push, isOff(push)));
  }

  #factsOf({ step, group, now }: Scene): GroupFacts {
    const { canOf, settings } = this.#parts;
    const { connection } = step.core;
    const account = accountIn(connection, group);
    const voice = voiceOf(connection, canOf, { account, now });
    return factsOf(step.core, settings, { group, now, voice });
  }

  #offIn({ connection }: Core, { community }: Group): (push: WaitingPush) => boolean {
    const off = connection.all(refusedBy, { community, member: 0 });
    return ({ feature, kind }) =>
      !this.#parts.settings.isOn(community, feature) ||
      off.some((one) => one.feature === feature && one.kind === kind);
  }

  #lookAt(
    { connection }: Core,
    { id: group, community }: Pick<Group, 'id' | 'community'>,
    at: Instant,
  ): void {
    const key = `${HOUSE}:${LOOK}:${group}`;
    connection.run(planHouseItem, {
      dueAt: at,
      feature: HOUSE,
      what: LOOK,
      key,
      community,
      group,
      data: 'null',
    });
    this.#parts.onLater(at);
  }
}

function candidate(push: WaitingPush, isOff: boolean): Candidate<WaitingPush> {
  return {
    push,
    isOff,
    priority: push.priority,
    plannedAt: push.planned_at,
    expiresAt: push.expires_at,
    lullFrom: push.lull_from ?? undefined,
    isPlain: isPlain(push),
    isForAll: isForAll(push),
  };
}
