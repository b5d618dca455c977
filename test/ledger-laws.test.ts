/**
 * The laws of the ledger (流水): whatever happens, the books balance, and who edits them is found.
 */
import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Given,
  instantOf,
  type Ledger,
  type MemberId,
  type Posting,
  type PostOutcome,
  type Random,
  read,
  seededRandom,
} from '#kit';
import { checkLedger } from '../src/store/ledger-check.ts';
import { Connection } from '../src/store/sqlite.ts';
import { core } from '../src/store/tables.ts';
import { type Books, openBooks, START } from './ledger-books.ts';

const SEEDS = 20;
const STEPS = 20;
const OPERATIONS_PER_STEP = 250;
const HOUR_MS = 3_600_000;

let books: Books;

beforeEach(async () => {
  books = await openBooks();
});

afterEach(() => books.close());

/** What the books must say: kept by the test in the simplest possible way. */
class Expected {
  readonly balances = new Map<MemberId, number>();
  readonly postings: (Posting & { readonly seq: number; readonly balance: number })[] = [];
  readonly reversals = new Map<number, { readonly seq: number; readonly balance: number }>();
  readonly owing = new Set<MemberId>();

  balanceOf(member: MemberId): number {
    return this.balances.get(member) ?? 0;
  }

  /** What posting must answer. */
  post(posting: Posting): PostOutcome {
    const before = this.balanceOf(posting.member);
    const balance = before + posting.points;
    if (posting.points < 0 && balance < 0 && !posting.mayOwe) {
      return { kind: 'short', balance: before };
    }
    const seq = this.postings.length + 1;
    this.balances.set(posting.member, balance);
    this.postings.push({ ...posting, seq, balance });
    if (posting.mayOwe) this.owing.add(posting.member);
    return { kind: 'posted', seq, balance };
  }

  reverse(seq: number, mayOwe: boolean): PostOutcome {
    const done = this.reversals.get(seq);
    if (done) return { ...done, kind: 'repeated' };
    const original = this.postings[seq - 1];
    assert(original);
    const { member, points } = original;
    const outcome = this.post({ member, points: -points, reason: 'back', once: '', mayOwe });
    if (outcome.kind === 'posted') this.reversals.set(seq, outcome);
    return outcome;
  }
}

type Operation = (ledger: Ledger, expected: Expected, random: Random) => Promise<void>;

const post: Operation = async (ledger, expected, random) => {
  const posting = aPosting(expected, random);
  assert.deepEqual(await ledger.post(posting), expected.post(posting));
};

/** Both sides or neither. */
const give: Operation = async (ledger, expected, random) => {
  const { once, member, points } = aPosting(expected, random);
  const size = Math.abs(points);
  const sent = { member, points: -size, reason: 'sent', once: `${once}:s`, reference: once };
  const outcome = await ledger.post(sent);
  assert.deepEqual(outcome, expected.post(sent));
  if (outcome.kind !== 'posted') return;
  const received = { ...sent, member: aMember(random), points: size, once: `${once}:r` };
  assert.deepEqual(await ledger.post(received), expected.post(received));
};

const repeat: Operation = async (ledger, expected, random) => {
  const known = anEarlier(expected, random);
  if (!known) return;
  const { seq, balance, ...posting } = known;
  assert.deepEqual(await ledger.post(posting), { kind: 'repeated', seq, balance });
};

const contradict: Operation = async (ledger, expected, random) => {
  const known = anEarlier(expected, random);
  if (!known) return;
  const { seq: _seq, balance: _balance, ...posting } = known;
  const other = random.pick<Partial<Posting>>([
    { points: posting.points === 1 ? 2 : 1 },
    { member: books.members.find(({ id }) => id !== posting.member)?.id ?? posting.member },
    { reason: 'other' },
    { reference: 'other' },
    { operator: aMember(random) },
  ]);
  const posted = ledger.post({ ...posting, ...other, mayOwe: true });
  await assert.rejects(posted, { code: 'ledger-conflict' });
};

const reverse: Operation = async (ledger, expected, random) => {
  if (expected.postings.length === 0) return;
  const seq = random.int(1, expected.postings.length);
  const mayOwe = random.int(0, 1) === 1;
  const outcome = await ledger.reverse(seq, { reason: 'back', mayOwe });
  assert.deepEqual(outcome, expected.reverse(seq, mayOwe));
};

const OPERATIONS = [post, post, post, post, post, give, repeat, contradict, reverse];

