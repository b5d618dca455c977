/**
 * The matrix of rights, drawn from the descriptions of all built-in features: every command, typed
 * by every role, in the group and in private, does what its description says, and nothing else.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FileRoom, mayActAs, ROLES, type Role } from '#kit';
import { features } from '../commands/index.ts';
import { type KnownCommand, wordsIn } from '../src/runtime/registry.ts';
import { coreLabel, coreText } from '../src/runtime/texts/index.ts';
import { openForReading } from '../src/store/open.ts';
import type { Connection } from '../src/store/sqlite.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

const PLACES = ['group', 'private'] as const;
type Place = (typeof PLACES)[number];

const commands: readonly KnownCommand[] = features.flatMap((feature) =>
  Object.entries(feature.commands ?? {}).map(([key, command]) => ({ feature, key, command })),
);
const text = coreText('zh-CN');

interface Cell {
  readonly known: KnownCommand;
  readonly role: Role;
  readonly place: Place;
}

function cellsOf(known: KnownCommand): readonly Cell[] {
  return ROLES.flatMap((role) => PLACES.map((place) => ({ known, role, place })));
}

function wordOf({ feature, key }: KnownCommand): string {
  return wordsIn(feature, key, 'zh-CN')[0] ?? '';
}

/** What the description says must be answered; undefined where the command itself answers. */
function refusalIn({ known, role, place }: Cell): string | undefined {
  const { place: allowed = 'both', role: needed = 'member' } = known.command;
  const word = wordOf(known);
  if (allowed !== 'both' && allowed !== place) {
    return allowed === 'group' ? text('groupOnly', { word }) : text('privateOnly');
  }
  if (mayActAs(role, needed)) return undefined;
  return text('noRight', { word, role: coreLabel('zh-CN', needed) ?? needed });
}

/** Sentences that only the gate says. */
const refusals: ReadonlySet<string> = new Set(
  commands.flatMap(cellsOf).flatMap((cell) => refusalIn(cell) ?? []),
);

const noFiles: FileRoom = {
  keep: async ({ name }) => name,
  writeText: async ({ name }) => name,
  writeExport: async ({ name }) => name,
  remove: async () => undefined,
};

let chat: Chat;
let looking: Connection;
const people = new Map<string, ChatMember>();

/** One person a role and place, so that nobody has to wait for anybody's cooldown. */
function personOf({ role, place }: Pick<Cell, 'role' | 'place'>): ChatMember {
  const known = people.get(`${role} ${place}`) ?? chat.member(`${role}-${place}`);
  people.set(`${role} ${place}`, known);
  return known;
}

async function give(member: ChatMember, role: Role): Promise<void> {
  await member.says('大家好');
  if (role === 'owner' || role === 'admin') return member.becomes(role);
  if (role === 'member') return;
  const id = await chat.idOf(member);
  await chat.app.store.write(chat.now(), (tx) => tx.people.giveRole(id, role));
}

beforeAll(async () => {
  chat = await openChat({ features, files: noFiles });
  looking = openForReading(join(chat.folder, 'qunli.db'));
  for (const role of ROLES) {
    for (const place of PLACES) await give(personOf({ role, place }), role);
  }
  chat.rest();
});

afterAll(async () => {
  looking.close();
  await chat.close();
});

describe('every command, typed by five roles in the group and in private, answers as described', () => {
  test.for(commands.map((known) => [`${known.feature.name}: ${wordOf(known)}`, known] as const))(
    '%s',
    async ([, known]) => {
      // Nobody floods and nobody has to wait.
      await chat.advance({ minutes: 2 });
      for (const cell of cellsOf(known)) await check(cell);
    },
  );

  test('and none of them hits a bug', () => {
    expect(commands.length).toBeGreaterThan(20);
    expect(chat.errors).toEqual([]);
  });
});

async function check(cell: Cell): Promise<void> {
  const name = `${cell.role} in ${cell.place}`;
  const before = state();
  const answers = await answersTo(cell);
  const refusal = refusalIn(cell);
  if (refusal === undefined) {
    expect(answers.length, name).toBeGreaterThan(0);
    expect(
      answers.filter((answer) => refusals.has(answer)),
      name,
    ).toEqual([]);
    return;
  }
  expect(answers, name).toEqual([refusal]);
  expect(state(), name).toBe(before);
}

async function answersTo(cell: Cell): Promise<readonly string[]> {
  const member = personOf(cell);
  const typed = `/${wordOf(cell.known)}`;
  chat.rest();
  await (cell.place === 'group' ? member.says(typed) : member.whispers(typed));
  // Answers to many at once may be collected for some seconds.
  const answers = chat.rest();
  if (answers.length === 0) await chat.advance({ seconds: 30 });
  return [...answers, ...chat.rest()].map(({ text: said }) => said);
}

/**
 * What a command can change: points, settings, roles, questions, plans. Talk itself counts always.
 */
const TABLES = ['ledger_entries', 'settings', 'audit', 'dialogues', 'members', 'due_items'];

function state(): string {
  return JSON.stringify(
    TABLES.map((table) => [...looking.iterate({ sql: `select * from ${table}`, parameters: [] })]),
  );
}
