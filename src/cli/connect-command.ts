/**
 * `qunli connect`: asks for what a platform needs, tries it for real, explains what is missing, and
 * writes it into `.env`. Nothing is written before the operator has seen what was found.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import picocolors from 'picocolors';
import type { Platform, Finding as PlatformFinding } from '#kit';
import { accountName, type ConfiguredAccount, twinOf } from '../accounts.ts';
import type { Config } from '../config.ts';
import { openLog } from '../log.ts';
import {
  askedFields,
  type Draft,
  freeNumber,
  readDraft,
  variablesOf,
} from './connect/account-draft.ts';
import { withVariables } from './connect/env-file.ts';
import { partsOf } from './create-bots.ts';
import { shown } from './doctor/finding.ts';
import { asFinding } from './doctor/platforms.ts';
import { LineWriter } from './line-writer.ts';
import { EXIT, Stop } from './stop.ts';

/** How questions are asked; each answers `undefined` when the operator gives up. */
export interface Asking {
  choose(message: string, options: readonly string[]): Promise<string | undefined>;
  field(message: string, isSecret: boolean): Promise<string | undefined>;
  confirm(message: string): Promise<boolean | undefined>;
}

export interface ConnectOptions {
  readonly config: Config;
  readonly platforms: readonly Platform[];
  /** The platform's name; asked for when absent. */
  readonly wanted: string | undefined;
  /** `FIELD=VALUE`, as typed; these are not asked for. */
  readonly set: readonly string[];
  readonly envFile: string;
  readonly output: Writable;
  /** Absent where there is no terminal: then everything must be given. */
  readonly asking: Asking | undefined;
}

/** Readable and writable by the operator alone: it holds tokens. */
const SECRET_MODE = 0o600;

/** @throws Stop when the operator gives up, or something is given wrongly or does not work */
export async function connectCommand(options: ConnectOptions): Promise<void> {
  const out = new LineWriter(options.output);
  const draft = await drafted(options);
  const account = accountOf(draft);
  const twin = twinOf(account, options.config.accounts);
  if (twin) {
    const where = `what it is set to stands in ${options.envFile}`;
    throw new Stop(EXIT.wrongUse, `This is ${twin.account}, which is connected already; ${where}.`);
  }
  await out.write(`Trying ${account.account} …`);
  const found = await examined(options.config, account);
  for (const finding of found) {
    await out.write(shown(asFinding(account.account, finding), picocolors.isColorSupported));
  }
  const isBroken = found.some(({ level }) => level === 'problem');
  if (isBroken) await askWhetherToKeep(options);
  write(options.envFile, draft);
  const names = Object.keys(variablesOf(draft)).join(', ');
  await out.write(`Written to ${options.envFile}: ${names}`);
  await out.write(isBroken ? NOT_YET : '«npm start» now runs the bot there.');
}

const NOT_YET = 'Once that is mended, «npx qunli doctor» tells whether it works; then «npm start».';

async function drafted(options: ConnectOptions): Promise<Draft> {
  const platform = await platformOf(options);
  const given = givenFields(options.set, platform);
  const fields: Record<string, string> = {};
  for (const [field, { about, isSecret = false }] of askedFields(platform)) {
    const answer = given[field] ?? (await options.asking?.field(`${field}: ${about}`, isSecret));
    if (answer === undefined && options.asking) throw gaveUp();
    if (answer) fields[field] = answer;
  }
  const number = freeNumber(options.config.accounts, platform);
  return { platform, number, fields: { ...fields, ...given } };
}

async function platformOf({ platforms, wanted, asking }: ConnectOptions): Promise<Platform> {
  const names = platforms.map(({ name }) => name);
  const name = wanted ?? (await asking?.choose('Which platform?', names));
  const platform = platforms.find((one) => one.name === name);
  if (platform) return platform;
  if (wanted === undefined && asking) throw gaveUp();
  throw new Stop(EXIT.wrongUse, `Name a platform: ${names.join(', ')}`);
}

function givenFields(set: readonly string[], platform: Platform): Record<string, string> {
  return Object.fromEntries(
    set.map((pair) => {
      const at = pair.indexOf('=');
      const field = pair.slice(0, Math.max(0, at)).toUpperCase();
      if (field in platform.variables) return [field, pair.slice(at + 1)];
      const fields = Object.keys(platform.variables).join(', ');
      throw new Stop(EXIT.wrongUse, `${pair}: write FIELD=VALUE; ${platform.name} has ${fields}`);
    }),
  );
}

function accountOf(draft: Draft): ConfiguredAccount {
  const { accounts, problems } = readDraft(draft);
  const [account] = accounts;
  if (account) return account;
  const needed = draft.platform.keys.join(' or ');
  if (problems.length > 0) throw new Stop(EXIT.wrongUse, problems.join('\n'));
  const why = `${needed} must be filled in (without a terminal: --set ${draft.platform.keys[0]}=…)`;
  throw new Stop(EXIT.wrongUse, `${accountName(draft)} is not complete: ${why}`);
}

async function examined(
  config: Config,
  account: ConfiguredAccount,
): Promise<readonly PlatformFinding[]> {
  const logOf = await openLog('silent', []);
  try {
    return await account.examine(partsOf(config, account, { logOf }));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [{ level: 'problem', what }];
  }
}

async function askWhetherToKeep({ asking, envFile }: ConnectOptions): Promise<void> {
  const isKept = await asking?.confirm(
    `This does not work yet. Write it to ${envFile} all the same?`,
  );
  if (isKept !== true) throw new Stop(EXIT.failed, 'Nothing was written.');
}

function write(envFile: string, draft: Draft): void {
  const before = existsSync(envFile) ? readFileSync(envFile, 'utf8') : '';
  // Written beside and put in place whole; an older file may have been readable by anybody.
  const fresh = `${envFile}.new`;
  writeFileSync(fresh, withVariables(before, variablesOf(draft)), { mode: SECRET_MODE });
  renameSync(fresh, envFile);
}

function gaveUp(): Stop {
  return new Stop(EXIT.failed, 'Nothing was written.');
}