function aPosting(expected: Expected, random: Random): Posting {
  const sign = random.int(0, 2) === 0 ? -1 : 1;
  return {
    member: aMember(random),
    points: sign * (random.int(0, 50) === 0 ? 1_000_000_000 : random.int(1, 500)),
    reason: random.pick(['chat', 'checkin', 'award']),
    once: `p:${expected.postings.length}:${random.int(0, 1_000_000_000)}`,
    mayOwe: random.int(0, 20) === 0,
  };
}

/** One that was posted under a key of its own, not as a reversal. */
function anEarlier({ postings }: Expected, random: Random) {
  const known = postings.length > 0 ? random.pick(postings) : undefined;
  return known?.once === '' ? undefined : known;
}

function aMember(random: Random): MemberId {
  return random.pick(books.members).id;
}

test.for(Array.from({ length: SEEDS }, (_, seed) => seed))(
  '5,000 random postings, gifts, repetitions and reversals balance (seed %i)',
  async (seed) => {
    const random = seededRandom('ledger', String(seed));
    const expected = new Expected();
    for (let step = 0; step < STEPS; step += 1) {
      const at = instantOf(START + step * 7 * HOUR_MS);
      await books.store.transact(async (unit) => {
        await unit.step(at, ({ ledger }) => operate(ledger, expected, random));
        await expect(unit.step(at, ({ ledger }) => fail(ledger, random))).rejects.toThrow('a bug');
      });
    }
    expect(checkLedger(books.database.writer)).toEqual([]);
    await expectBalances(expected);
  },
);

async function operate(ledger: Ledger, expected: Expected, random: Random): Promise<void> {
  for (let done = 0; done < OPERATIONS_PER_STEP; done += 1) {
    await random.pick(OPERATIONS)(ledger, expected, random);
  }
}

/** Posts, and then breaks: nothing of it may stay. */
async function fail(ledger: Ledger, random: Random): Promise<void> {
  for (const { id } of books.members) {
    await ledger.post({
      member: id,
      points: 7,
      reason: 'lost',
      once: `x:${random.int(0, 2 ** 30)}`,
    });
  }
  throw new Error('a bug');
}

const sums = read((_: Given<object>) =>
  core
    .selectFrom('ledger_entries')
    .select((pick) => ['member_id', pick.fn.sum<number>('points').as('points')])
    .groupBy('member_id'),
);
const treasury = read((_: Given<object>) =>
  core.selectFrom('treasuries').select((pick) => pick.fn.sum<number>('balance').as('balance')),
);

async function expectBalances(expected: Expected): Promise<void> {
  const { reader } = books.store;
  let all = 0;
  for (const { member_id, points } of await reader.all(sums, {})) {
    expect(points).toBe(expected.balanceOf(member_id));
    expect(await reader.ledger.balanceOf(member_id)).toBe(points);
    if (!expected.owing.has(member_id)) expect(points).toBeGreaterThanOrEqual(0);
    all += points;
  }
  expect((await reader.get(treasury, {}))?.balance).toBe(-all);
}

test('1,000 spends of 100 at once from 10,000: exactly 100 succeed', async () => {
  const [member] = books.members;
  assert(member);
  const spend = (points: number, once: string) =>
    books.store.write(START, ({ ledger }) =>
      ledger.post({ member: member.id, points, reason: 'test', once }),
    );
  await spend(10_000, 'income');
  const attempts = Array.from({ length: 1_000 }, (_, index) => spend(-100, `spend:${index}`));
  const outcomes = await Promise.all(attempts);
  expect(outcomes.filter(({ kind }) => kind === 'posted')).toHaveLength(100);
  expect(outcomes.filter(({ kind }) => kind === 'short')).toHaveLength(900);
  expect(await books.store.reader.ledger.balanceOf(member.id)).toBe(0);
});

test('points that are no whole numbers within bounds never reach the books', async () => {
  const [member] = books.members;
  assert(member);
  const wrong = [0, 0.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 1e9 + 1];
  for (const points of wrong) {
    const posting = { member: member.id, points, reason: 'test', once: `wrong:${points}` };
    const posted = books.store.write(START, ({ ledger }) => ledger.post(posting));
    await expect(posted).rejects.toThrow(RangeError);
  }
  expect(await books.store.reader.ledger.entriesOf(member.id, { limit: 1 })).toEqual([]);
});

