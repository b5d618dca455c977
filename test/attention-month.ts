/**
 * A month of real talk, cut into many groups in each of which twenty campaigns compete for
 * attention; and what must hold of whatever the bot said in it. The log is that of #ubuntu, whose
 * 51 days, years apart, are put one after the other.
 */
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import {
  after,
  type Coming,
  defineFeature,
  describe,
  minutes,
  phrases,
  seededRandom,
  translationOf,
} from '#kit';
import { sandboxBot } from '../bots/sandbox/index.ts';
import { attention } from '../commands/attention/index.ts';
import { runLines } from '../src/cli/sandbox.ts';
import { SetClock } from '../src/runtime/set-clock.ts';
import { openTestApp } from './app.ts';
import { readRows } from './kill/evidence.ts';

const log = join(import.meta.dirname, '../../shared/data/ubuntu-irc.jsonl.gz');
export const isLogThere = existsSync(log);

const CAMPAIGNS = 20;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('2026-03-01T00:00:00Z');

const zhCN = phrases({
  name: '活动',
  commands: { begin: { words: ['活动开始'], help: '' } },
  pushes: { low: ['小活动'], planned: ['大活动'], promised: ['活动结果'] },
  labels: {},
  texts: { line: '活动 {n}' },
});
const other = translationOf(zhCN, zhCN);
const base = describe({
  name: 'campaigns',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': other, en: other },
});
type Base = typeof base;

const turn = z.object({ n: z.int(), turn: z.int() });

/** Each campaign tells something, and soon again; which of them is how important, and when. */
const campaigns = defineFeature({
  ...base,
  pushes: {
    low: { priority: 'low' },
    planned: { priority: 'planned' },
    promised: { priority: 'promised' },
  },
  commands: {
    begin: {
      async handle({ group, later, now }) {
        for (let n = 0; n < CAMPAIGNS; n += 1) {
          const at = after(now, minutes(7 * n));
          await later({ what: 'tell', at, key: `${group?.id}:${n}`, data: { n, turn: 0 } });
        }
      },
    },
  },
  due: {
    tell: {
      async run({ data, group, now, later, push, random, text }: Coming<Base>) {
        const { n, turn: count } = turn.parse(data);
        const kind = n === 0 ? 'promised' : n % 4 === 0 ? 'planned' : 'low';
        assert(group);
        const lasts = minutes(random.pick([10, 30, 120, 600]));
        await push(text('line', { n }), { kind, key: `${n}:${count}`, lasts });
        const at = after(now, minutes(random.int(30, n === 0 ? 1_500 : 2_000)));
        const key = `${group.id}:${n}:${count}`;
        await later({ what: 'tell', at, key, data: { n, turn: count + 1 } });
      },
    },
  },
});

export interface Month {
  readonly groups: number;
  readonly days: number;
  /** One message of so many is heard. */
  readonly oneIn: number;
  readonly seed: string;
}

const heard = z.object({ at: z.string(), type: z.string(), from: z.string().optional() });

/** The events of the month, oldest first. */
function* eventsOf({ groups, days, oneIn, seed }: Month): Generator<string> {
  const at = (ms: number) => new Date(ms).toISOString();
  for (let group = 0; group < groups; group += 1) {
    const where = { at: at(FIRST_DAY + group), group: `g${group}` };
    yield JSON.stringify({ ...where, type: 'message', id: 'begin', from: 'u', text: '活动开始' });
  }
  const dates: string[] = [];
  const lines = gunzipSync(readFileSync(log)).toString().trimEnd().split('\n');
  for (const [index, line] of lines.entries()) {
    const event = heard.parse(JSON.parse(line));
    const date = event.at.slice(0, 10);
    if (!dates.includes(date)) dates.push(date);
    if (dates.length > days) break;
    if (event.type !== 'message' || index % oneIn > 0) continue;
    const ms = FIRST_DAY + (dates.length - 1) * DAY_MS + (Date.parse(event.at) % DAY_MS);
    const group = `g${seededRandom(seed, event.from ?? '').int(0, groups - 1)}`;
    const said = { type: 'message', id: `${index}`, from: event.from, text: '。' };
    yield JSON.stringify({ at: at(Math.max(ms, FIRST_DAY + groups)), group, ...said });
  }
  // Everything that still waits gets its chance.
  yield JSON.stringify({ at: at(FIRST_DAY + days * DAY_MS), type: 'tick' });
}

