/**
 * Ballots and entries to lotteries beside check-ins, in process: 5 groups of 1,000 members, of whom
 * each acts once.
 */
import Database from 'better-sqlite3';
import { type Incoming, instantOf, type Message, type Press, type RoleChange } from '#kit';
import { SetClock } from '../src/runtime/set-clock.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse } from './house.ts';
import { feed } from './pipeline-ours.ts';
import { GROUPS, messageOf } from './talk.ts';

const MEMBERS = 1_000;
/** 09:00 in Shanghai. */
const BEGINNING = Date.parse('2026-03-01T01:00:00Z');

export const WAYS = [
  'checkIn',
  'said',
  'pressed',
  'secret',
  'condition',
  'entry',
  'entryPressed',
  'entryCondition',
] as const;
export type Way = (typeof WAYS)[number];

const POLL = '发起投票 周末去哪 | 爬山 | 看海 | 在家 |';
const LOTTERY = '发起抽奖 大抽奖；奖品：书 x100；开奖：手动';

/** What is asked in each group before. */
const ASKED: Readonly<Record<Way, readonly string[]>> = {
  checkIn: [],
  said: [POLL],
  pressed: [POLL],
  secret: [`${POLL} +匿名`],
  condition: [`${POLL} +条件 连签>=1 或 积分>=0`],
  entry: [LOTTERY, '发起'],
  entryPressed: [LOTTERY, '发起'],
  entryCondition: [`${LOTTERY}；条件：连签>=1 或 积分>=0`, '发起'],
};

/** Opens a poll or a lottery in each group, warms up with nothing, and takes everybody's act in. */
export async function ballots({ way }: { readonly way: Way }): Promise<Figures> {
  const clock = new SetClock();
  const settings = {
    ...NO_MERGING,
    'points.chatPoints': 0,
    'polls.hours': 1_000,
    'lottery.preset': 'none',
  };
  const house = await openHouse({ clock, settings, onSend: () => undefined });
  for (const text of ASKED[way]) await feed(house, { clock, messages: asked(text) });
  const messages = acts(way);
  const cpu = process.cpuUsage();
  const started = performance.now();
  await feed(house, { clock, messages });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await house.close();
  if (way.startsWith('entry')) checkEntries(house.file);
  return {
    eventsPerSecond: messages.length / seconds,
    cpuMicrosPerEvent: (user + system) / messages.length,
  };
}

/** Entries that were refused would be fast, too. */
function checkEntries(file: string): void {
  const db = new Database(file, { readonly: true });
  const entered = db.prepare('select sum(entrants) from lottery_lotteries').pluck().get();
  db.close();
  if (entered !== GROUPS * MEMBERS) throw new Error(`${entered} members have entered`);
}

/** The first member of each group is its owner, and asks. */
function asked(text: string): readonly Incoming[] {
  const at = instantOf(BEGINNING);
  return groups().flatMap((group) => {
    const n = group + 10 * text.length;
    const said = messageOf({ n, at, text, group, member: 0 });
    return [ownerOf(said), said];
  });
}

function ownerOf({ at, key, group, from }: Message): RoleChange {
  if (group === undefined) throw new Error('not said in a group');
  return { type: 'role', at, key: `${key}-role`, group, member: from.id, role: 'owner' };
}

function acts(way: Way): readonly Incoming[] {
  return Array.from({ length: GROUPS * MEMBERS }, (_, n) => {
    const at = instantOf(BEGINNING + 60_000 + n * 20);
    const speaker = { group: 1 + (n % GROUPS), member: 1 + Math.floor(n / GROUPS) };
    const choice = 1 + (n % 3);
    const message = { n: n + 1_000, at, ...speaker };
    switch (way) {
      case 'checkIn':
        return messageOf({ ...message, text: '签到' });
      case 'entry':
      case 'entryCondition':
        return messageOf({ ...message, text: '参加抽奖' });
      case 'said':
        return messageOf({ ...message, text: String(choice) });
      case 'entryPressed':
        return pressOf(messageOf({ ...message, text: '' }), 'lottery:1:in');
      default:
        return pressOf(messageOf({ ...message, text: '' }), `polls:1:${choice}`);
    }
  });
}

/** Polls and lotteries are numbered in each community for itself. */
function pressOf({ at, key, group, from }: Message, choice: string): Press {
  return { type: 'press', at, key, group, from, choice };
}

function groups(): readonly number[] {
  return Array.from({ length: GROUPS }, (_, index) => index + 1);
}
