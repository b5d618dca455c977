/** What a downtime costs the members of a group is made good, and they hear of it once. */
import { expect, test } from 'vitest';
import { checkin } from '../commands/checkin/index.ts';
import { lottery } from '../commands/lottery/index.ts';
import { platform } from '../commands/platform/index.ts';
import { points } from '../commands/points/index.ts';
import { polls } from '../commands/polls/index.ts';
import { AwayWorld, DAY, HOUR, MINUTE } from './away-world.ts';

const features = [checkin, points, polls, lottery, platform];
const settings = { 'points.chatPoints': 0 };

function open(time: string): Promise<AwayWorld> {
  return AwayWorld.open({ features, settings, now: `2026-03-${time}:00+08:00` });
}

/** 小明 checks in at the same time of each day. */
async function checkInDaily(away: AwayWorld, days: number): Promise<void> {
  for (let day = 1; day <= days; day += 1) {
    await away.says('小明', '签到');
    if (day < days) await away.pass(DAY);
  }
}

test('after a night and a morning without the bot streaks go on, and the group hears it once', async () => {
  await using away = await open('01T20:00');
  await checkInDaily(away, 3);
  await away.pass(4 * HOUR + 30 * MINUTE);
  away.heard();
  // From the 4th at 00:30 until the 5th at 09:00: nobody could check in on the 4th.
  await away.off(DAY + 8 * HOUR + 30 * MINUTE);
  expect(away.heard()).toEqual(['我离线了 33 小时（03-04 00:30–03-05 09:00），抱歉。连签不断。']);
  await away.says('小明', '签到');
  expect(away.heard()).toEqual(['签到成功，+5 积分！今天第 1 位，已连续 4 天。']);
  await away.off(MINUTE * 2);
  await away.pass(HOUR);
  expect(away.heard()).toEqual([]);
  expect(away.logged).toEqual([]);
});