const EDITS = 1_000;
const ENTRIES = 60;

test('1,000 edits behind the back of the program are all found', async () => {
  await fill();
  const intruder = new Connection(books.file, 'write');
  try {
    intruder.exec('pragma foreign_keys = off');
    expect(checkLedger(intruder)).toEqual([]);
    const random = seededRandom('ledger', 'edits');
    for (let edit = 0; edit < EDITS; edit += 1) expectFound(intruder, anEdit(random));
    expect(checkLedger(intruder)).toEqual([]);
  } finally {
    intruder.close();
  }
});

async function fill(): Promise<void> {
  const random = seededRandom('ledger', 'fill');
  const expected = new Expected();
  for (let day = 0; expected.postings.length < ENTRIES; day += 1) {
    const at = instantOf(START + day * 24 * HOUR_MS);
    await books.store.write(at, async ({ ledger }) => {
      for (let count = 0; count < 10; count += 1) {
        await random.pick([post, post, give, reverse])(ledger, expected, random);
      }
    });
  }
}

function expectFound(intruder: Connection, edit: string): void {
  intruder.exec('begin');
  intruder.exec('drop trigger ledger_entries_stay; drop trigger ledger_entries_remain;');
  try {
    intruder.exec(edit);
    expect(checkLedger(intruder), edit).not.toEqual([]);
  } finally {
    intruder.exec('rollback');
  }
}

function anEdit(random: Random): string {
  const seq = random.int(1, ENTRIES);
  const by = random.pick([1, 5, 100, 999_999]);
  const entry = (change: string) => `update ledger_entries set ${change} where seq = ${seq}`;
  const nth = (table: string, key: string, where = 'true') =>
    `(${key}) = (select ${key} from ${table} where ${where} limit 1 offset ${random.int(0, 9)})`;
  const balance = nth('balances', 'member_id');
  const day = nth('earned_days', 'community_id, day, member_id', 'earned <> 0 or spent <> 0');
  const copy = (at: string) =>
    `insert into ledger_entries select ${at}, at, day, community_id, member_id, points, balance,
      reason, reference, operator_id, once || ' again', null, hash
      from ledger_entries where seq = ${seq}`;
  return random.pick([
    entry(`points = points + sign(points) * ${by}`),
    entry('points = -points'),
    entry(`at = at + ${by}`),
    entry(`day = '2031-01-0${random.int(1, 9)}'`),
    entry(`community_id = community_id + ${by}`),
    entry('member_id = member_id % 20 + 1'),
    entry(`balance = balance + ${by}`),
    entry("reason = reason || 'x'"),
    entry("reference = coalesce(reference, '') || 'x'"),
    entry('operator_id = coalesce(operator_id, 0) + 1'),
    entry("once = once || 'x'"),
    entry('reversal_of = -seq'),
    entry('hash = zeroblob(32)'),
    entry('seq = -seq'),
    entry('seq = seq + 1000'),
    `delete from ledger_entries where seq = ${seq}`,
    `delete from ledger_entries where seq >= ${seq}`,
    `delete from ledger_entries where seq <= ${seq}`,
    'delete from ledger_entries',
    copy('1 + (select max(seq) from ledger_entries)'),
    copy('0'),
    copy('-7'),
    `update ledger_entries set seq = -1 where seq = ${seq};
      update ledger_entries set seq = ${seq} where seq = ${(seq % ENTRIES) + 1};
      update ledger_entries set seq = ${(seq % ENTRIES) + 1} where seq = -1;`,
    `update balances set balance = balance + ${by} where ${balance}`,
    `update balances set last_seq = last_seq + ${by} where ${balance}`,
    `update balances set community_id = community_id + ${by} where ${balance}`,
    `delete from balances where ${balance}`,
    `insert into balances values (1000, 1, ${by}, 1)`,
    `update treasuries set balance = balance + ${by} where community_id = 1`,
    'update treasuries set community_id = 9 where community_id = 2',
    'delete from treasuries where community_id = 2',
    `insert into treasuries values (7, ${by})`,
    `update earned_days set earned = earned + ${by} where ${day}`,
    `update earned_days set earned = earned + ${by}, spent = spent + ${by} where ${day}`,
    `update earned_days set day = '2031-01-0${random.int(1, 9)}' where ${day}`,
    `delete from earned_days where ${day}`,
    `insert into earned_days values (1, '2031-01-01', 1, ${by}, 0)`,
  ]);
}
