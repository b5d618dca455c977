/**
 * `qunli connect`: a conversation in which somebody who has never done it connects a bot account:
 * what is risked, one question after the other, a trial, and what becomes of `.env`. Nothing is
 * written before the operator has seen all of it.
 */
import type { Writable } from 'node:stream';
import { parseEnv } from 'node:util';
import {
  type Answers,
  type Finding,
  type Interview,
  LANGUAGES,
  type Language,
  type Platform,
  plainWord,
} from '#kit';
import { type ConfiguredAccount, MOST_ACCOUNTS, twinOf } from '../accounts.ts';
import { type Config, setOutside } from '../config.ts';
import { openLog } from '../log.ts';
import { whoUses } from '../store/lock.ts';
import { type Draft, readDraft, variablesOf } from './connect/account-draft.ts';
import type { Asking } from './connect/asking.ts';
import { changedLines, valuesToWrite } from './connect/changes.ts';
import { contentOf, writeVariables } from './connect/env-file.ts';
import { complaintsAbout, interviewed } from './connect/interview.ts';
import { type ConnectText, connectText } from './connect/texts/index.ts';
import { Told } from './connect/told.ts';
import { chosenSlot, type Slot, slotsOf, usualSlot } from './connect/which-account.ts';
import { partsOf } from './create-bots.ts';
import { EXIT, Stop } from './stop.ts';

export interface ConnectOptions {
  readonly config: Config;
  readonly platforms: readonly Platform[];
  readonly language: Language;
  /** The platform's name; asked for when absent. */
  readonly wanted: string | undefined;
  /** The account to set up, such as `telegram-2`; asked for, or the first that is free. */
  readonly account?: string | undefined;
  /** `FIELD=VALUE`, as typed; these are not asked for. */
  readonly set: readonly string[];
  readonly envFile: string;
  readonly output: Writable;
  /** Absent where there is no terminal: then everything must be given. */
  readonly asking: Asking | undefined;
}

interface Conversation extends ConnectOptions {
  readonly text: ConnectText;
  readonly told: Told;
}

/** @throws Stop when the operator gives up, or something is given wrongly or does not work */
export async function connectCommand(options: ConnectOptions): Promise<void> {
  const { language, envFile } = options;
  const text = connectText(language);
  const talk: Conversation = { ...options, text, told: new Told(options.output) };
  const draft = await drafted(talk);
  const account = accountOf(draft, talk);
  await talk.told.say(text('trying', { account: account.account }));
  const found = await examined(account, talk);
  for (const finding of found) await talk.told.finding(finding);
  const isBroken = found.some(({ level }) => level === 'problem');
  await showChanges(draft, talk);
  await agree(isBroken, talk);
  writeVariables(envFile, valuesToWrite(draft, contentOf(envFile)));
  await talk.told.say(text('written', { file: envFile }));
  const outside = setOutside(Object.keys(variablesOf(draft)));
  if (outside.length > 0) {
    await talk.told.warn(text('overridden', { names: outside.join(', '), file: envFile }));
  }
  await talk.told.say(text(nextStep(isBroken, talk)));
}

/** A bot that runs keeps the settings with which it was started. */
function nextStep(isBroken: boolean, { config }: Conversation) {
  if (isBroken) return 'notYet';
  return whoUses(config.file) === undefined ? 'next' : 'startAnew';
}

async function drafted(talk: Conversation): Promise<Draft> {
  const { asking, language, set, text, told } = talk;
  const platform = await platformOf(talk);
  const given = givenFields(set, platform, text);
  const interview = platform.interview(language);
  await prepare(interview, talk);
  const slot = await slotFor({ platform, title: interview.title }, talk);
  const { steps } = interview;
  const fields: Answers | undefined = asking
    ? await interviewed({ platform, steps, given, asking, text })
    : given;
  if (fields === undefined) throw gaveUp(text);
  await told.say('');
  return { platform, account: slot.account, fields };
}

/** What is risked comes before the first question. */
async function prepare({ warning, before }: Interview, talk: Conversation): Promise<void> {
  const { asking, text, told } = talk;
  if (warning !== undefined) {
    await told.say('');
    await told.warn(warning);
    await told.say('');
    const agreed = await asking?.confirm({
      question: text('goOn'),
      ...buttons(text),
      preset: false,
    });
    if (asking && agreed !== true) throw gaveUp(text);
  }
  if (!asking) return;
  await told.say('');
  await told.say(before);
  await told.say('');
}

