/**
 * The environment, and the file `.env` beneath it, as typed, frozen configuration. The only reader
 * of `process.env`.
 */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { LANGUAGES, type Language, type Platform, parseZone, type Zone } from '#kit';
import { type ConfiguredAccount, readAccounts } from './accounts.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

export interface Config {
  /** The database file. */
  readonly file: string;
  /** Language of a new community. */
  readonly language: Language;
  /** Time zone of a new community. */
  readonly zone: Zone;
  readonly logLevel: LogLevel;
  /** Hours between automatic backups; 0 switches them off. */
  readonly backupHours: number;
  /** Mirrors of drand for lotteries, the first to be asked in front; none: they do without. */
  readonly drandMirrors: readonly string[];
  /** The bot accounts; with none the program opens the sandbox. */
  readonly accounts: readonly ConfiguredAccount[];
  /** Values of secret variables, which must not be printed anywhere. */
  readonly secrets: readonly string[];
}

/** Each variable with what it is for, as `.env.example` shows it. */
export const VARIABLES = {
  QUNLI_DB: {
    about: 'Database file; backups and exports are kept beside it.',
    preset: 'data/qunli.db',
  },
  QUNLI_LANGUAGE: { about: 'Language of a new community: zh-CN, zh-TW or en.', preset: 'zh-CN' },
  QUNLI_TIME_ZONE: {
    about: 'Time zone in which a new community counts its days.',
    preset: 'Asia/Shanghai',
  },
  QUNLI_LOG_LEVEL: {
    about: 'How much is logged: silent, error, warn, info or debug.',
    preset: 'info',
  },
  QUNLI_BACKUP_HOURS: {
    about: 'Hours between automatic backups while the bot runs; 0 for none.',
    preset: '1',
  },
  QUNLI_DRAND: {
    about:
      'Mirrors of the public randomness drand, by which lotteries prove that nobody steered them, ' +
      'with commas between; off: lotteries do without.',
    preset: 'https://api.drand.sh,https://drand.cloudflare.com',
  },
} as const;

const LONGEST_BACKUP_HOURS = 168;
const WRONG_HOURS = `must be a whole number of hours from 0 to ${LONGEST_BACKUP_HOURS}`;

const environment = z.object({
  QUNLI_DB: z.string().default(VARIABLES.QUNLI_DB.preset),
  QUNLI_LANGUAGE: oneOf(LANGUAGES).default(VARIABLES.QUNLI_LANGUAGE.preset),
  QUNLI_TIME_ZONE: z
    .string()
    .default(VARIABLES.QUNLI_TIME_ZONE.preset)
    .transform((text, context): Zone => {
      const zone = parseZone(text);
      if (zone !== undefined) return zone;
      context.addIssue('must be a time zone such as Asia/Shanghai');
      return z.NEVER;
    }),
  QUNLI_LOG_LEVEL: oneOf(LOG_LEVELS).default(VARIABLES.QUNLI_LOG_LEVEL.preset),
  QUNLI_BACKUP_HOURS: z.coerce
    .number(WRONG_HOURS)
    .int(WRONG_HOURS)
    .min(0, WRONG_HOURS)
    .max(LONGEST_BACKUP_HOURS, WRONG_HOURS)
    .default(Number(VARIABLES.QUNLI_BACKUP_HOURS.preset)),
  QUNLI_DRAND: z
    .string()
    .default(VARIABLES.QUNLI_DRAND.preset)
    .transform((text, context): readonly string[] => {
      const mirrors = text.trim() === 'off' ? [] : text.split(',').map((mirror) => mirror.trim());
      if (mirrors.every(isMirror)) return mirrors;
      context.addIssue(
        'must be addresses such as https://api.drand.sh, with commas between, or off',
      );
      return z.NEVER;
    }),
});

export type ConfigOutcome =
  | { readonly kind: 'config'; readonly config: Config }
  | {
      readonly kind: 'wrong';
      /** One line per variable that is wrong. */
      readonly problems: readonly string[];
      /** Whether only accounts are wrong: who needs no platform can do without them. */
      readonly isOnlyAccounts: boolean;
      /** What is right, with presets for what is wrong, and without accounts that are wrong. */
      readonly usable: Config;
    };

export interface ConfigSources {
  readonly variables?: NodeJS.ProcessEnv;
  /** A file of `NAME=value` lines for what the environment leaves open; it need not exist. */
  readonly envFile?: string;
  /** The platforms whose accounts may be named. */
  readonly platforms?: readonly Platform[];
}

