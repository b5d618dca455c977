/** What a downtime costs the members of a group is made good, and they hear of it once. */
import { describe, expect, test } from 'vitest';
import { type Given, type Instant, milliseconds, read } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import { invite } from '../commands/invite/index.ts';
import { lottery } from '../commands/lottery/index.ts';
import { platform } from '../commands/platform/index.ts';
import { points } from '../commands/points/index.ts';
import { polls } from '../commands/polls/index.ts';
import { schedule } from '../commands/schedule/index.ts';
import { core } from '../src/store/tables.ts';
import { AwayWorld, DAY, HOUR, MINUTE } from './away-world.ts';
import { idOf, type Manners, well } from './pretend-bot.ts';

const features = [checkin, points, invite, polls, lottery, schedule, platform];
const balances = read(() => core.selectFrom('balances').select('balance'));
const settings = { 'points.chatPoints': 0, 'lottery.preset': 'none' };

/** The group hears the news at any hour. */
const wakeful = { ...settings, 'community.quietFrom': '00:00', 'community.quietUntil': '00:00' };

function open(time: string): Promise<AwayWorld> {
  return AwayWorld.open({ features, settings: wakeful, now: `2026-03-${time}:00+08:00` });
}

/** 小明 has checked in on so many days, at the time of day of the clock, today included. */
async function withStreak(time: string, days: number): Promise<AwayWorld> {
  const away = await open(time);
  for (let day = 1; day < days; day += 1) {
    await away.says('小明', '签到');
    away.skip(DAY);
  }
  await away.says('小明', '签到');
  return away;
}

const streakLine = (days: number) => `签到成功，+5 积分！今天第 1 位，已连续 ${days} 天。`;

describe('a streak', () => {
  test('goes on over a day without the bot, and the group hears it once', async () => {
    await using away = await withStreak('01T20:00', 3);
    away.skip(4 * HOUR + 30 * MINUTE);
    await away.watch();
    // Nobody could check in on the 4th.
    await away.off(32 * HOUR);
    expect(away.heard()).toEqual([
      '我离线了 32 小时（3月4日 00:30–3月5日 08:31），抱歉。连签不断。',
    ]);
    await away.says('小明', '签到');
    expect(away.heard()).toEqual([streakLine(4)]);
    await away.off(2 * MINUTE);
    await away.pass(10 * MINUTE);
    expect(away.heard()).toEqual([]);
    expect(away.logged).toEqual([]);
  });

  test.each([
    ['5 minutes in the evening', '22:00', 5 * MINUTE, false],
    ['an hour at noon', '12:00', HOUR, false],
    ['an hour late in the evening', '22:30', HOUR, true],
    ['7 hours of the day', '10:00', 7 * HOUR, true],
    ['25 hours', '09:00', 25 * HOUR, true],
    ['8 days', '09:00', 8 * DAY, true],
  ])('after %s from %s on: kept is %s', async (...[, time, ms, isKept]) => {
    await using away = await withStreak(`01T${time}`, 2);
    away.skip(DAY);
    await away.watch();
    await away.off(ms);
    expect(away.heard().join()).toMatch(isKept ? /连签不断。$/ : /^$/);
    await away.says('小明', '签到日历');
    expect(away.heard().join().includes('停')).toBe(isKept);
  });
});

test('at night nobody is woken: the group hears in the morning', async () => {
  const now = '2026-03-03T20:00:00+08:00';
  await using away = await AwayWorld.open({ features, settings, now });
  await away.says('小明', '签到');
  away.skip(4 * HOUR + 30 * MINUTE);
  await away.watch();
  // Back on the 5th, at half past two.
  await away.off(26 * HOUR);
  await away.pass(5 * HOUR);
  expect(away.heard()).toEqual([]);
  await away.pass(HOUR);
  expect(away.heard()).toEqual([expect.stringMatching(/^我离线了 26 小时.*连签不断。$/)]);
  await away.pass(HOUR);
  expect(away.heard()).toEqual([]);
});

