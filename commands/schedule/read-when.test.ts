import { describe, expect, test } from 'vitest';
import { parseDay, parseInstant, parseZone } from '#kit';
import { calendarsFor } from './calendars.ts';
import { readWhen } from './read-when.ts';
import { nextSlots } from './slots.ts';

const zone = parseZone('Asia/Shanghai') ?? expect.unreachable();
/** A Thursday. */
const today = parseDay('2026-11-26') ?? expect.unreachable();
const now = parseInstant('2026-11-26T09:10:00+08:00') ?? expect.unreachable();

/** What is left as the content, and the next two slots by the group's clock. */
async function meant(typed: string): Promise<readonly string[]> {
  const read = await readWhen(typed, { now, today, zone });
  if (read.kind !== 'when') return [read.kind];
  const calendars = await calendarsFor(read.when, zone);
  const slots = nextSlots(read.when, { since: now, count: 2 }, calendars);
  return [read.content, ...slots.map(({ name }) => name)];
}

describe('in Chinese', () => {
  test.for([
    ['09:00 每天 早安，大家', '早安，大家', '2026-11-27 09:00', '2026-11-28 09:00'],
    ['每天早上九点和晚上8点半 打卡', '打卡', '2026-11-26 20:30', '2026-11-27 09:00'],
    ['每个工作日早上9点 开工', '开工', '2026-11-27 09:00', '2026-11-30 09:00'],
    ['每周一三五 18:30 健身', '健身', '2026-11-27 18:30', '2026-11-30 18:30'],
    ['每週一到五 8點 早', '早', '2026-11-27 08:00', '2026-11-30 08:00'],
    ['每周天下午3点 茶', '茶', '2026-11-29 15:00', '2026-12-06 15:00'],
    ['每个周末 10点 睡懒觉', '睡懒觉', '2026-11-28 10:00', '2026-11-29 10:00'],
    ['每月1号、15号 10:00 发工资', '发工资', '2026-12-01 10:00', '2026-12-15 10:00'],
    ['每月31号 10:00 x', 'x', '2026-12-31 10:00', '2027-01-31 10:00'],
    ['每月最后一天 20:00 月结', '月结', '2026-11-30 20:00', '2026-12-31 20:00'],
    ['每年2月29日 9点 x', 'x', '2028-02-29 09:00', '2032-02-29 09:00'],
    ['每隔两天 9点 浇花', '浇花', '2026-11-28 09:00', '2026-11-30 09:00'],
    ['除夕 20:00 过年好', '过年好', '2027-02-05 20:00', '2028-01-25 20:00'],
    ['农历八月十五 19:00 赏月', '赏月', '2027-09-15 19:00', '2028-10-03 19:00'],
    ['正月初一 0点 新年', '新年', '2027-02-06 00:00', '2028-01-26 00:00'],
    ['腊月廿三 18点 小年', '小年', '2027-01-30 18:00', '2028-01-19 18:00'],
    ['国庆节 8点 x', 'x', '2027-10-01 08:00', '2028-10-01 08:00'],
    ['周一三五 20:00 读书会', '读书会', '2026-11-27 20:00', '2026-11-30 20:00'],
    ['星期一到星期五 9点 早', '早', '2026-11-27 09:00', '2026-11-30 09:00'],
    ['0 9 * * 1-5 早', '早', '2026-11-27 09:00', '2026-11-30 09:00'],
    ['每2小时 喝水', '喝水', '2026-11-26T03:10:00.000Z', '2026-11-26T05:10:00.000Z'],
  ] as const)('«%s»', async ([typed, ...expected]) => {
    expect(await meant(typed)).toEqual(expected);
  });

  test.each([
    ['明天 9点 开会', '开会', '2026-11-27 09:00'],
    ['下周一 9点 开会', '开会', '2026-11-30 09:00'],
    ['下下週一 9點 開會', '開會', '2026-12-07 09:00'],
    ['下周日 9点 爬山', '爬山', '2026-12-06 09:00'],
    ['周四 10点 茶', '茶', '2026-11-26 10:00'],
    ['周一三点 开会', '开会', '2026-11-30 03:00'],
    ['20:00 周五见', '周五见', '2026-11-26 20:00'],
    ['星期天 9点 礼拜', '礼拜', '2026-11-29 09:00'],
    ['禮拜一 9點 上班', '上班', '2026-11-30 09:00'],
    ['这周五 9点 周报', '周报', '2026-11-27 09:00'],
    ['10分钟后 喝水', '喝水', '2026-11-26 09:20'],
    ['半小时后 喝水', '喝水', '2026-11-26 09:40'],
    ['两个小时后，喝水', '喝水', '2026-11-26 11:10'],
    ['今晚8点：开抢', '开抢', '2026-11-26 20:00'],
    ['12月31日 23:59 倒数', '倒数', '2026-12-31 23:59'],
    ['1月1日 0点 新年', '新年', '2027-01-01 00:00'],
    ['2027-03-08 10:00 节日快乐', '节日快乐', '2027-03-08 10:00'],
    ['8:00 早', '早', '2026-11-27 08:00'],
    ['中午12点半 吃饭', '吃饭', '2026-11-26 12:30'],
    ['晚上12点 晚安', '晚安', '2026-11-27 00:00'],
  ])('once: «%s»', async (typed, content, slot) => {
    expect(await meant(typed)).toEqual([content, slot]);
  });
});

