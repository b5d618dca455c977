/**
 * What a handler of a feature is given, and what it may ask for with it. What is said and planned
 * commits together with what is written.
 */
import type { AttachedFile, Fetched } from './attachment.ts';
import type { Base, PhrasesOf, SettingsOf } from './base.ts';
import type { Day } from './day.ts';
import type { Downtime } from './downtime.ts';
import type { Join } from './event.ts';
import type { FairDraws } from './fair-draw.ts';
import type { FileRoom } from './file-room.ts';
import type { AskedKey, GroupQuestion } from './group-question.ts';
import type { House } from './house.ts';
import type { GroupId, MemberId, MessageId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { AskedMeasure, Figure } from './measure.ts';
import type { Community, Group, Member } from './people.ts';
import type { Language, Line, Text } from './phrases.ts';
import type { Attention } from './push.ts';
import type { Random } from './random.ts';
import type { Making, Push, SayOptions, TellOptions } from './saying.ts';
import type { Secrets } from './secrets.ts';
import type { Reader, Tx } from './store.ts';

/** A question whose answer continues a dialogue. */
export interface Question {
  /** Which of the feature's dialogues reads the answer. */
  readonly dialogue: string;
  readonly line: Line;
  /** When given, only these count as an answer; anything else stays ordinary talk. */
  readonly choices?: readonly { readonly key: string; readonly label: Line }[];
  /**
   * The answer cannot be undone: only a pressed choice or all its words count, never a number,
   * which anybody may say by chance. The line says so.
   */
  readonly isIrreversible?: boolean;
  /** What must be remembered until the answer comes; plain JSON. */
  readonly data: unknown;
  readonly seconds: number;
}

/** Something to be done at a later time, kept as a row until it is done. */
export interface Later {
  readonly what: string;
  readonly at: Instant;
  /** In another group of the community; unless said, where it was planned. */
  readonly group?: GroupId | undefined;
  /** A second item with the same key is the same item. */
  readonly key: string;
  readonly data: unknown;
}

/** What every handler of a feature gets. */
export interface Context<B extends Base = Base> {
  /** When it happened by the platform's clock, not when it was delivered. */
  readonly now: Instant;
  /** When the bot learned of it; later than `now` when the message was long on its way. */
  readonly heardAt: Instant;
  /** The community's local day of `now`. */
  readonly today: Day;
  readonly community: Community;
  readonly group: Group | undefined;
  readonly settings: SettingsOf<B>;
  readonly language: Language;
  readonly text: Text<PhrasesOf<B>>;
  readonly tx: Tx;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly house: House;
  readonly attention: Attention;
  /**
   * Answers where it happened; what is said commits together with what is written.
   * @throws Error in a group when nobody has asked: that is a {@link push}
   */
  say(line: Line, options?: SayOptions): Promise<void>;
  /**
   * Tells a group something unasked, when its attention allows.
   * @throws Error where there is no group, or the feature declares no such kind
   */
  push(what: Line | Making, push: Push): Promise<void>;
  /** Says a line to one member alone. */
  tell(member: Member, line: Line, options?: TellOptions): Promise<void>;
  later(item: Later): Promise<void>;
  /** Whether everybody in the group where it happened can be notified at once. */
  canMentionAll(): boolean;
  /**
   * Whether the bot account may say here what nobody has asked for; where not, pushes go along with
   * answers, or not at all.
   */
  canSpeakFirst(): boolean;
  /**
   * Asks everybody in the group where it happened; asked again under its key, the question is asked
   * anew in the place of the old one.
   * @throws Error where there is no group
   */
  askGroup(question: GroupQuestion): Promise<void>;
  /** Hears no more answers; a poll of the platform's own is closed. */
  closeQuestion(asked: AskedKey): Promise<void>;
  /**
   * Mutes, removes or takes back in the group where it happened, after the commit.
   * @returns false where there is no group, or its platform cannot do it: then nothing happens
   */
  act(deed: GroupDeed): boolean;
}

/** What can be done in a group. */
export type GroupDeed =
  /** 0 seconds lets the member talk again. */
  | { readonly do: 'mute'; readonly member: Member; readonly seconds: number }
  | { readonly do: 'remove'; readonly member: Member }
  | { readonly do: 'recall'; readonly message: MessageId }
  /** The feature's `linked` hears how it ended. */
  | { readonly do: 'inviteLink'; readonly name: string }
  | { readonly do: 'revokeLink'; readonly link: string };

/** A context with the member who acts. */
export interface Acting<B extends Base = Base> extends Context<B> {
  readonly member: Member;
  /** Opens or continues a dialogue with the member who acts. */
  ask(question: Question): Promise<void>;
  /**
   * What the question of this name that still waits for the member was about, for a new one takes
   * its place; undefined where none waits.
   */
  unanswered(dialogue: string): unknown;
}

/** A command as it reaches its handler. */
export interface Commanding<B extends Base = Base, A = unknown> extends Acting<B> {
  readonly args: A;
  readonly message: MessageId;
  /** Pictures and files that came with it; {@link Working.fetch} gets them. */
  readonly attached: readonly AttachedFile[];
  /** The message that the command quotes. */
  readonly quoted?: MessageId | undefined;
}

/** An answer as it reaches its dialogue. */
export interface Answering<B extends Base = Base> extends Acting<B> {
  /** The key of the choice, or the text as typed. */
  readonly answer: string;
  readonly data: unknown;
  readonly message: MessageId | undefined;
}

/** An answer to a question that was put to the whole group. */
export interface Choosing<B extends Base = Base> extends Acting<B> {
  readonly key: string;
  /**
   * Keys of what was chosen, in the order given, at most as many as allowed, each once. None: the
   * member has taken the answer back, in a poll of the platform's own.
   */
  readonly chosen: readonly string[];
  /** How it was given: a poll of the platform's own shows the answer by itself. */
  readonly manner: 'said' | 'pressed' | 'ticked';
  readonly message: MessageId | undefined;
}

/** Ordinary talk in a group. */
export interface Talking<B extends Base = Base> extends Context<B> {
  readonly member: Member;
  readonly message: MessageId;
}

export interface Recalling<B extends Base = Base> extends Context<B> {
  readonly message: MessageId;
}

/** Somebody who has come into the group, and may be asked something. */
export interface Joining<B extends Base = Base> extends Acting<B> {
  /** Who invited them, as far as the platform says. */
  readonly inviter: Member | undefined;
  /** The newcomer is a bot, was added by an admin's own hand, or came by a link. */
  readonly manner: Join['manner'];
  /** The name of the link, if it is one that the bot has made. */
  readonly via: string | undefined;
}

/** A link into the group that was asked for, by whichever feature; names tell whose it is. */
export interface Linked<B extends Base = Base> extends Context<B> {
  readonly name: string;
  /** Undefined when the platform has refused it. */
  readonly link: string | undefined;
}

export interface Leaving<B extends Base = Base> extends Context<B> {
  readonly member: Member;
  /** Who removed the member, where it is somebody whom the community knows. */
  readonly by: Member | undefined;
  /** Somebody removed the member, known or not, or the bot did; else the member left alone. */
  readonly wasRemoved: boolean;
}

/** Something whose time has come. */
export interface Coming<B extends Base = Base> extends Context<B> {
  readonly data: unknown;
}

/**
 * The bot was away from a group and is back: `now` is when it came back. Asked twice, before what
 * was missed is read and after it, so that a second time must change nothing more.
 */
export interface MakingGood<B extends Base = Base> extends Context<B> {
  readonly downtime: Downtime;
  /** All downtimes that touch the two days before its end, oldest first, this one included. */
  readonly away: readonly Downtime[];
  /** Asked for the second time: what was missed has been read. */
  readonly isAgain: boolean;
}

/** Work outside the database (files, pictures), begun after its cause is committed. */
export interface Working<B extends Base = Base> {
  /** When it was begun; set time may have run ahead of that. */
  readonly now: Instant;
  readonly data: unknown;
  readonly community: Community;
  readonly reader: Reader;
  readonly files: FileRoom;
  readonly draws: FairDraws;
  /** Lets answers have their turn; long work calls it every few milliseconds. */
  breathe(): Promise<void>;
  readonly settings: SettingsOf<B>;
  /** Everything known of a member, by feature. */
  personalData(member: MemberId): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Figures of many members as of now, read beside the transactions: a few hundred at a time hold
   * up nobody, and those whose numbers lie close together are read fastest.
   */
  figures(
    asked: AskedMeasure,
    members: readonly MemberId[],
  ): Promise<ReadonlyMap<MemberId, Figure>>;
  /** Fetches what was attached to a message; at most so many bytes. */
  fetch(file: AttachedFile, most: number): Promise<Fetched>;
  /**
   * Opens a transaction for a part of the result. The work is not done yet: after a crash it begins
   * anew and finds what was saved.
   */
  save(then: (context: Context<B>) => Promise<void>): Promise<void>;
  /** Opens a transaction for the result; the work counts as done when this returns. */
  finish(then: (context: Context<B>) => Promise<void>): Promise<void>;
}
