/**
 * A member who checks in, comes late, makes up, takes leave and comes back, at random for months:
 * after each step all that is kept and shown is compared with what the dated days alone say.
 */
import { expect, test } from 'vitest';
import { instantOf, type MemberId, type Random, seededRandom } from '#kit';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { checkin } from './index.ts';
import { cardsOf } from './store/cards.ts';
import { totalOf } from './store/totals.ts';

const features = [checkin];
const STEPS = 90;
const HOUR = 3_600_000;
const PRICE = 2;
const MILESTONES = [
  { streak: 3, points: 7, cards: 0 },
  { streak: 5, points: 11, cards: 1 },
  { streak: 12, points: 40, cards: 0 },
];
const TOTALS = [{ days: 10, points: 13 }];
const settings = {
  'checkin.milestones': MILESTONES,
  'checkin.totals': TOTALS,
  'checkin.randomExtra': 2,
  'checkin.makeUp': { price: PRICE, perMonth: 9, lastDays: 6 },
  'checkin.leave': { perMonth: 9, mostDays: 3 },
};

test.each(['none', 'week', 'month'] as const)(
  'whatever a member does, the figures are what the days say (cycle: %s)',
  async (cycle) => {
    const own = { ...settings, 'checkin.cycle': cycle };
    await using chat = await openChat({ features, settings: own, seed: cycle });
    const ming = chat.member('小明');
    const random = seededRandom('law', cycle);
    await ming.says('早');
    const member = await chat.idOf(ming);
    let before = await read(chat, member);
    for (let step = 0; step < STEPS; step += 1) {
      const did = await act(chat, ming, random);
      const after = await read(chat, member);
      expect(findings({ before, after, cycle }), `step ${step}: ${did}`).toEqual([]);
      before = after;
    }
    expect(before.days.size).toBeGreaterThan(25);
    const kinds = new Set([...before.days.values()].map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['own', 'madeUp', 'leave']));
    expect(chat.errors).toEqual([]);
  },
);

async function act(chat: Chat, ming: ChatMember, random: Random): Promise<string> {
  await chat.advance({ hours: random.pick([1, 3, 9, 24, 24, 24, 30]) });
  const late = instantOf(chat.now() - random.int(0, 24) * HOUR);
  const daysAgo = new Date(chat.now() - random.int(0, 8) * 24 * HOUR).toISOString().slice(0, 10);
  const [text, at] = random.pick([
    ['签到', chat.now()],
    ['签到', chat.now()],
    ['签到', chat.now()],
    ['签到', late],
    ['签到', late],
    [`补签 ${daysAgo}`, chat.now()],
    [`补签 ${daysAgo}`, chat.now()],
    [`请假 ${random.int(1, 4)}`, chat.now()],
    ['销假', late],
  ] as const);
  await ming.says(text, { at });
  const answer = chat.rest().at(-1)?.text;
  return `${new Date(at).toISOString()} ${text}: ${answer}`;
}

interface Row {
  readonly kind: unknown;
  readonly streak: unknown;
  readonly points: number;
}

async function read(chat: Chat, member: MemberId) {
  const { reader } = chat.app.store;
  const community = (await reader.people.find(member))?.community ?? expect.unreachable();
  const rows = exportedRows(chat, { what: 'checkins' });
  const days = new Map(
    rows.map(({ day, kind, streak, points }): [string, Row] => [
      String(day),
      { kind, streak, points: Number(points) },
    ]),
  );
  return {
    rows: rows.length,
    days,
    entries: await reader.ledger.entriesOf(member, { limit: 1_000 }),
    balance: await reader.ledger.balanceOf(member),
    total: await totalOf(reader, { community, member }),
    cards: await cardsOf(reader, member),
    madeUp: await madeUpByCard(chat, member),
  };
}

type State = Awaited<ReturnType<typeof read>>;

/** How many days were paid for with a card, from the person's own data. */
async function madeUpByCard(chat: Chat, member: MemberId): Promise<number> {
  const known = await checkin.personal?.export(chat.app.store.reader, member);
  const text = JSON.stringify(known?.makeUpCards ?? []);
  return [...text.matchAll(/madeUp:/g)].length;
}

type Cycle = 'none' | 'week' | 'month';