describe('in English', () => {
  test.for([
    ['every Friday 18:30 hello', 'hello', '2026-11-27 18:30', '2026-12-04 18:30'],
    ['every mon, wed and fri at 7:15pm gym', 'gym', '2026-11-27 19:15', '2026-11-30 19:15'],
    ['mon,wed,fri 20:00 book club', 'book club', '2026-11-27 20:00', '2026-11-30 20:00'],
    ['Mondays 9am standup', 'standup', '2026-11-30 09:00', '2026-12-07 09:00'],
    ['every day at 8 good morning', 'good morning', '2026-11-27 08:00', '2026-11-28 08:00'],
    ['every weekday 9am hi', 'hi', '2026-11-27 09:00', '2026-11-30 09:00'],
    ['9:00 daily good morning', 'good morning', '2026-11-27 09:00', '2026-11-28 09:00'],
    ['every 3 days 10:00 water', 'water', '2026-11-26 10:00', '2026-11-29 10:00'],
    ['on the 1st 10:00 rent', 'rent', '2026-12-01 10:00', '2027-01-01 10:00'],
    ['last day of the month 20:00 x', 'x', '2026-11-30 20:00', '2026-12-31 20:00'],
    ['cron 0 9 * * 1-5 hi there', 'hi there', '2026-11-27 09:00', '2026-11-30 09:00'],
    ['cron "0 0 9 L * *" month end', 'month end', '2026-11-30 09:00', '2026-12-31 09:00'],
  ] as const)('«%s»', async ([typed, ...expected]) => {
    expect(await meant(typed)).toEqual(expected);
  });
});

test.each([
  ['monday 9am standup', 'standup', '2026-11-30 09:00'],
  ['next friday at 18:30 party', 'party', '2026-12-04 18:30'],
  ['in 10 minutes drink', 'drink', '2026-11-26 09:20'],
  ['in half an hour drink', 'drink', '2026-11-26 09:40'],
  ['20:00 sun is down', 'sun is down', '2026-11-26 20:00'],
])('once in English: «%s»', async (typed, content, slot) => {
  expect(await meant(typed)).toEqual([content, slot]);
});

test.each([
  ['每天 早安', 'noClock'],
  ['随便说说', 'noTime'],
  ['25:00 早安', 'noTime'],
  ['今天 8点 早', 'past'],
  ['这周一 8点 早', 'past'],
  ['0分钟后 早', 'noTime'],
  ['每9分钟 x', 'tooOften'],
  ['cron 0 9 31 2 * x', 'cron'],
  ['cron "*/10 * * * * *" x', 'cron'],
  ['', 'noTime'],
])('«%s» is told as %s', async (typed, kind) => {
  expect(await meant(typed)).toEqual([kind]);
});
