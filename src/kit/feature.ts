/**
 * A feature is one value that describes itself: settings, words, tables, commands, what it does
 * when something happens. Only a name and phrases are required; the runtime does the rest.
 */
import type { Adopting } from './adopting.ts';
import type { AgendaItem, AgendaSpan } from './ahead.ts';
import type { Args } from './args.ts';
import type { Base, SettingsOf } from './base.ts';
import type { Board } from './board.ts';
import type {
  Acting,
  Answering,
  Choosing,
  Coming,
  Commanding,
  Context,
  Joining,
  Leaving,
  Linked,
  MakingGood,
  Recalling,
  Talking,
  Working,
} from './context.ts';
import type { Repair } from './downtime.ts';
import type { ExportSource, MemberFigures } from './export.ts';
import type { CommunityId } from './ids.ts';
import type { Measure } from './measure.ts';
import type { Merging } from './merging.ts';
import type { Member, Role } from './people.ts';
import type { Personal } from './personal.ts';
import type { Line } from './phrases.ts';
import type { PushAhead, PushPriority, PushReport } from './push.ts';
import type { Made } from './saying.ts';
import type { Visit } from './secrets.ts';
import type { TextSlot } from './text-slot.ts';

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
  /**
   * It asks before it does anything. Where it has not asked, it was misunderstood: a number that is
   * said next was meant for it, and answers no question that was put to the group before.
   */
  readonly asksFirst?: boolean;
  /** Keeps a command off the first screen of help; help for its feature tells it. */
  readonly isQuiet?: boolean;
  /** A scheduled push may begin it in a member's name. */
  readonly opening?: Opening<B>;
  /** What is said instead while a setting closes it; a closed command is not in the help either. */
  whenClosed?(context: Context<B>): Line | undefined;
  // Methods, not function properties: a handler of one feature must fit the list of all features.
  handle(context: Commanding<B, A>): Promise<void>;
}

/** How something is opened in the name of a member who is not there to be asked. */
export interface Opening<B extends Base> {
  /** Why it cannot be opened as typed behind the command's word; undefined: it can. */
  problem(context: Acting<B>, typed: string): Promise<Line | undefined>;
  /** As it will look, where that differs from what was typed; nothing is opened. */
  preview?(context: Acting<B>, typed: string): Promise<Line | undefined>;
  /** @returns why it was not opened now, though nothing is wrong with what was typed */
  open(context: Acting<B>, typed: string): Promise<Line | undefined>;
}

export interface Dialogue<B extends Base> {
  /** The key of the choice that was written neither as its words nor as its number: «3-5». */
  keyOf?(typed: string, context: Context<B>): string | undefined;
  answer(context: Answering<B>): Promise<void>;
  /** It was called off («取消»): says so itself, where something has to go. */
  cancelled?(context: Answering<B>): Promise<void>;
}

/** What a feature does with the answers to one of its questions. */
export interface Answered<B extends Base> {
  chose(context: Choosing<B>): Promise<void>;
}

/** What is done later: it was asked for by somebody who waits, or else nobody waits for it. */
interface Deferred {
  /** What it says in a group are answers; what nobody has asked for is pushed. */
  readonly isAnswer?: boolean;
}

export interface DueWork<B extends Base> extends Deferred {
  run(context: Coming<B>): Promise<void>;
}

export interface Job<B extends Base> extends Deferred {
  run(work: Working<B>): Promise<void>;
}

/** One kind of what a feature tells groups unasked; its name stands in the phrases' `pushes`. */
export interface PushKind<B extends Base> {
  readonly priority: PushPriority;
  /** Makes, in the group, what was pushed as {@link Making}, at the moment when it may leave. */
  make?(context: Context<B>, data: unknown): Promise<Made>;
  /** The author hears that it did not arrive, or that nobody knows; in private, once. */
  failed?(context: Acting<B>, push: PushReport): Promise<void>;
  /** The same of those that come again and were left out lately, all together, once a day. */
  lost?(context: Acting<B>, pushes: readonly PushReport[]): Promise<void>;
  /** What people call one of them, among other pushes; undefined where nobody knows any more. */
  named?(context: Context<B>, push: PushReport): Promise<Line | undefined>;
  /** Those that come once in the group of the occasion, within a span: each is kept a place. */
  ahead?(context: Context<B>, span: AgendaSpan): Promise<readonly PushAhead[]>;
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
  /**
   * Fields of the community's own settings that are its matter, though they hold for all features:
   * whoever looks for its settings is shown these.
   */
  readonly communitySettings?: readonly string[];
  /** Without it nobody could find the way back: it cannot be switched off. */
  readonly isEssential?: boolean;
  /** Its tables, as an append-only list of steps; a released step is never edited. */
  readonly schema?: readonly SchemaStep[];
  readonly commands?: { readonly [K in keyof C]: Command<B, C[K]> };
  readonly dialogues?: Readonly<Record<string, Dialogue<B>>>;
  /** What becomes of the answers to its questions to whole groups. */
  readonly questions?: Readonly<Record<string, Answered<B>>>;
  readonly due?: Readonly<Record<string, DueWork<B>>>;
  readonly jobs?: Readonly<Record<string, Job<B>>>;
  /** What it tells groups unasked; the names stand in the phrases' `pushes`. */
  readonly pushes?: Readonly<Record<string, PushKind<B>>>;
  readonly boards?: Readonly<Record<string, Board>>;
  /** Figures that conditions may ask for; their words stand in the phrases' `measures`. */
  readonly measures?: Readonly<Record<string, Measure>>;
  /** What managers may write in braces into texts; their words stand in the phrases' `slots`. */
  readonly slots?: Readonly<Record<string, TextSlot<B>>>;
  readonly exports?: Readonly<Record<string, ExportSource>>;
  /** Its columns in the export of members. */
  readonly memberFigures?: MemberFigures;
  readonly personal?: Personal;
  /** Knows a stranger who writes in private by what they typed behind one of its words. */
  introduce?(visit: Visit): Promise<CommunityId | undefined>;
  /** Without it what is kept of a member who is merged into another stays behind, unseen. */
  readonly merging?: Merging;
  /** Without it what is kept of a community stays behind when its group joins another one. */
  readonly adopting?: Adopting<B>;
  /** Ordinary talk; runs for every message, so it must be quick. */
  talked?(context: Talking<B>): Promise<void> | undefined;
  recalled?(context: Recalling<B>): Promise<void>;
  /** Somebody has come into a group; a bot account never counts. */
  joined?(context: Joining<B>): Promise<void>;
  left?(context: Leaving<B>): Promise<void>;
  /** The platform has made a link into the group, or refused to. */
  linked?(context: Linked<B>): Promise<void>;
  /**
   * Makes good what a downtime has cost the members of a group; the group hears of all repairs in
   * one message. Nobody is paid for it.
   */
  makeGood?(context: MakingGood<B>): Promise<readonly Repair[]>;
  /**
   * The community's zone or the beginning of its days has changed: what is planned by its clock in
   * the group of the occasion is planned anew.
   */
  calendarChanged?(context: Context<B>): Promise<void>;
  /** What its leaderboard shows of today in place of sums, to the member who asks. */
  boardOfToday?(context: Context<B>, member: Member): Promise<Line>;
  /** What it has due in the group of the occasion within a span. */
  agenda?(context: Context<B>, span: AgendaSpan): Promise<readonly AgendaItem[]>;
  /** Lines of `每日提醒`: what it says again and again in the group of the occasion. */
  reminders?(context: Context<B>): Promise<readonly Line[]>;
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
