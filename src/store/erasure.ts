/**
 * Takes a person out of what is still under way when they are erased: letters that were not sent
 * yet, open questions, due items, notes. It knows nothing of features and their tables.
 */

import { sql } from 'kysely';
import {
  displayName,
  type Given,
  type GroupId,
  type MemberId,
  type Outgoing,
  type Piece,
  parseDay,
  read,
  write,
} from '#kit';
import { forgetAllDigests } from './doubtful.ts';
import { accountsOf, namesOf } from './people-queries.ts';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

/** By what a person can be recognised. */
export interface Traits {
  readonly accounts: readonly { readonly platform: string; readonly id: string }[];
  readonly names: readonly string[];
}

/** Stands where a name stood. */
const NOBODY = '…';
/**
 * A shorter name is also a word or a figure in other people's sentences, and names nobody there.
 */
const SHORTEST_NAME = 2;
/** Platforms number their accounts with more digits than a year or an amount has. */
const SHORTEST_ACCOUNT = 5;
/** One word of plain letters, figures and signs. */
const CODE = /^[\w.:+-]*$/;

/** @param members the same person in every community; to be asked before they are erased */
export function traitsOf(connection: Statements, members: readonly MemberId[]): Traits {
  const rows = members.flatMap((member) => connection.all(accountsOf, { member }));
  const named = members.flatMap((member) => connection.all(namesOf, { member }));
  const names = named.flatMap(({ name }) => [name, displayName(name)]);
  return {
    accounts: rows.flatMap(({ platform, platform_id }) =>
      platform_id === null ? [] : [{ platform, id: platform_id }],
    ),
    names: [...new Set(names)]
      .filter((name) => [...name].length >= SHORTEST_NAME)
      .sort((a, b) => b.length - a.length),
  };
}

/** The number of the newest letter; 0 when there is none. */
export function newestLetter(connection: Statements): number {
  return connection.get(lastLetter, {})?.id ?? 0;
}

/**
 * Rewrites whatever names the person; letters to the person alone are dropped.
 * @param letters the newest letter that was written before the erasure: the farewell comes later
 */
export function eraseTraces(
  connection: Statements,
  { traits, letters }: { traits: Traits; letters: number },
): void {
  for (const { platform, id } of traits.accounts) {
    connection.run(dropLetters, { platform, lane: `p:${id}`, upTo: letters });
  }
  // A digest says nothing to whoever cannot guess the words, but it is of words that name them.
  connection.run(forgetAllDigests, {});
  rewriteLetters(connection, traits);
  rewritePushes(connection, traits);
  rewriteDueItems(connection, traits);
  rewriteQuestions(connection, traits);
  for (const name of traits.names) connection.run(rewriteNotes, { name, nobody: NOBODY });
}

function rewriteLetters(connection: Statements, traits: Traits): void {
  for (const { id, body } of connection.all(openLetters, {})) {
    if (body === null) continue;
    const action: Outgoing = JSON.parse(body);
    const clean = JSON.stringify(letterWithout(action, traits));
    if (clean !== body) connection.run(rewriteLetter, { id, body: clean });
  }
}

function rewritePushes(connection: Statements, traits: Traits): void {
  for (const { id, body } of connection.all(waitingPushes, {})) {
    if (body === null) continue;
    const action: Outgoing = JSON.parse(body);
    const clean = JSON.stringify(letterWithout(action, traits));
    if (clean !== body) connection.run(rewritePush, { id, body: clean });
  }
}

function rewriteDueItems(connection: Statements, traits: Traits): void {
  for (const { id, data } of connection.all(dueData, {})) {
    const clean = jsonWithout(data, traits);
    if (clean !== data) connection.run(rewriteDue, { id, data: clean });
  }
}

function rewriteQuestions(connection: Statements, traits: Traits): void {
  for (const row of connection.all(questions, {})) {
    const choices = labelsWithout(row.choices, traits);
    const data = jsonWithout(row.data, traits);
    if (choices === row.choices && data === row.data) continue;
    connection.run(rewriteQuestion, { group: row.group_id, member: row.member_id, choices, data });
  }
}

