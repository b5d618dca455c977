/**
 * What the bot says unasked (推送): nobody waits for it, so all of it shares one budget of attention
 * in each group, which the runtime guards (免打扰). A feature says what it wants to tell and how much
 * it matters; when it leaves, or why not, is not for the feature to decide.
 */
import type { MinuteOfDay } from './day.ts';
import type { GroupId, MemberId } from './ids.ts';
import type { Instant, Span } from './instant.ts';
import type { Group, Member } from './people.ts';
import type { Line } from './phrases.ts';

/**
 * `promised`: a result that was promised for a moment; it waits for nothing, but counts. `planned`:
 * what a manager has scheduled. `low`: the bot's own reminders; may be merged, may be left out.
 */
export type PushPriority = 'promised' | 'planned' | 'low';

/**
 * `waiting` for a better moment · `leaving` through the outbox · then as the outbox says: `sent`,
 * `unknown`, `refused`, `expired` · or it never left: `merged` into another, `suppressed`.
 */
export type PushState =
  | 'waiting'
  | 'leaving'
  | 'sent'
  | 'unknown'
  | 'refused'
  | 'expired'
  | 'merged'
  | 'suppressed';

/** Why a push waits, has waited, or was not sent. */
export type PushWhy =
  /** It falls into the quiet hours. */
  | { readonly code: 'quiet' }
  /** So many are allowed a day. */
  | { readonly code: 'cap'; readonly most: number }
  /** At least so many minutes lie between two. */
  | { readonly code: 'gap'; readonly minutes: number }
  /** The group is talking. */
  | { readonly code: 'talk' }
  /** Nobody has spoken since so many pushes. */
  | { readonly code: 'silence'; readonly pushes: number }
  /** The community does not want this kind. */
  | { readonly code: 'off' }
  /** It was to be sent up to then. */
  | { readonly code: 'late' }
  /** The bot account never speaks first: it waits for an answer with which it may go along. */
  | { readonly code: 'answersOnly' }
  /** What the bot account may send a day is nearly used up, and kept for answers. */
  | { readonly code: 'spent' }
  /** The day's last places are kept for what is planned for one moment only. */
  | { readonly code: 'reserved'; readonly clock: string; readonly what: string }
  /** The bot is not in the group any more. */
  | { readonly code: 'away' }
  /** The program failed when it made it. */
  | { readonly code: 'fault' };

/** A push that is still to come, and does not come again by itself. */
export interface PushAhead {
  readonly at: Instant;
  /** How long it may wait for a better moment. */
  readonly lasts: Span;
  /** What people call it, in the language of the occasion. */
  readonly what: Line;
}

/** What would become of a push that came now, as far as that can be foreseen. */
export type PushOutlook =
  | { readonly do: 'now' }
  | { readonly do: 'later'; readonly at: Instant; readonly why: PushWhy }
  | { readonly do: 'never'; readonly why: PushWhy };

/** A push of the feature that may come. */
export interface PushWanted {
  readonly group: Group;
  readonly kind: string;
  readonly lasts: Span;
  /** As in {@link Push}: what would hold it back all the same. */
  readonly isNow?: boolean;
}

/** So many, after so many. */
export interface PushPage {
  readonly limit: number;
  readonly after: number;
}

/** Pushes of one kind in one group. */
export interface PushesAsked {
  readonly group: GroupId;
  readonly kind: string;
  readonly keys: readonly string[];
}

/** A push that is not due yet. */
export interface ComingPush {
  readonly key: string;
  readonly at: Instant;
  /** How long it is worth sending. */
  readonly lasts: Span;
  /** It does not come again by itself, so that a place is kept for it. */
  readonly isOnce: boolean;
}

/** When a push would leave, while nobody talks; or why it never would. */
export type Foreseen =
  | { readonly leavesAt: Instant; readonly why: PushWhy | undefined }
  | { readonly leavesAt: undefined; readonly why: PushWhy };

