/**
 * Whether a push may leave now (免打扰). Pure: facts in, decision out. Nothing is ever said without a
 * reason being kept, and nothing waits for ever: it leaves or ends by `expiresAt`.
 */
import {
  type AttentionRules,
  after,
  type Instant,
  instantOf,
  localMinute,
  type MinuteOfDay,
  milliseconds,
  minutes,
  nextDaily,
  type PushOutlook,
  type PushPriority,
  type PushWhy,
  type Span,
  type Zone,
} from '#kit';

/** After so many pushes into silence the bot's own reminders stop. */
export const SILENT_PUSHES = 3;
/** After so many only what was promised is said: nobody reads there. */
export const DEAD_PUSHES = 7;
/** So many messages within {@link TALK_SPAN} are a conversation. */
export const TALK_MESSAGES = 3;
export const TALK_SPAN = minutes(2);
/** While people talk it is looked again so often. */
const LOOK_AGAIN = minutes(1);
/** So often while the account's day is used up. */
const LOOK_AGAIN_SPENT = minutes(15);

/**
 * `answersOnly`: the account never speaks first. `spent`: what it may send a day is nearly used up,
 * and kept for answers and for what managers have planned. `away`: no account is in the group.
 */
export type Voice = 'free' | 'answersOnly' | 'spent' | 'away';

/** A place of the day that is kept for a push. */
export interface Reserved {
  /** When it will be known whether it is needed. */
  readonly at: Instant;
  /** For when it is planned, by the clock, and what it is called. */
  readonly clock: string;
  readonly what: string;
}

/** What is known of a group at a moment. */
export interface GroupFacts {
  readonly now: Instant;
  /** The time of day there. */
  readonly minute: MinuteOfDay;
  /** When the quiet hours end next, and when the next day begins. */
  readonly quietEndsAt: Instant;
  readonly nextDayAt: Instant;
  readonly rules: AttentionRules;
  /** Pushes that have left today. */
  readonly leftToday: number;
  readonly lastLeftAt: Instant | undefined;
  /** Pushes since somebody spoke last; counted up to {@link DEAD_PUSHES}. */
  readonly sinceTalk: number;
  /** Messages within {@link TALK_SPAN}. */
  readonly messages: number;
  readonly voice: Voice;
  /** Places of today for pushes that come only once, the next first. */
  readonly reserved: readonly Reserved[];
}

/** What is known of a push. */
export interface PushFacts {
  readonly priority: PushPriority;
  readonly plannedAt: Instant;
  readonly expiresAt: Instant;
  /** The community does not want its kind. */
  readonly isOff: boolean;
  /** Since when it waits for a pause in the talk. */
  readonly lullFrom: Instant | undefined;
  /** It mentions everybody. */
  readonly isForAll: boolean;
  /** It does not come again by itself, so that places are kept for it. */
  readonly isOnce: boolean;
}

export type Decision = PushOutlook;

export function decide(push: PushFacts, group: GroupFacts): Decision {
  const { now, rules, sinceTalk } = group;
  if (push.isOff) return { do: 'never', why: { code: 'off' } };
  const bound = boundBy(push, group);
  if (push.expiresAt < now) return { do: 'never', why: bound ?? { code: 'late' } };
  if (bound) return untilAsked(push, now, bound);
  if (push.priority === 'promised') return { do: 'now' };
  const patience = push.priority === 'low' ? SILENT_PUSHES : DEAD_PUSHES;
  if (sinceTalk >= patience) {
    return { do: 'never', why: { code: 'silence', pushes: sinceTalk } };
  }
  if (isQuiet(group.minute, rules)) return until(group.quietEndsAt, { code: 'quiet' }, push);
  if (group.leftToday >= rules.pushesADay) {
    return until(group.nextDayAt, { code: 'cap', most: rules.pushesADay }, push);
  }
  const [kept] = placesKept(push, group);
  if (kept) {
    const { clock, what } = kept;
    return until(later(now, kept.at), { code: 'reserved', clock, what }, push);
  }
  const gapEndsAt = endOfGap(group);
  if (gapEndsAt > now) return until(gapEndsAt, { code: 'gap', minutes: rules.gapMinutes }, push);
  return amidTalk(push, group);
}

/** The places of today that are kept from what comes again, where nothing else is left of it. */
function placesKept(
  { isOnce }: PushFacts,
  { leftToday, reserved, rules }: GroupFacts,
): readonly Reserved[] {
  return isOnce || leftToday + reserved.length < rules.pushesADay ? [] : reserved;
}