test('a check-in that was sent on such a day and comes late counts for it', async () => {
  await using away = await withStreak('01T20:00', 6);
  await away.watch();
  // From the 6th at 20:01 until the 8th at 01:00; 小红 has checked in on the 7th.
  const at = away.now + 15 * HOUR;
  await away.off(29 * HOUR, () => away.says('小明', '签到', { at }));
  const [answer, news] = away.heard();
  expect(answer).toMatch(/^签到成功，\+5 积分！记在 3月7日，当天第 1 位，已连续 7 天。\n连续 7 天/);
  expect(news).toMatch(/连签不断。$/);
  await away.says('小明', '签到');
  expect(away.heard()).toEqual([streakLine(8)]);
});

test('what falls due in a downtime of minutes waits until what was said in time has been read', async () => {
  await using away = await open('01T12:00');
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
  await away.pass(57 * MINUTE);
  away.heard();
  const inTime = away.now + MINUTE;
  const tooLate = away.now + 4 * MINUTE;
  await away.off(5 * MINUTE, async () => {
    await away.says('小红', '2', { at: inTime });
    await away.says('小刚', '1', { at: tooLate });
  });
  const heard = away.heard();
  expect(heard.at(-1)).toMatch(/^1 号投票结束：晚饭（1 票）/);
  expect(heard.filter((text) => text.includes('离线'))).toEqual([]);
});

test('a poll and a lottery that were to end in a downtime end later, and the group is told once', async () => {
  await using away = await open('01T12:00');
  await away.says('boss', '签到');
  await away.becomes('boss', 'owner');
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
  await away.says('boss', '发起抽奖 一本书；奖品：书；开奖：13:30');
  await away.says('boss', '发起');
  await away.pass(MINUTE);
  const before = away.heard();
  expect(before.join()).toMatch(/抽奖/);
  const at = away.now + HOUR + 10 * MINUTE;
  await away.off(3 * HOUR, () => away.says('小红', '2', { at }));
  expect(away.heard()).toEqual([
    expect.stringContaining('小红'),
    '我离线了 3 小时（12:01–15:02），抱歉。投票 1 号延长到 18:03；抽奖 1 号延长到 18:03。',
  ]);
  await away.says('boss', '停机记录');
  expect(away.heard().join()).toMatch(/3 小时.*投票 1 号延长到/);
});

test.each([
  ['at once', 0],
  ['when its history could not be read', 2_000],
])(
  'a link that is out for hours counts like a program that is off; that talk was lost is told along, %s',
  async (...[, ms]) => {
    await using away = await open('01T12:00');
    await away.watch();
    await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
    away.heard();
    await away.cutOff(2 * HOUR, losing(away, ms));
    const heard = away.heard();
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(
      /^我离线了 2 小时（12:0\d–14:0\d），抱歉。投票 1 号延长到 16:0\d。这段时间的消息没收到/,
    );
  },
);

/** So long after it is back, the platform tells that talk was lost. */
function losing({ world }: AwayWorld, ms: number): Pick<Manners, 'open'> {
  const from = world.now();
  return {
    async open(report) {
      await well.open(report);
      const tell = () => report.missed({ groups: [idOf('g1')], from, to: world.now() });
      if (ms === 0) tell();
      else world.after(milliseconds(ms), tell);
    },
  };
}

test('where nothing was to be made good, lost talk alone is told, once', async () => {
  await using away = await open('01T12:00');
  await away.says('小明', '签到');
  await away.watch();
  await away.cutOff(2 * HOUR, losing(away, 0));
  expect(away.heard()).toEqual([expect.stringMatching(/^我刚才掉线了（12:0\d–14:0\d）/)]);
});

test('away twice in a row, the bot puts off what it has put off, and each time says so', async () => {
  await using away = await open('01T12:00');
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
  away.heard();
  await away.off(2 * HOUR);
  expect(away.heard().join()).toMatch(/投票 1 号延长到 16:0\d。$/);
  await away.off(3 * HOUR);
  expect(away.heard().join()).toMatch(/投票 1 号延长到 20:0\d。$/);
  await away.says('boss', '签到');
  await away.becomes('boss', 'owner');
  away.heard();
  await away.says('boss', '停机记录');
  expect(away.heard()[0]?.split('\n')).toHaveLength(3);
});

