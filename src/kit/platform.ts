/**
 * How a platform describes itself to the program: what its folder in `bots/` exports. Everything
 * here is light; what is heavy is imported by `create`, when an account is configured.
 */
import type { z } from 'zod';
import type { Bot } from './bot.ts';
import type { Capabilities } from './capabilities.ts';
import type { Clock } from './clock.ts';
import type { Fetching } from './fetching.ts';
import type { Interview } from './interview.ts';
import type { LastHeardKeeper } from './last-heard.ts';
import type { Log } from './log.ts';
import type { Language } from './phrases.ts';
import type { Random } from './random.ts';
import type { Timers } from './timers.ts';

/** A variable of the environment, as `.env.example` shows it. */
export interface Variable {
  readonly about: string;
  /** Empty when there is none. */
  readonly preset: string;
  /** Never shown or logged. */
  readonly isSecret?: boolean;
}

/** A command as a platform's own menu may list it. */
export interface ListedCommand {
  /** Letters a–z, digits and `-`, without the slash. */
  readonly name: string;
  readonly help: Readonly<Record<Language, string>>;
  /** Not for every member. */
  readonly isForManagers: boolean;
}

/** What the host gives to a bot: the only clock, chance, timers and log that it may use. */
export interface BotParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** A folder of its own for what it must keep; it may not exist yet. */
  readonly folder: string;
  /** Where it notes when it was heard last, for platforms that do not tell what was missed. */
  readonly lastHeard: LastHeardKeeper;
  /** How it gets what members have sent. */
  readonly fetching: Fetching;
  /** What members can type, for platforms that show a menu; none unless given. */
  readonly commands?: readonly ListedCommand[];
}

export interface BotOptions<Settings> {
  /** The operator's name for this bot account. */
  readonly account: string;
  readonly settings: Settings;
  readonly parts: BotParts;
}

export interface ExamineOptions<Settings> extends BotOptions<Settings> {
  /** Of whoever reads what is found. */
  readonly language: Language;
}

/** One thing that an examination of an account found out, in the language of the reader. */
export interface Finding {
  /** `advice`: it works, but not everything does. */
  readonly level: 'good' | 'advice' | 'problem';
  /** What is so, in words for people. */
  readonly what: string;
  /** What to do about it, and where; absent when all is well. */
  readonly todo?: string | undefined;
  /** The platform's own words, for whoever wants to know more. */
  readonly details?: string | undefined;
}

/** The variable of an account's field: `QUNLI_TELEGRAM_2_TOKEN` of `telegram-2`. */
export function variableOf(account: string, field: string): string {
  return `QUNLI_${account.toUpperCase().replace('-', '_')}_${field}`;
}

/**
 * A chat platform. Its variables are `QUNLI_<NAME>_<FIELD>` for the first account and
 * `QUNLI_<NAME>_2_<FIELD>` … `_9_` for further ones.
 */
export interface Platform<S extends z.ZodObject = z.ZodObject> {
  /** `telegram`, `qq`, `wechat`. */
  readonly name: string;
  readonly can: Capabilities;
  /** By field, in capitals; the same fields as `settings`. */
  readonly variables: { readonly [K in keyof z.input<S> & string]: Variable };
  /** An account is configured when one of these fields is filled in. */
  readonly keys: readonly (keyof z.input<S> & string)[];
  readonly settings: S;
  // Methods, not function properties: each platform must fit the list of all platforms.
  create(options: BotOptions<z.output<S>>): Promise<Bot>;
  /** Tries the account for real and explains what it lacks; must not disturb a running bot. */
  examine(options: ExamineOptions<z.output<S>>): Promise<readonly Finding[]>;
  /** How a newcomer is asked for an account. */
  interview(language: Language): Interview;
}

/** Checks a platform's types and returns it unchanged. */
export function definePlatform<S extends z.ZodObject>(platform: Platform<S>): Platform<S> {
  return platform;
}