function later(now: Instant, at: Instant): Instant {
  return instantOf(Math.max(at, after(now, LOOK_AGAIN)));
}

/** What keeps the account from saying it by itself; undefined where nothing does. */
function boundBy({ priority }: PushFacts, { voice }: GroupFacts): PushWhy | undefined {
  if (voice === 'away') return { code: 'away' };
  if (voice === 'answersOnly') return { code: 'answersOnly' };
  return voice === 'spent' && priority === 'low' ? { code: 'spent' } : undefined;
}

/**
 * It waits for an answer with which it may go along, or for the bot to be back, as long as it is
 * worth sending.
 */
function untilAsked({ expiresAt, isForAll }: PushFacts, now: Instant, why: PushWhy): Decision {
  if (isForAll && why.code !== 'away') return { do: 'never', why };
  const end = after(expiresAt, milliseconds(1));
  const again = why.code === 'spent' ? after(now, LOOK_AGAIN_SPENT) : end;
  return { do: 'later', at: instantOf(Math.min(again, end)), why };
}

/**
 * Whether a push that the account may not say by itself goes along with an answer. It is read like
 * any other, so it keeps quiet hours, cap, kept places and gap; but it interrupts nobody, and
 * somebody is there.
 */
export function goesAlong(push: PushFacts, group: GroupFacts): boolean {
  const { now, minute, rules, leftToday } = group;
  const bound = boundBy(push, group);
  if (bound === undefined || bound.code === 'away') return false;
  if (push.isOff || push.isForAll || push.expiresAt < now || isEarly(push, group)) return false;
  if (push.priority === 'promised') return true;
  if (leftToday >= rules.pushesADay || placesKept(push, group).length > 0) return false;
  return !isQuiet(minute, rules) && endOfGap(group) <= now;
}

/** Whether its time has not come: the clock has been put back since it was planned. */
export function isEarly(
  { plannedAt }: Pick<PushFacts, 'plannedAt'>,
  { now }: Pick<GroupFacts, 'now'>,
): boolean {
  return plannedAt > now;
}

/** Whether a time of day lies in the quiet hours, which may go over midnight. */
export function isQuiet(
  minute: MinuteOfDay,
  { quietFrom: from, quietUntil: to }: Pick<AttentionRules, 'quietFrom' | 'quietUntil'>,
): boolean {
  return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
}

/** The end of the quiet hours into which a moment falls. */
export function quietEnd(
  at: Instant,
  zone: Zone,
  rules: Pick<AttentionRules, 'quietFrom' | 'quietUntil'>,
): Instant | undefined {
  return isQuiet(localMinute(at, zone), rules) ? nextDaily(at, rules.quietUntil, zone) : undefined;
}

/** What cannot wait so long is not said at all: at another time it would be wrong. */
function until(at: Instant, why: PushWhy, { expiresAt }: PushFacts): Decision {
  return at <= expiresAt ? { do: 'later', at, why } : { do: 'never', why };
}

function endOfGap({ now, lastLeftAt, rules }: GroupFacts): Instant {
  return lastLeftAt === undefined ? now : after(lastLeftAt, minutes(rules.gapMinutes));
}

/** Whether the quiet hours leave time for what lasts so long. */
export function outlastsQuiet(
  { at, lasts }: { readonly at: Instant; readonly lasts: Span },
  zone: Zone,
  rules: Pick<AttentionRules, 'quietFrom' | 'quietUntil'>,
): boolean {
  const until = quietEnd(at, zone, rules);
  return until === undefined || until - at <= lasts;
}

/** How many pushes a day bears: one less after members have left because of them. */
export function mostADay({ pushesADay }: AttentionRules, isLowered: boolean): number {
  return Math.max(0, pushesADay - (isLowered ? 1 : 0));
}

/** Talk is a reason to wait for a pause, but none to lose a push. */
function amidTalk(
  { expiresAt, lullFrom }: PushFacts,
  { now, messages, rules }: GroupFacts,
): Decision {
  const patience = after(lullFrom ?? now, minutes(rules.lullMinutes));
  const latest = Math.min(patience, expiresAt);
  if (messages < TALK_MESSAGES || latest <= now) return { do: 'now' };
  const at = instantOf(Math.min(after(now, LOOK_AGAIN), latest));
  return { do: 'later', at, why: { code: 'talk' } };
}