function letterWithout(action: Outgoing, traits: Traits): Outgoing {
  if (action.do !== 'say') return action;
  const { pieces, choices, poll } = action;
  return {
    ...action,
    ...(poll ? { poll: { ...poll, title: textWithout(poll.title, traits) } } : {}),
    pieces: pieces.map((piece) => pieceWithout(piece, traits)),
    choices: choices?.map((one) => ({ ...one, label: textWithout(one.label, traits) })),
  };
}

function pieceWithout(piece: Piece, traits: Traits): Piece {
  if (typeof piece === 'string') return textWithout(piece, traits);
  const isThem = traits.accounts.some(({ id }) => id === piece.mention);
  return isThem ? NOBODY : { ...piece, name: textWithout(piece.name, traits) };
}

/** The key of a choice is a feature's own word («yes», a date): people read only its label. */
function labelsWithout(json: string, traits: Traits): string {
  const choices: readonly { readonly key: string; readonly label: string }[] = JSON.parse(json);
  return JSON.stringify(
    choices.map(({ key, label }) => ({ key, label: textWithout(label, traits) })),
  );
}

function jsonWithout(json: string, traits: Traits): string {
  return JSON.stringify(valueWithout(JSON.parse(json), traits));
}

/**
 * Keys are a feature's own words, and so are values that look like codes (dates, numbers, «yes»):
 * somebody may be called the same, but names stand among free words.
 */
function valueWithout(value: unknown, traits: Traits): unknown {
  if (typeof value === 'string') {
    return CODE.test(value) ? codeWithout(value, traits) : textWithout(value, traits);
  }
  if (Array.isArray(value)) return value.map((item) => valueWithout(item, traits));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, valueWithout(item, traits)]),
  );
}

/** A code is left as it is, unless it is the very account and no word that others use. */
function codeWithout(code: string, { accounts }: Traits): string {
  const isWord = code.length < SHORTEST_ACCOUNT || parseDay(code) !== undefined;
  return !isWord && accounts.some(({ id }) => id === code) ? NOBODY : code;
}

function textWithout(text: string, { accounts, names }: Traits): string {
  if (accounts.some(({ id }) => id === text)) return NOBODY;
  return names.reduce((rest, name) => rest.replaceAll(name, NOBODY), text);
}

const lastLetter = read((_: Given<object>) =>
  core.selectFrom('outbox').select('id').orderBy('id', 'desc').limit(1),
);

const dropLetters = write((p: Given<{ platform: string; lane: string; upTo: number }>) =>
  core
    .deleteFrom('outbox')
    .where('platform', '=', p.platform)
    .where('lane', '=', p.lane)
    .where('id', '<=', p.upTo),
);

const openLetters = read((_: Given<object>) =>
  core
    .selectFrom('outbox')
    .select(['id', 'body'])
    .where(sql<boolean>`state in ('planned', 'sending')`),
);

const rewriteLetter = write((p: Given<{ id: number; body: string }>) =>
  core.updateTable('outbox').set({ body: p.body }).where('id', '=', p.id),
);

const waitingPushes = read((_: Given<object>) =>
  core.selectFrom('pushes').select(['id', 'body']).where('body', 'is not', null),
);

const rewritePush = write((p: Given<{ id: number; body: string }>) =>
  core.updateTable('pushes').set({ body: p.body }).where('id', '=', p.id),
);

const dueData = read((_: Given<object>) => core.selectFrom('due_items').select(['id', 'data']));

const rewriteDue = write((p: Given<{ id: number; data: string }>) =>
  core.updateTable('due_items').set({ data: p.data }).where('id', '=', p.id),
);

const questions = read((_: Given<object>) =>
  core.selectFrom('dialogues').select(['group_id', 'member_id', 'choices', 'data']),
);

interface Question {
  group: GroupId | 0;
  member: MemberId;
  choices: string;
  data: string;
}

const rewriteQuestion = write((p: Given<Question>) =>
  core
    .updateTable('dialogues')
    .set({ choices: p.choices, data: p.data })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member),
);

const rewriteNotes = write((p: Given<{ name: string; nobody: string }>) =>
  core
    .updateTable('ledger_notes')
    .set({ note: sql`replace(note, ${p.name}, ${p.nobody})` })
    .where(sql<boolean>`instr(note, ${p.name}) > 0`),
);