/** Reads the configuration; an empty variable counts as not set. */
export function readConfig(sources: ConfigSources = {}): ConfigOutcome {
  const { variables = process.env, envFile = '.env', platforms = [] } = sources;
  const file = readEnvFile(envFile);
  const fileVariables = file.kind === 'read' ? file.variables : {};
  const given = { ...filled(fileVariables), ...filled(variables) };
  const { data, problems: ownProblems } = readOwn(given);
  const { accounts, problems: accountProblems } = readAccounts(given, platforms);
  const config: Config = Object.freeze({
    file: data.QUNLI_DB,
    language: data.QUNLI_LANGUAGE,
    zone: data.QUNLI_TIME_ZONE,
    logLevel: data.QUNLI_LOG_LEVEL,
    backupHours: data.QUNLI_BACKUP_HOURS,
    drandMirrors: data.QUNLI_DRAND,
    accounts,
    secrets: accounts.flatMap((account) => account.secrets),
  });
  const own = file.kind === 'wrong' ? file.problems : ownProblems;
  const problems = [...own, ...accountProblems];
  if (problems.length === 0) return { kind: 'config', config };
  return { kind: 'wrong', problems, isOnlyAccounts: own.length === 0, usable: config };
}

/** Everything but the accounts; what is wrong is told, and its preset stands. */
function readOwn(given: NodeJS.Dict<string>) {
  const read = environment.safeParse(given);
  if (read.success) return { data: read.data, problems: [] };
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  const right = Object.entries(given).filter(([name]) => !wrong.has(name));
  const data = environment.parse(Object.fromEntries(right));
  return { data, problems: read.error.issues.map(problemOf) };
}

/**
 * The language in which the operator's system speaks, as far as it tells. Any Chinese that is not
 * written in Taiwan, Hong Kong or Macao is taken for simplified.
 */
export function systemLanguage(variables: NodeJS.ProcessEnv = process.env): Language | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = variables;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '') ?? '';
  if (/^zh[_-](?:tw|hk|mo|hant)/i.test(locale)) return 'zh-TW';
  if (/^zh/i.test(locale)) return 'zh-CN';
  return /^(?:|c|posix)(?:\.|$)/i.test(locale) ? undefined : 'en';
}

/** Whether `npx` runs the program, through a shell of which it need not know. */
export function isRunByNpx(variables: NodeJS.ProcessEnv = process.env): boolean {
  return variables.npm_lifecycle_event === 'npx';
}

/** Whether the terminal can only write on and on, and not go back. */
export function isDumbTerminal(variables: NodeJS.ProcessEnv = process.env): boolean {
  return variables.TERM === 'dumb';
}

/** By these, libraries are made to print what they send: secrets and the words of members. */
const TALKATIVE = ['DEBUG', 'GRPC_TRACE', 'GRPC_NODE_TRACE'] as const;

/** Keeps libraries from that; to be called before they are loaded. */
export function silenceLibraries(variables: NodeJS.ProcessEnv = process.env): void {
  for (const name of TALKATIVE) delete variables[name];
}

/** Those of some variables that stand in the environment itself, where no file changes them. */
export function setOutside(
  names: readonly string[],
  variables: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  return names.filter((name) => variables[name]);
}

/** Variables that are called as if they were ours, and are none: slips in a name. */
export function unknownVariables(sources: ConfigSources = {}): readonly string[] {
  const { variables = process.env, envFile = '.env', platforms = [] } = sources;
  const file = readEnvFile(envFile);
  const names = [
    ...Object.keys(variables),
    ...Object.keys(file.kind === 'read' ? file.variables : {}),
  ];
  const prefixes = platforms.map(({ name }) => `QUNLI_${name.toUpperCase()}_`);
  return [...new Set(names)]
    .filter((name) => name.startsWith('QUNLI_') && !Object.hasOwn(VARIABLES, name))
    .filter((name) => !prefixes.some((prefix) => name.startsWith(prefix)))
    .sort();
}

type EnvFile =
  | { readonly kind: 'read'; readonly variables: NodeJS.Dict<string> }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

function readEnvFile(path: string): EnvFile {
  try {
    return { kind: 'read', variables: parseEnv(readFileSync(path, 'utf8')) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (why.startsWith('ENOENT')) return { kind: 'read', variables: {} };
    return { kind: 'wrong', problems: [`${path}: cannot be read (${why})`] };
  }
}

/** What a mirror says is checked by its signature, so that plain HTTP does no harm. */
function isMirror(address: string): boolean {
  return /^https?:\/\//.test(address) && URL.canParse(address);
}

function filled(variables: NodeJS.Dict<string>): NodeJS.Dict<string> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function problemOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`;
}

function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
  return z.enum(options, `must be one of ${options.join(', ')}`);
}