async function platformOf({ platforms, wanted, asking, text, language }: Conversation) {
  const options = platforms.map(({ name, interview }) => ({
    key: name,
    label: interview(language).title,
  }));
  const name = wanted ?? (await asking?.choose(text('whichPlatform'), options));
  const platform = platforms.find((one) => isCalled(one, name));
  if (platform) return platform;
  if (wanted === undefined && asking) throw gaveUp(text);
  const names = platforms.map((one) => one.name).join(', ');
  throw new Stop(EXIT.wrongUse, text('namePlatform', { names }));
}

/** By its name in code or by its title in any of our languages: «telegram», «Telegram», «微信». */
function isCalled({ name, interview }: Platform, typed: string | undefined): boolean {
  const titles = LANGUAGES.map((language) => interview(language).title);
  return typed !== undefined && [name, ...titles].map(plainWord).includes(plainWord(typed));
}

function givenFields(set: readonly string[], platform: Platform, text: ConnectText): Answers {
  return Object.fromEntries(
    set.map((pair) => {
      const at = pair.indexOf('=');
      const field = pair.slice(0, Math.max(0, at)).toUpperCase();
      if (field in platform.variables) return [field, pair.slice(at + 1)];
      const fields = Object.keys(platform.variables).join(', ');
      const known = { platform: platform.name, fields };
      const complaint =
        at < 0 ? text('fieldForm', { pair, ...known }) : text('noSuchField', { field, ...known });
      throw new Stop(EXIT.wrongUse, complaint);
    }),
  );
}

interface Named {
  readonly platform: Platform;
  readonly title: string;
}

async function slotFor({ platform, title }: Named, talk: Conversation): Promise<Slot> {
  const { account, asking, config, envFile, text } = talk;
  const variables = parseEnv(contentOf(envFile));
  const slots = slotsOf({ platform, accounts: config.accounts, variables });
  if (account !== undefined) {
    const named = slots.find((slot) => slot.account === account);
    if (named) return named;
    const accounts = slots.map((slot) => slot.account).join(', ');
    throw new Stop(EXIT.wrongUse, text('noSuchAccount', { typed: account, accounts }));
  }
  const slot = asking ? await chosenSlot(slots, { title, asking, text }) : usualSlot(slots);
  if (slot) return slot;
  if (asking) throw gaveUp(text);
  throw new Stop(EXIT.wrongUse, text('noRoom', { title, most: MOST_ACCOUNTS }));
}

function accountOf(draft: Draft, talk: Conversation): ConfiguredAccount {
  const { config, envFile, text } = talk;
  const [account] = readDraft(draft).accounts;
  if (!account) throw new Stop(EXIT.wrongUse, whyNot(draft, talk));
  const others = config.accounts.filter((other) => other.account !== draft.account);
  const twin = twinOf(account, others);
  if (!twin) return account;
  throw new Stop(EXIT.wrongUse, text('isTwin', { account: twin.account, file: envFile }));
}

/** In the operator's language where the interview has words for it. */
function whyNot(draft: Draft, { language, text }: Conversation): string {
  const { platform, account, fields } = draft;
  const { steps } = platform.interview(language);
  const complaints = complaintsAbout({ platform, steps, given: fields, text });
  if (complaints.length > 0) return complaints.join('\n');
  const { problems } = readDraft(draft);
  if (problems.length > 0) return problems.join('\n');
  const { keys } = platform;
  return text('incomplete', { account, needed: keys.join(' / '), field: keys[0] ?? '' });
}

async function examined(
  account: ConfiguredAccount,
  { config, language }: Conversation,
): Promise<readonly Finding[]> {
  const logOf = await openLog('silent', []);
  try {
    return await account.examine(partsOf(config, account, { logOf }), language);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [{ level: 'problem', what }];
  }
}

async function showChanges(draft: Draft, { envFile: file, text, told }: Conversation) {
  const lines = changedLines(draft, contentOf(file));
  await told.say('');
  await told.say(text(lines.length > 0 ? 'changes' : 'unchanged', { file }));
  await told.lines(lines);
}

/** Without anybody to ask, what works is written, and nothing else. */
async function agree(isBroken: boolean, { asking, envFile, text }: Conversation): Promise<void> {
  const question = isBroken ? text('keepBroken', { file: envFile }) : text('write');
  const answer = asking
    ? await asking.confirm({ question, ...buttons(text), preset: !isBroken })
    : !isBroken;
  if (answer !== true) throw gaveUp(text);
}

function buttons(text: ConnectText) {
  return { yes: text('yes'), no: text('no') };
}

function gaveUp(text: ConnectText): Stop {
  return new Stop(EXIT.failed, text('nothingWritten'));
}