test('nobody is paid for a downtime, and what was earned stays', async () => {
  await using away = await withStreak('01T09:00', 6);
  await away.watch();
  await away.off(8 * DAY);
  const rows = await away.app.store.write(away.world.now(), async (_, { connection }) => [
    ...connection.all(balances, {}),
  ]);
  expect(rows).toEqual([{ balance: 30 }]);
  // The seventh day earns its bonus as it would have done, because it is the seventh.
  await away.says('小明', '签到');
  expect(away.heard().at(-1)).toMatch(/已连续 7 天。\n连续 7 天，再加 20 积分/);
});

test('two downtimes of one day count together', async () => {
  await using away = await withStreak('01T08:00', 2);
  away.skip(DAY);
  await away.watch();
  await away.off(4 * HOUR);
  expect(away.heard()).toEqual([]);
  await away.off(3 * HOUR);
  expect(away.heard().join()).toMatch(/连签不断/);
});

test('a clock that is set back is no downtime, and the next one is measured anew', async () => {
  await using away = await withStreak('02T12:00', 2);
  await away.watch();
  await away.off(-3 * HOUR);
  expect(away.heard()).toEqual([]);
  await away.pass(2 * MINUTE);
  await away.off(25 * HOUR);
  expect(away.heard().join()).toMatch(/^我离线了 25 小时.*连签不断。$/);
});

test('a group from which the bot was removed hears nothing', async () => {
  await using away = await withStreak('01T20:00', 2);
  await away.watch();
  const at = away.world.now();
  const left = { type: 'leave', at, key: 'out', group: idOf('g1'), member: idOf('bot') } as const;
  await away.bot.report.receive(left);
  await away.off(25 * HOUR);
  expect(away.heard()).toEqual([]);
});

test('wherever the program dies while it makes good, each thing is done once', async () => {
  await using away = await withStreak('01T20:00', 2);
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
  away.heard();
  await away.stop();
  away.world.setClockBy(25 * HOUR);
  const deaths: { folder: string; now: string; said: number }[] = [];
  const die = () => {
    const now = new Date(away.now).toISOString();
    deaths.push({ folder: away.died(), now, said: away.bot.sent.length });
  };
  await away.start();
  die();
  away.app.connect();
  for (let turn = 0; turn < 6; turn += 1) {
    await away.world.breathe();
    die();
  }
  for (let quarter = 0; quarter < 4; quarter += 1) {
    await away.pass(5_000);
    die();
  }
  const told = /连签不断；投票 1 号延长到 3月4日 09:0\d。$/;
  expect(away.heard().join()).toMatch(told);
  for (const { said, ...death } of deaths) {
    await using reborn = await AwayWorld.open({ features, settings, ...death });
    reborn.app.connect();
    await reborn.pass(2 * MINUTE);
    const heard = reborn.heard();
    expect(heard, death.now).toHaveLength(1 - said);
    for (const text of heard) expect(text).toMatch(told);
    await reborn.says('小明', '签到');
    expect(reborn.heard().join()).toMatch(/已连续 3 天/);
  }
}, 60_000);

test('a poll that was put off ends at its new time, once, and with one reminder at most', async () => {
  await using away = await open('01T12:00');
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 5分钟');
  away.heard();
  await away.off(20 * MINUTE, () => away.says('小红', '1', { at: away.now - 19 * MINUTE }));
  expect(away.heard().at(-1)).toMatch(/投票 1 号延长到 12:4\d。$/);
  await away.pass(15 * MINUTE);
  await away.says('小刚', '2');
  expect(away.heard().filter((text) => text.includes('结束'))).toEqual([]);
  await away.pass(10 * MINUTE);
  const ends = away.heard().filter((text) => text.includes('结束'));
  expect(ends).toEqual([expect.stringContaining('（2 票）')]);
});

