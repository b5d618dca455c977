/**
 * Bar S2: faults of Telegram times so many pushes each (`EACH=250`), through the whole program.
 * Silence costs 20 real seconds a push and has a number of its own (`SILENT`).
 */
import { expect, test } from 'vitest';
import type { Fault } from '../platforms/telegram/fake.ts';
import { laneOf } from '../push-kills/groups.ts';
import { runPushKills } from '../push-kills/run.ts';
import { verdictOf } from '../push-kills/verdict.ts';

const each = Number(process.env.EACH ?? 250);
const silent = Number(process.env.SILENT ?? 3);

/** What the first attempt meets, how the push ends, and whether the group has read it. */
const FAULTS: readonly (readonly [Fault, string, number])[] = [
  ['tooMany', 'sent', 1],
  ['badGateway', 'unknown', 0],
  ['serverError', 'unknown', 0],
  ['resetAfterBody', 'unknown', 0],
  ['lostReply', 'unknown', 1],
  ['brokenJson', 'unknown', 0],
  [{ refuse: 403, description: 'Forbidden: bot was kicked' }, 'refused', 0],
  ['silence', 'unknown', 0],
];

test(`${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  const planned = FAULTS.flatMap((fault) =>
    Array.from({ length: fault[0] === 'silence' ? silent : each }, () => fault),
  );
  const lanes = new Map<string, (typeof FAULTS)[number]>();
  const account = await runPushKills({
    kills: 0,
    pushes: planned.length,
    seed: 'faults',
    platforms: ['telegram'],
    prepare: (servers, groups) => {
      for (const [index, group] of groups.entries()) {
        const fault = planned[index];
        if (fault) lanes.set(laneOf(group), fault);
      }
      servers.failFirst((lane) => lanes.get(lane)?.[0]);
    },
  });
  expect(verdictOf(account).wrong).toEqual([]);
  expect(account.ends.size).toBe(lanes.size);
  for (const [lane, [fault, end, times]] of lanes) {
    const arrived = account.delivered.filter((one) => one.lane === lane).length;
    expect([fault, account.ends.get(lane), arrived]).toEqual([fault, end, times]);
  }
});
