/**
 * The program is off for a minute, an hour, 25 hours and eight days, whatever the schedule: what is
 * sent is what an oracle says that knows nothing but the times on the clock.
 */
import { describe, expect, test } from 'vitest';
import { TimedChat } from '../../test/timed-chat.ts';
import { schedule } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Thursday, 09:45 in Shanghai; the first time of all schedules is at 10:00. */
const START = Date.parse('2026-11-26T09:45:00+08:00');
const FIRST = Date.parse('2026-11-26T10:00:00+08:00');
const ONCE_LATE = 30 * MINUTE;
const RECURRING_LATE = 2 * HOUR;

interface Rule {
  readonly name: string;
  readonly typed: string;
  /** Between two of its times; absent when there is but one. */
  readonly every?: number;
}

const RULES: readonly Rule[] = [
  { name: 'once', typed: '定时 10:00 报时' },
  // No schedule comes every minute, and more than seven that nobody reacts to are not sent.
  { name: 'every twenty minutes', typed: '定时 cron 0,20,40 * * * * 报时', every: 20 * MINUTE },
  { name: 'hourly', typed: '定时 cron 0 * * * * 报时', every: HOUR },
  { name: 'daily', typed: '定时 每天 10:00 报时', every: DAY },
  { name: 'weekly', typed: '定时 每周四 10:00 报时', every: 7 * DAY },
];
/** From ten seconds before a time, and from between two. */
const BEGINS = [FIRST - 10_000, FIRST + 3 * MINUTE];
const LENGTHS = { 'a minute': MINUTE, 'an hour': HOUR, '25 hours': 25 * HOUR, '8 days': 8 * DAY };
const AFTERWARDS = 70 * MINUTE;

interface Outage {
  readonly from: number;
  readonly to: number;
}

/** How many pushes leave until some time after the outage. */
function oracle({ every }: Rule, { from, to }: Outage): number {
  const end = to + AFTERWARDS;
  const times: number[] = [];
  for (let at = FIRST; at <= end; at += every ?? Number.POSITIVE_INFINITY) times.push(at);
  const before = times.filter((at) => at < from);
  const missed = times.filter((at) => at >= from && at <= to);
  const after = times.filter((at) => at > to);
  const latest = missed.at(-1);
  const most = every === undefined ? ONCE_LATE : RECURRING_LATE;
  const isFresh = latest !== undefined && to - latest <= most;
  return before.length + after.length + (isFresh ? 1 : 0);
}

async function lived({ typed }: Rule, { from, to }: Outage): Promise<number> {
  await using chat = await TimedChat.open({
    features: [schedule],
    now: new Date(START).toISOString(),
    // What is heard is to be what the schedule says, and not what the guard makes of it.
    settings: { 'community.pushGapMinutes': 0, 'community.pushesADay': 20 },
  });
  const live = (until: number) => chat.live(until - chat.world.now());
  await chat.hear({ type: 'role', member: '阿强', role: 'admin' });
  await chat.says('阿强', typed);
  await chat.says('阿强', '1');
  await live(START + MINUTE);
  chat.said.length = 0;
  await live(from);
  await chat.off(to - chat.world.now());
  await live(to + AFTERWARDS);
  return chat.heardBy('g1').filter((text) => text.startsWith('报时')).length;
}

describe.for(RULES)('a push that comes $name', (rule) => {
  test.for(Object.entries(LENGTHS))('when the program is off for %s', async ([, length]) => {
    for (const from of BEGINS) {
      const outage = { from, to: from + length };
      expect([from, await lived(rule, outage)]).toEqual([from, oracle(rule, outage)]);
    }
  });
});