async function* inTurn(lines: Iterable<string>) {
  yield* lines;
}

export interface Lived {
  /** What must not be, each as a sentence. */
  readonly complaints: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly said: number;
}

export async function live(month: Month): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-month-'));
  const file = join(folder, 'qunli.db');
  const logged: unknown[] = [];
  let said = 0;
  const bot = sandboxBot(async () => {
    said += 1;
  });
  const clock = new SetClock();
  const app = await openTestApp({
    file,
    features: [campaigns, attention],
    bots: [bot],
    clock,
    logged,
  });
  try {
    const complain = async (line: string) => void logged.push(line);
    await runLines({ app, bot, clock, complain }, inTurn(eventsOf(month)));
  } finally {
    await app.close();
  }
  const lived = judge(file, said);
  rmSync(folder, { recursive: true });
  return { ...lived, complaints: [...logged.map(String), ...lived.complaints] };
}

/** Minutes by the clock of Shanghai, and which day it is there. */
const LOCAL = `cast(strftime('%H', left_at / 1000 + 28800, 'unixepoch') as integer) * 60
  + cast(strftime('%M', left_at / 1000 + 28800, 'unixepoch') as integer)`;

/** Laws over the rows, as queries that know nothing of the code; each finds what breaks one. */
const LAWS: Readonly<Record<string, string>> = {
  'a group heard more in a day than it bears': `
    select group_id, day, count(*) from pushes where priority <> 'promised' and left_at is not null
    group by group_id, day having count(*) > 4`,
  'something was said in the quiet hours': `
    select id from pushes where priority <> 'promised' and left_at is not null
      and (${LOCAL} >= 1350 or ${LOCAL} < 480)`,
  'two followed each other too closely': `
    select id from (select id, priority, left_at - lag(left_at) over (
      partition by group_id order by left_at, id) as gap from pushes where left_at is not null)
    where priority <> 'promised' and gap < 1800000`,
  'something left after its time': 'select id from pushes where left_at > expires_at',
  'something promised was late': `
    select id from pushes where priority = 'promised' and left_at is not planned_at`,
  'something waits longer than it may': `
    select id from pushes where state in ('waiting', 'leaving')
      and expires_at < (select max(planned_at) from pushes)`,
  'something ended without a reason': `
    select id from pushes where state in ('suppressed', 'expired') and why is null`,
  'something was late without a reason': `
    select id from pushes where left_at > planned_at and why is null`,
  'a text was kept': `select id from pushes where state <> 'waiting' and body is not null`,
  'something merged is not in a message that was sent': `
    select one.id from pushes as one left join pushes as whole on whole.id = one.merged_into
    where one.state = 'merged' and whole.state is not 'sent'`,
  'a waiting push has nobody who looks after it': `
    select group_id from pushes where state = 'waiting' and not exists (
      select 1 from due_items where what = 'pushes' and due_items.group_id = pushes.group_id)`,
};

function judge(file: string, said: number): Lived {
  const complaints = Object.entries(LAWS).flatMap(([law, sql]) => {
    const rows = readRows(file, sql);
    return rows.length === 0 ? [] : [`${law}: ${rows.length}, such as ${rows[0]}`];
  });
  const states = readRows(file, 'select state, count(*) from pushes group by state');
  const counts = new Map(states.map(([state, count]) => [String(state), Number(count)] as const));
  const lettersOfPushes = Number(
    readRows(file, 'select count(*) from outbox where push_id > 0')[0]?.[0],
  );
  if (lettersOfPushes !== (counts.get('sent') ?? 0)) complaints.push('a push is not what was sent');
  return { complaints, counts, said };
}