interface Change {
  readonly before: State;
  readonly after: State;
  readonly cycle: Cycle;
}

/** Everything that is not as the days say it must be; nothing when all is well. */
function findings({ before, after, cycle }: Change): readonly string[] {
  const counted = [...after.days.values()].filter(({ kind }) => kind !== 'leave');
  const entriesOf = (prefix: string) => after.entries.filter(({ reason }) => reason === prefix);
  const brought = sum(counted.map(({ points }) => points));
  const paid = entriesOf('checkin.makeUp').length;
  const milestones = entriesOf('checkin.milestone');
  const facts: readonly (readonly [string, unknown, unknown])[] = [
    ['one row a day', after.rows, after.days.size],
    ['the total', after.total, counted.length],
    ['the balance', after.balance, brought - paid * PRICE],
    ['what was paid', after.balance, sum(after.entries.map(({ points }) => points))],
    ['streaks', streaksTold(after.days), streaksCounted(after.days)],
    ['milestones', newMilestones(before, after), milestonesReached({ before, after, cycle })],
    ['cards', after.cards, sum(milestones.map(cardsFor)) - after.madeUp],
    ['no card is owed', after.cards >= 0, true],
    ['the total bonus', entriesOf('checkin.total').length, counted.length >= 10 ? 1 : 0],
    ['made up days', paid + after.madeUp, counted.filter(({ kind }) => kind === 'madeUp').length],
  ];
  return facts
    .filter(([, is, should]) => JSON.stringify(is) !== JSON.stringify(should))
    .map(([what, is, should]) => `${what}: ${JSON.stringify(is)} ≠ ${JSON.stringify(should)}`);
}

type Days = State['days'];

function streaksTold(days: Days) {
  return [...days].map(([day, { streak }]) => [day, streak]);
}

/** From each day back to the first one that is missing. */
function streaksCounted(days: Days) {
  return [...days.keys()].map((day) => [day, countFrom(days, day, -1)]);
}

function countFrom(days: Days, from: string, step: number): number {
  let counted = 0;
  for (let at = from; days.has(at); at = shifted(at, step)) {
    if (days.get(at)?.kind !== 'leave') counted += 1;
  }
  return counted;
}

function runAround(days: Days, day: string): number {
  return days.has(day) ? countFrom(days, day, -1) + countFrom(days, shifted(day, 1), 1) : 0;
}

/** What the one day that now counts has reached within its cycle. */
function milestonesReached({ before, after, cycle }: Change): readonly number[] {
  const isNew = ([day, { kind }]: [string, Row]) =>
    kind !== 'leave' && (before.days.get(day)?.kind ?? 'leave') === 'leave';
  return [...after.days].filter(isNew).flatMap(([day]) => {
    const was = within(before.days, cycleOf(day, cycle), cycle);
    const is = within(after.days, cycleOf(day, cycle), cycle);
    const pieces = [day, shifted(day, -1), shifted(day, 1)].map((piece) => runAround(was, piece));
    const reached = runAround(is, day);
    return MILESTONES.map(({ streak }) => streak).filter(
      (streak) => Math.max(...pieces) < streak && streak <= reached,
    );
  });
}

function within(days: Days, name: string, cycle: Cycle): Days {
  return new Map([...days].filter(([day]) => cycleOf(day, cycle) === name));
}

/** The month's name, or the date of the week's Monday. */
function cycleOf(date: string, cycle: Cycle): string {
  if (cycle === 'none') return '';
  const sinceMonday = (new Date(date).getUTCDay() + 6) % 7;
  return cycle === 'month' ? date.slice(0, 7) : shifted(date, -sinceMonday);
}

function newMilestones(before: State, after: State): readonly number[] {
  const known = new Set(before.entries.map(({ seq }) => seq));
  return after.entries
    .filter(({ seq, reason }) => reason === 'checkin.milestone' && !known.has(seq))
    .map(({ once }) => Number(once.split(':')[2]))
    .sort((a, b) => a - b);
}

function cardsFor({ once }: { readonly once: string }): number {
  return MILESTONES.find(({ streak }) => streak === Number(once.split(':')[2]))?.cards ?? 0;
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 24 * HOUR).toISOString().slice(0, 10);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
