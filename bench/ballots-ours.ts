/** Ballots beside check-ins, in process: 5 groups of 1,000 members, of whom each acts once. */
import { type Incoming, instantOf, type Message, type Press } from '#kit';
import { SetClock } from '../src/runtime/set-clock.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse } from './house.ts';
import { feed } from './pipeline-ours.ts';
import { GROUPS, messageOf } from './talk.ts';

const MEMBERS = 1_000;
/** 09:00 in Shanghai. */
const BEGINNING = Date.parse('2026-03-01T01:00:00Z');

export const WAYS = ['checkIn', 'said', 'pressed', 'secret', 'condition'] as const;
export type Way = (typeof WAYS)[number];

const TERMS: Readonly<Record<Way, string>> = {
  checkIn: '',
  said: '',
  pressed: '',
  secret: '+匿名',
  condition: '+条件 连签>=1 或 积分>=0',
};

/** Opens a poll in each group, warms up with nothing, and takes everybody's act in. */
export async function ballots({ way }: { readonly way: Way }): Promise<Figures> {
  const clock = new SetClock();
  const settings = { ...NO_MERGING, 'points.chatPoints': 0, 'polls.hours': 1_000 };
  const house = await openHouse({ clock, settings, onSend: () => undefined });
  await feed(house, { clock, messages: polls(way) });
  const messages = acts(way);
  const cpu = process.cpuUsage();
  const started = performance.now();
  await feed(house, { clock, messages });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await house.close();
  return {
    eventsPerSecond: messages.length / seconds,
    cpuMicrosPerEvent: (user + system) / messages.length,
  };
}

function polls(way: Way): readonly Message[] {
  return groups().map((group) => {
    const text = `发起投票 周末去哪 | 爬山 | 看海 | 在家 | ${TERMS[way]}`;
    return messageOf({ n: group, at: instantOf(BEGINNING), text, group, member: 0 });
  });
}

function acts(way: Way): readonly Incoming[] {
  return Array.from({ length: GROUPS * MEMBERS }, (_, n) => {
    const at = instantOf(BEGINNING + 60_000 + n * 20);
    const speaker = { group: 1 + (n % GROUPS), member: 1 + Math.floor(n / GROUPS) };
    const choice = 1 + (n % 3);
    const text = way === 'checkIn' ? '签到' : String(choice);
    const said = messageOf({ n: n + 100, at, text, ...speaker });
    return way === 'checkIn' || way === 'said' ? said : pressOf(said, choice);
  });
}

/** The polls are numbered in the order of their groups, each community for itself. */
function pressOf({ at, key, group, from }: Message, choice: number): Press {
  return { type: 'press', at, key, group, from, choice: `polls:1:${choice}` };
}

function groups(): readonly number[] {
  return Array.from({ length: GROUPS }, (_, index) => index + 1);
}