/** What became of a push. */
export interface PushReport {
  readonly key: string;
  readonly kind: string;
  readonly group: GroupId;
  readonly state: PushState;
  /** The last thing that was in its way. */
  readonly why: PushWhy | undefined;
  readonly plannedAt: Instant;
  /** When it was handed to the platform; undefined while it was not. */
  readonly leftAt: Instant | undefined;
  /** When the platform answered, or it was given up. */
  readonly endedAt: Instant | undefined;
  /** It left along with an answer that somebody had asked for. */
  readonly isAlong: boolean;
}

/** What holds for pushes to the groups of a community. */
export interface AttentionRules {
  /** Local times; equal ones mean that there are no quiet hours. */
  readonly quietFrom: MinuteOfDay;
  readonly quietUntil: MinuteOfDay;
  readonly pushesADay: number;
  readonly gapMinutes: number;
  /** Longest wait for a pause in the talk, in minutes; 0 does not wait. */
  readonly lullMinutes: number;
}

/** A kind of push as people see it. */
export interface PushKindInfo {
  readonly feature: string;
  readonly kind: string;
  readonly priority: PushPriority;
  /** In the reader's language. */
  readonly title: string;
  /** The community does not want it. */
  readonly isOff: boolean;
}

/** What became of a push, as people read it. */
export interface PushNews extends Omit<PushReport, 'key' | 'kind'> {
  readonly title: string;
  /** What people call this one: «3 号「开会」»; undefined where its feature has no word for it. */
  readonly name: Line | undefined;
  /** The reason in the reader's language; empty without one. */
  readonly reason: Line;
}

/** A group's budget of a day. */
export interface PushBudget {
  /** Pushes that have left today, promised ones included. */
  readonly left: number;
  /** So many are allowed today. */
  readonly most: number;
  /** The guard has lowered what is allowed until then, because members left after pushes. */
  readonly loweredUntil: Instant | undefined;
}

/** Which pushes, for whom. */
export interface PushSwitch {
  readonly kind: Pick<PushKindInfo, 'feature' | 'kind'>;
  readonly isOn: boolean;
  /** Only as far as pushes mention this member; without one for the whole community. */
  readonly member?: Member;
}

/** The guard (免打扰) as features see it; it belongs to one occasion, as the house does. */
export interface Attention {
  readonly rules: AttentionRules;
  /** Every kind there is, in the order of the features that are on. */
  kinds(): Promise<readonly PushKindInfo[]>;
  /** The kind that somebody means by a word for it in any language. */
  kindCalled(typed: string): Pick<PushKindInfo, 'feature' | 'kind'> | undefined;
  /** The kinds that a member does not want to be mentioned by. */
  unwanted(member: MemberId): Promise<readonly PushKindInfo[]>;
  switch(wish: PushSwitch): Promise<void>;
  /** Of the group of the occasion; undefined where there is none. */
  budget(): Promise<PushBudget | undefined>;
  /** What waits, has waited or was left out lately in the community, newest first. */
  delayed(page: PushPage): Promise<readonly PushNews[]>;
  /**
   * What the rules would make of planned pushes in a group, by key; those of one moment in the
   * order given. What has left there today counts; what others will say does not.
   */
  foresee(group: GroupId, coming: readonly ComingPush[]): Promise<ReadonlyMap<string, Foreseen>>;
  /** What became of pushes of this feature, by key. */
  reports(asked: PushesAsked): Promise<ReadonlyMap<string, PushReport>>;
  /** Somebody has seen those of this feature's pushes that nobody knew the end of: `sent`. */
  arrived(asked: PushesAsked): Promise<void>;
  /** What would become of a push that does not come again by itself. */
  outlook(push: PushWanted): Promise<PushOutlook>;
  /** A reason in the reader's language; empty without one. */
  whyLine(why: PushWhy | undefined): Line;
  /** The end of the quiet hours into which a moment falls. */
  quietUntil(at: Instant): Instant | undefined;
}
