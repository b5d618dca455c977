/**
 * What features know of each other: never the other feature's code, only what it offers through its
 * description. Help, profile, rules, leaderboards and exports are built from this. A house belongs
 * to one occasion: it speaks its language and writes in its transaction.
 */
import type { AdoptionOutcome, AdoptionView, ReleaseView } from './adoption.ts';
import type { Ahead } from './ahead.ts';
import type { Period, Standing } from './board.ts';
import type { Condition } from './condition.ts';
import type { DowntimeInfo } from './downtime.ts';
import type { CommunityId, MemberId } from './ids.ts';
import type { Health } from './link.ts';
import type { AskedMeasure, Figure, MeasureInfo } from './measure.ts';
import type { LinkInfo, LinkOutcome, LinkRequest, UnlinkOutcome } from './merging.ts';
import type { Group, Member, Role } from './people.ts';
import type { Language, Line } from './phrases.ts';
import type { Present } from './store.ts';

export interface CommandInfo {
  readonly feature: string;
  /** The feature's name in the reader's language. */
  readonly title: string;
  readonly words: readonly string[];
  readonly usage: string;
  readonly help: string;
  readonly role: Role;
  readonly place: 'group' | 'private' | 'both';
  /** Left off the first screen of help. */
  readonly isQuiet: boolean;
}

export interface FeatureInfo {
  readonly name: string;
  /** In the reader's language. */
  readonly title: string;
  readonly isOn: boolean;
  /** Cannot be switched off. */
  readonly isEssential: boolean;
  /** Keys of the community's settings that are its matter: `community.quietFrom`. */
  readonly communitySettings: readonly string[];
}

export interface SettingInfo {
  /** `feature.field`. */
  readonly key: string;
  /** What it means: the feature's label `setting.…` for it, or else its description in English. */
  readonly about: string;
  readonly value: unknown;
  /** A value that may be typed: one that the feature names, or else its default. */
  readonly example: unknown;
  /** The words that are all it may be; none where it is anything else. */
  readonly options: readonly string[];
  /** What can be set alone, as `feature.field.part`; none where the value is one thing. */
  readonly parts: readonly SettingPart[];
}

export interface SettingPart {
  readonly name: string;
  /** As for the whole: the label `setting.feature.field.part`, or else its description. */
  readonly about: string;
}

export type SettingOutcome =
  | { readonly kind: 'set'; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'unknownKey'; readonly nearest: string | undefined }
  | { readonly kind: 'refused'; readonly why: string }
  /** The member who acts may change others, but not this one. */
  | { readonly kind: 'notYours'; readonly needed: Role };

export interface BoardInfo {
  readonly key: string;
  /** In the reader's language. */
  readonly title: string;
}

export interface StandingRequest {
  /** The key of a board, e.g. `points`. */
  readonly board: string;
  readonly period: Period;
  readonly limit: number;
  /** Whose neighbours are wanted as well. */
  readonly around?: MemberId | undefined;
}

export type ConditionRead =
  | { readonly ok: true; readonly condition: Condition }
  /** What was wrong, with an example. */
  | { readonly ok: false; readonly why: Line };

export interface BotAccountInfo extends Health {
  /** Somebody has stopped its sending. */
  readonly isHeld: boolean;
}

export interface LettersHeld {
  /** They leave once the account may send again. */
  readonly waiting: number;
  /** They have waited too long and are not sent any more. */
  readonly tooOld: number;
}

/** Slots in texts of managers, of features that are on. */
export interface SlotFiller {
  /** Titles with their braces. */
  titles(): readonly string[];
  /** A text with its slots filled as of now, in the language of the occasion. */
  fill(text: string): Promise<FilledText>;
}

/** Something that a member could open where the occasion is. */
export interface HouseOpening {
  /** Why it cannot be opened as it is typed, by this member; undefined: it can. */
  problem(): Promise<Line | undefined>;
  /** As it will look; undefined where it cannot be opened, or nobody can say. */
  preview(): Promise<Line | undefined>;
  /** @returns why it was not opened, which nobody has been told yet */
  open(): Promise<Line | undefined>;
}

export interface FilledText {
  readonly text: string;
  /** Slots that say nothing, as they are written: no feature that is on knows them. */
  readonly unfilled: readonly string[];
}

