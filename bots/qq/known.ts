/** What a bot account remembers from one connection to the next. */
import { type Instant, type LastHeardKeeper, minutes, type PlatformId, spanBetween } from '#kit';
import { Roles } from './roles.ts';
import { asWord, type Self } from './spoken.ts';

/** A bot with a nameless account is called this. */
const USUAL_NAME = '群力';
/** More groups than this are not remembered; QQ allows an account some 2,000. */
const MOST_GROUPS = 5_000;
/** Groups that were silent for so long before the connection broke have missed nothing. */
const TALKING = minutes(10);
/** The same text in many groups is what gets accounts limited. */
const MOST_TOLD = 5;
/** What was heard is written down so often, and when a connection ends. */
const KEEPING = minutes(1);

export class Known {
  readonly roles = new Roles();
  /** When each group was heard last. */
  readonly #groups = new Map<PlatformId, Instant>();
  #self: Self | undefined;
  #gapFrom: Instant | undefined;
  #heardAt: Instant | undefined;
  #keptAt: Instant | undefined;
  readonly #last: LastHeardKeeper | undefined;

  /** @param last absent where nothing may be written down, as in an examination */
  constructor(last?: LastHeardKeeper) {
    this.#last = last;
  }

  get self(): Self | undefined {
    return this.#self;
  }

  /** @param nickname absent when only the account is known yet */
  meet(id: PlatformId, nickname?: string): void {
    if (this.#self === undefined) this.#resume(id);
    const before = this.#self?.id === id ? this.#self.name : USUAL_NAME;
    this.#self = { id, name: asWord(nickname ?? '') || before };
  }

  get groups(): readonly PlatformId[] {
    return [...this.#groups.keys()];
  }

  noteGroup(group: PlatformId | undefined, at: Instant): void {
    if (group === undefined) return;
    const before = this.#groups.get(group);
    if (before === undefined && this.#groups.size >= MOST_GROUPS) return;
    if (before === undefined || before < at) this.#groups.set(group, at);
  }

  /** Groups in which people were talking at a moment or since; of many the latest few. */
  talkingSince(from: Instant): readonly PlatformId[] {
    const talking = [...this.#groups].filter(([, at]) => spanBetween(at, from) <= TALKING);
    const latest = talking.toSorted(([, a], [, b]) => a - b).slice(-MOST_TOLD);
    return latest.map(([group]) => group);
  }

  /** The account was heard. */
  hear(now: Instant): void {
    this.#heardAt = now;
    if (this.#keptAt === undefined || spanBetween(this.#keptAt, now) >= KEEPING) this.keep();
  }

  /** Writes down from when on talk would be lost if the program ended now. */
  keep(): void {
    const at = this.#gapFrom ?? this.#heardAt;
    if (at === undefined || !this.#self) return;
    this.#keptAt = this.#heardAt;
    const groups = this.talkingSince(at).map((id) => [id, this.#groups.get(id) ?? at] as const);
    this.#last?.write({ self: this.#self.id, at, groups });
  }

  /** The program has started anew: it was away since it heard anything last. */
  #resume(self: PlatformId): void {
    const before = this.#last?.read(self);
    if (!before) return;
    for (const [group, at] of before.groups) this.noteGroup(group, at);
    this.noteGap(before.at);
  }

  /** From when on talk may have been lost; undefined when nothing was. */
  get gapFrom(): Instant | undefined {
    return this.#gapFrom;
  }

  noteGap(from: Instant): void {
    if (this.#gapFrom === undefined || from < this.#gapFrom) this.#gapFrom = from;
  }

  /** The gap that began then has been read back, or told; one that has begun since stays. */
  closeGap(from: Instant): void {
    if (this.#gapFrom === from) this.#gapFrom = undefined;
  }
}
