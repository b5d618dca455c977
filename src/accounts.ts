/**
 * The bot accounts that the environment names: `QUNLI_<PLATFORM>_<FIELD>` for the first account of
 * a platform, `QUNLI_<PLATFORM>_2_<FIELD>` … `_9_` for further ones. It knows no platform itself.
 */
import type { z } from 'zod';
import {
  type Bot,
  type BotParts,
  type Capabilities,
  type Finding,
  type Language,
  type Platform,
  type Variable,
  variableOf,
} from '#kit';
import { discreet } from './discreet-bot.ts';
import { type Hide, hiding } from './secrets.ts';

/** An account whose settings have been read and are right. */
export interface ConfiguredAccount {
  readonly platform: string;
  /** `telegram`, `telegram-2`. */
  readonly account: string;
  readonly can: Capabilities;
  /** What tells it from other accounts of its platform: the values of its key fields. */
  readonly identity: string;
  /** Values of its secret variables, which must not be printed anywhere. */
  readonly secrets: readonly string[];
  create(parts: BotParts): Promise<Bot>;
  examine(parts: BotParts, language: Language): Promise<readonly Finding[]>;
}

export interface ReadAccounts {
  readonly accounts: readonly ConfiguredAccount[];
  /** One line per variable that is wrong. */
  readonly problems: readonly string[];
}

/** Accounts of one platform, numbered by one digit. */
export const MOST_ACCOUNTS = 9;

/** Reads every account of every platform; an account without its key fields is not configured. */
export function readAccounts(
  variables: NodeJS.Dict<string>,
  platforms: readonly Platform[],
): ReadAccounts {
  const read = platforms.flatMap((platform) =>
    Array.from({ length: MOST_ACCOUNTS }, (_, index) =>
      readAccount(variables, { platform, number: index + 1 }),
    ),
  );
  const accounts = read.flatMap(({ account }) => (account ? [account] : []));
  return {
    accounts,
    problems: [...read.flatMap(({ problems = [] }) => problems), ...twins(accounts)],
  };
}

/** An account that is named twice would be answered for twice. */
function twins(accounts: readonly ConfiguredAccount[]): readonly string[] {
  return accounts.flatMap((account, index) => {
    const first = twinOf(account, accounts.slice(0, index));
    return first ? [`${account.account}: is the same account as ${first.account}`] : [];
  });
}

/** The account among others that is the same, if there is one. */
export function twinOf(
  { platform, identity }: ConfiguredAccount,
  others: readonly ConfiguredAccount[],
): ConfiguredAccount | undefined {
  return others.find((other) => other.platform === platform && other.identity === identity);
}

interface Numbered {
  readonly platform: Platform;
  /** From 1. */
  readonly number: number;
}

/** The operator's name for an account. */
export function accountName({ platform, number }: Numbered): string {
  return number === 1 ? platform.name : `${platform.name}-${number}`;
}

/** The variables that hold some fields of an account. */
export function variablesFor(account: string, fields: readonly string[]): readonly string[] {
  return fields.map((field) => variableOf(account, field));
}

/** All variables of the first accounts, as `.env.example` lists them. */
export function accountVariables(
  platforms: readonly Platform[],
): Readonly<Record<string, Variable>> {
  return Object.fromEntries(
    platforms.flatMap((platform) =>
      Object.entries<Variable>(platform.variables).map(([field, variable]) => [
        variableOf(platform.name, field),
        variable,
      ]),
    ),
  );
}

function readAccount(
  variables: NodeJS.Dict<string>,
  numbered: Numbered,
): { account?: ConfiguredAccount; problems?: readonly string[] } {
  const { platform } = numbered;
  const given = Object.fromEntries(
    Object.keys(platform.variables).flatMap((field) => {
      const value = variables[variableOf(accountName(numbered), field)];
      return value === undefined || value === '' ? [] : [[field, value]];
    }),
  );
  if (!platform.keys.some((field) => field in given)) return {};
  const read = platform.settings.safeParse(given);
  if (!read.success) {
    return { problems: read.error.issues.map((issue) => problemOf(numbered, issue)) };
  }
  const account = accountName(numbered);
  const settings = read.data;
  const secrets = Object.entries(given).flatMap(([field, value]) =>
    Reflect.get(platform.variables, field)?.isSecret ? [value] : [],
  );
  return {
    account: {
      platform: platform.name,
      account,
      can: platform.can,
      identity: platform.keys.map((field) => given[field] ?? '').join(' '),
      secrets,
      create: async (parts) => {
        const bot = await platform.create({ account, settings, parts });
        return discreet(bot, hiding(secrets));
      },
      examine: async (parts, language) => {
        const found = await platform.examine({ account, settings, parts, language });
        return found.map((finding) => withoutSecrets(finding, hiding(secrets)));
      },
    },
  };
}

/** What a platform or a library says of a failure may hold the token. */
function withoutSecrets({ what, todo, details, ...finding }: Finding, hide: Hide): Finding {
  const hidden = (text: string | undefined) => text && hide(text);
  return { ...finding, what: hide(what), todo: hidden(todo), details: hidden(details) };
}

function problemOf(numbered: Numbered, { path, message }: z.core.$ZodIssue): string {
  return `${variableOf(accountName(numbered), path.join('.'))}: ${message}`;
}