test('a machine that sleeps closes nothing that was due meanwhile', async () => {
  await using away = await open('01T12:00');
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
  away.heard();
  away.world.setClockBy(3 * HOUR);
  // Whatever wakes it first: something that is said, before anybody has looked.
  await away.says('小红', '2', { at: away.now - 2 * HOUR - 30 * MINUTE });
  await away.pass(3 * MINUTE);
  const heard = away.heard();
  expect(heard.filter((text) => text.includes('结束'))).toEqual([]);
  expect(heard.at(-1)).toMatch(/^我离线了 3 小时.*投票 1 号延长到/);
});

test('a campaign whose last evening was missed runs on', async () => {
  await using away = await open('01T22:00');
  await away.says('boss', '签到');
  await away.becomes('boss', 'owner');
  await away.watch();
  for (const words of ['发起邀请活动', '暑期', '1 天', '50', '120', '确定']) {
    await away.says('boss', words);
  }
  expect(away.heard().at(-1)).toMatch(/3月1日/);
  await away.off(4 * HOUR);
  expect(away.heard().join()).toMatch(/邀请活动延长到 3月2日 06:0\d/);
  await away.says('boss', '邀请活动');
  expect(away.heard().at(-1)).toMatch(/3月1日 到 3月2日/);
});

test('a group hears it in its own language', async () => {
  const english = { ...settings, 'community.language': 'en' };
  const now = '2026-03-01T12:00:00+08:00';
  await using away = await AwayWorld.open({ features, settings: english, now });
  await away.watch();
  await away.says('Ann', '/open-poll supper | rice | noodles | +until 20:00');
  const [asked] = away.heard();
  expect(asked).toContain('supper');
  await away.off(2 * DAY);
  expect(away.heard()).toEqual([
    expect.stringMatching(
      /^I was offline for 2 days \(Mar 1 12:0\d–Mar 3 12:0\d\), sorry: poll 1 /,
    ),
  ]);
});

test('a platform that does not come back for a month holds up nothing any more', async () => {
  await using away = await open('01T12:00');
  await away.watch();
  await away.says('小明', '发起投票 晚饭 | 面 | 饭 | +截止 1小时');
  away.heard();
  const due = read((p: Given<{ before: Instant }>) =>
    core
      .selectFrom('due_items')
      .select('key')
      .where('group_id', 'is not', null)
      .where('due_at', '<', p.before),
  );
  const questions = read(() => core.selectFrom('group_questions').select('id'));
  const isOpen = () =>
    away.app.store.write(
      away.world.now(),
      async (_, { connection }) => connection.get(questions, {}) !== undefined,
    );
  const dueInGroups = () =>
    away.app.store.write(away.world.now(), async (_, { connection }) =>
      connection.all(due, { before: away.world.now() }),
    );
  away.bot.manners = { ...well, open: () => Promise.reject(new Error('gone')) };
  away.bot.report.lost({ kind: 'outage', why: 'gone' });
  await away.pass(MINUTE);
  away.world.setClockBy(29 * DAY);
  await away.pass(5 * MINUTE);
  expect(await isOpen()).toBe(true);
  away.world.setClockBy(2 * DAY);
  await away.pass(5 * MINUTE);
  expect(await isOpen()).toBe(false);
  // Though it goes on trying to connect.
  await away.pass(5 * MINUTE);
  expect(await dueInGroups()).toEqual([]);
});

test('a push that came due while the platform was out is sent when it is back, and says it is late', async () => {
  await using away = await open('01T12:00');
  await away.says('boss', '签到');
  await away.becomes('boss', 'owner');
  await away.watch();
  await away.says('boss', '定时 12:10 记得打卡');
  await away.says('boss', '1');
  away.heard();
  await away.cutOff(25 * MINUTE);
  // The owner is told in private that the account is back.
  expect(away.heard().at(-1)).toMatch(/^记得打卡\n（晚了 1\d 分钟）$/);
});