export interface House {
  /**
   * The commands that are open to this role, in the order of the features.
   * @param place where; unless said, the place of the occasion
   */
  commands(role: Role, place?: 'group' | 'private'): readonly CommandInfo[];
  /** The command behind a word typed in any language, whoever may use it, wherever. */
  command(typed: string): CommandInfo | undefined;
  features(): readonly FeatureInfo[];
  /** Whether the community has switched a feature off: then nobody speaks of it. */
  isSwitchedOff(feature: string): boolean;
  /** The feature that somebody means by its name, or by its title in any language. */
  feature(typed: string): FeatureInfo | undefined;
  /** @param language of what they mean; unless said, that of the occasion */
  settings(language?: Language): readonly SettingInfo[];
  /** Changes one setting from typed text; checked by the feature's own schema, and audited. */
  setSetting(key: string, typed: string): Promise<SettingOutcome>;
  /** The leaderboards of features that are on, in the order of the features. */
  boards(): readonly BoardInfo[];
  /** The leaderboard that somebody means by its key or a word for it in any language, on or off. */
  board(typed: string): BoardInfo | undefined;
  standing(request: StandingRequest): Promise<Standing>;
  /**
   * What a leaderboard shows of today where sums say little, as who came first; undefined where its
   * feature has nothing of the kind or is off.
   */
  boardOfToday(board: string, member: Member): Promise<Line | undefined>;
  /** The measures of features that are on, in the order of the features. */
  measures(): readonly MeasureInfo[];
  /** The measure that somebody means by its key or a word for it in any language, on or off. */
  measure(typed: string): MeasureInfo | undefined;
  /** A member's figure as of now; 0 of a measure that nobody offers any more. */
  figureOf(asked: AskedMeasure, member: MemberId): Promise<Figure>;
  /** Reads a condition as somebody typed it: «连签≥7 且 积分≥100». */
  readCondition(typed: string): ConditionRead;
  /** Everybody who is in a group of the community now and fulfils a condition, by number. */
  whoFulfil(condition: Condition): Promise<readonly Present[]>;
  /** A condition in the reader's words. */
  conditionLine(condition: Condition): Line;
  /** What a member lacks, each with their own figure: «连签 3 天，需要 7 天»; nothing when met. */
  unmet(condition: Condition, member: MemberId): Promise<readonly Line[]>;
  readonly slots: SlotFiller;
  /** What a push can open by a command's words («发起投票 …»); undefined where it opens nothing. */
  opening(typed: string): ((member: Member) => HouseOpening) | undefined;
  readonly ahead: Ahead;
  /** Lines of the rules card, from all features that are on. */
  rules(): readonly Line[];
  /** Lines of a member's profile card, from all features that are on. */
  profile(member: Member): Promise<readonly Line[]>;
  /** Erases the person behind a member, in every community, every feature and the core. */
  erase(member: MemberId): Promise<void>;
  /**
   * Makes an account and the person behind a member one person, in every community; audited in each
   * where two members were merged, or an account came to a member.
   */
  link(request: LinkRequest): Promise<LinkOutcome>;
  /** The newest link of the person behind a member, while it can be undone. */
  newestLink(member: MemberId): Promise<LinkInfo | undefined>;
  /**
   * Undoes the newest link of the person behind a member: `gone` when it is another one than `link`
   * by now, or too old. Audited.
   */
  unlink(wish: { readonly member: MemberId; readonly link: number }): Promise<UnlinkOutcome>;
  /** What it would do if the group of the occasion joined another community. */
  viewAdoption(into: CommunityId): Promise<AdoptionView>;
  /** Makes the group of the occasion one of another community; audited in both. */
  adopt(into: CommunityId): Promise<AdoptionOutcome>;
  /** What it would do if a group of the community went out of it. */
  viewRelease(group: Group): Promise<ReleaseView>;
  /** Whether the group of the occasion was in the community before that other one came. */
  cameBefore(other: Group): boolean;
  /** Takes a group out of the community; audited in both. */
  release(group: Group): Promise<AdoptionOutcome>;
  /** The words for a code such as a ledger entry's reason or an export. */
  label(code: string): string;
  /** The bot accounts that serve this community's groups, or could. */
  accounts(): readonly BotAccountInfo[];
  /**
   * Stops everything that bot accounts would send, or lets it go on; audited. What has waited then
   * leaves after what was said last: people hear first that the bot speaks again.
   */
  holdAccounts(accounts: readonly string[], isHeld: boolean): Promise<void>;
  /** What waits in the outbox of bot accounts because their sending was stopped. */
  lettersHeld(accounts: readonly string[]): LettersHeld;
  /** The last downtimes of this community's groups, newest first; at most so many. */
  downtimes(limit: number): readonly DowntimeInfo[];
  /** Names of all exports. */
  readonly exports: readonly string[];
  /**
   * Notes who did what; `detail` holds ids and values, never names. People read it as the feature's
   * label `audit.…` says it, whose slots are named after the details: `'{points} for {member}'`. A
   * detail `seq` is an entry of the ledger, and `{why}` its note, which erasure takes away.
   */
  audit(what: string, detail: Readonly<Record<string, unknown>>): Promise<void>;
}

/** How people type a command, in the language of the occasion; as given where there is none. */
export function wordOf(house: Pick<House, 'command'>, typed: string): string {
  return house.command(typed)?.words[0] ?? typed;
}
