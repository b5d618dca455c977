/**
 * A feature is one value that describes itself: settings, words, tables, commands, what it does
 * when something happens. Only a name and phrases are required; the runtime does the rest.
 */
import type { z } from 'zod';
import type { Args } from './args.ts';
import type { Board } from './board.ts';
import type { Day } from './day.ts';
import type { ExportSource, MemberFigures } from './export.ts';
import type { FileRoom } from './file-room.ts';
import type { House } from './house.ts';
import type { CommunityId, MemberId, MessageId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Merging } from './merging.ts';
import type { Choice } from './outgoing.ts';
import type { Community, Group, Member, Role } from './people.ts';
import type { Personal } from './personal.ts';
import type { Catalogue, Language, Line, Phrases, Text } from './phrases.ts';
import type { Random } from './random.ts';
import type { Secrets, Visit } from './secrets.ts';
import type { Reader, Tx } from './store.ts';

/** What a feature is called, what can be set, and what it says. */
export interface Base<S extends z.ZodObject = z.ZodObject, P extends Phrases = Phrases> {
  /** Lower-case word; also the prefix of its tables and settings. */
  readonly name: string;
  /** Every field needs a default and a `.describe()`; managers read both. */
  readonly settings: S;
  readonly phrases: Catalogue<P>;
}

/** Names the base of a feature, so that its handlers can be typed by `typeof base`. */
export function describe<S extends z.ZodObject, P extends Phrases>(base: Base<S, P>): Base<S, P> {
  return base;
}

export type SettingsOf<B extends Base> = z.output<B['settings']>;
export type PhrasesOf<B extends Base> = B['phrases']['zh-CN'];

export interface SayOptions {
  readonly mention?: readonly Member[];
  /** Lines below the first, each to one member, who is mentioned at its beginning. */
  readonly toEach?: readonly { readonly member: Member; readonly line: Line }[];
  readonly choices?: readonly Choice[];
  /** A picture: a path on this machine. Words stand for it where it cannot be sent. */
  readonly image?: string;
  /** Answers in private even when the question came in a group. */
  readonly privately?: boolean;
}

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
  /** Says a line where it happened; what is said commits together with what is written. */
  say(line: Line, options?: SayOptions): Promise<void>;
  /** Says a line to one member alone. */
  tell(member: Member, line: Line, file?: string): Promise<void>;
  later(item: Later): Promise<void>;
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
  | { readonly do: 'recall'; readonly message: MessageId };

/** A context with the member who acts. */
export interface Acting<B extends Base = Base> extends Context<B> {
  readonly member: Member;
  /** Opens or continues a dialogue with the member who acts. */
  ask(question: Question): Promise<void>;
}

/** A command as it reaches its handler. */
export interface Commanding<B extends Base = Base, A = unknown> extends Acting<B> {
  readonly args: A;
  readonly message: MessageId;
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

/** Ordinary talk in a group. */
export interface Talking<B extends Base = Base> extends Context<B> {
  readonly member: Member;
  readonly message: MessageId;
}

export interface Recalling<B extends Base = Base> extends Context<B> {
  readonly message: MessageId;
}

/** Something whose time has come. */
export interface Coming<B extends Base = Base> extends Context<B> {
  readonly data: unknown;
}

/** Work outside the database (files, pictures), begun after its cause is committed. */
export interface Working<B extends Base = Base> {
  readonly data: unknown;
  readonly community: Community;
  readonly reader: Reader;
  readonly files: FileRoom;
  readonly settings: SettingsOf<B>;
  /** Everything known of a member, by feature. */
  personalData(member: MemberId): Promise<Readonly<Record<string, unknown>>>;
  /** Opens a transaction for the result; the work counts as done when this returns. */
  finish(then: (context: Context<B>) => Promise<void>): Promise<void>;
}

export interface Command<B extends Base, A> {
  readonly place?: 'group' | 'private' | 'both';
  /** Least role that may use it; `member` unless said. */
  readonly role?: Role;
  readonly args?: Args<A>;
  /** Least seconds between two uses by one member; 0 unless said. */
  readonly cooldownSeconds?: number;
  /**
   * Its word is said all day long («同意», «show me»): bare, it is talk unless everything behind it
   * fits, and unless it is written as it is listed.
   */
  readonly isEverydayWord?: boolean;
  /** Keeps a command out of the help (it still works). */
  readonly isQuiet?: boolean;
  /** What is said instead while a setting closes it; a closed command is not in the help either. */
  whenClosed?(context: Context<B>): Line | undefined;
  // Methods, not function properties: a handler of one feature must fit the list of all features.
  handle(context: Commanding<B, A>): Promise<void>;
}

export interface Dialogue<B extends Base> {
  /** The key of the choice that was written neither as its words nor as its number: «3-5». */
  keyOf?(typed: string, context: Context<B>): string | undefined;
  answer(context: Answering<B>): Promise<void>;
}

export interface DueWork<B extends Base> {
  run(context: Coming<B>): Promise<void>;
}

export interface Job<B extends Base> {
  run(work: Working<B>): Promise<void>;
}

/** One feature. `C` maps each command to the type of its arguments. */
export interface Feature<B extends Base = Base, C = Readonly<Record<string, unknown>>> {
  readonly name: B['name'];
  readonly settings: B['settings'];
  readonly phrases: B['phrases'];
  /**
   * Fields of its settings that only an admin changes: those that bound managers themselves, and
   * those by which a manager could make points out of nothing.
   */
  readonly adminSettings?: readonly (keyof SettingsOf<B> & string)[];
  /** Without it nobody could find the way back: it cannot be switched off. */
  readonly isEssential?: boolean;
  /** Its tables, as an append-only list of steps; a released step is never edited. */
  readonly schema?: readonly SchemaStep[];
  readonly commands?: { readonly [K in keyof C]: Command<B, C[K]> };
  readonly dialogues?: Readonly<Record<string, Dialogue<B>>>;
  readonly due?: Readonly<Record<string, DueWork<B>>>;
  readonly jobs?: Readonly<Record<string, Job<B>>>;
  readonly boards?: Readonly<Record<string, Board>>;
  readonly exports?: Readonly<Record<string, ExportSource>>;
  /** Its columns in the export of members. */
  readonly memberFigures?: MemberFigures;
  readonly personal?: Personal;
  /** Knows a stranger who writes in private by what they typed behind one of its words. */
  introduce?(visit: Visit): Promise<CommunityId | undefined>;
  /** Without it what is kept of a member who is merged into another stays behind, unseen. */
  readonly merging?: Merging;
  /** Ordinary talk; runs for every message, so it must be quick. */
  talked?(context: Talking<B>): Promise<void>;
  recalled?(context: Recalling<B>): Promise<void>;
  /** What its leaderboard shows of today in place of sums, to the member who asks. */
  boardOfToday?(context: Context<B>, member: Member): Promise<Line>;
  /** Lines of the rules card, from the settings that the engine runs. */
  rules?(context: Context<B>): readonly Line[];
  /** Lines of a member's profile card. */
  profile?(context: Context<B>, member: Member): Promise<readonly Line[]>;
}

export interface SchemaStep {
  readonly name: string;
  readonly sql: string;
}

/** Checks a feature's types and returns it unchanged. */
export function defineFeature<B extends Base, const C>(
  feature: Feature<B, C> & { readonly phrases: B['phrases']; readonly settings: B['settings'] },
): Feature<B, C> {
  return feature;
}
