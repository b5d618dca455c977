/** A community gets another zone while pushes and reminders wait for their time. */
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026, without quiet hours; 阿强 is an admin. */
async function open(now = '2026-11-26T09:10:00+08:00') {
  const settings = {
    'community.quietFrom': '00:00',
    'community.quietUntil': '00:00',
    'community.pushesADay': 20,
    'community.pushGapMinutes': 0,
    'community.lullMinutes': 0,
  };
  const chat = await openChat({ features, settings, now });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  async function schedules(typed: string): Promise<void> {
    await qiang.says(typed);
    await qiang.says('1');
    chat.rest();
  }
  async function movesTo(zone: string): Promise<void> {
    await qiang.says(`设置 community.zone ${zone}`);
    chat.hears(new RegExp(`→ ${zone}`));
  }
  /** What the group hears, with the moment, until a moment. */
  async function until(time: string): Promise<readonly string[]> {
    await chat.at(time);
    return chat.rest().map(({ at, text }) => `${new Date(at).toISOString().slice(5, 16)} ${text}`);
  }
  return { chat, qiang, schedules, movesTo, until, [Symbol.asyncDispose]: () => chat.close() };
}

test('a push comes at the hour that the list shows, though the zone has changed to the west', async () => {
  await using group = await open();
  const { chat, qiang, schedules, movesTo, until } = group;
  await schedules('定时 每天 18:00 晚上好');
  await schedules('定时 2026-11-27 10:00 开会');
  await schedules('定时 每2小时 喝水');
  await qiang.says('暂停 3');
  chat.rest();
  await movesTo('America/New_York');
  await qiang.says('定时列表');
  chat.hears(/1 号 每天 18:00：晚上好 · 下次 11月26日 周四 18:00\n2 号 11月27日 周五 10:00：/);
  expect(await until('2026-11-28T12:00:00Z')).toEqual([
    '11-26T23:00 晚上好',
    '11-27T15:00 开会',
    '11-27T23:00 晚上好',
  ]);
});

test('the zone changes to the east: what comes earlier by now is not late, and nothing comes twice', async () => {
  await using group = await open();
  const { schedules, movesTo, until } = group;
  await movesTo('America/New_York');
  await schedules('定时 每天 18:00 晚上好');
  await movesTo('Asia/Shanghai');
  expect(await until('2026-11-28T00:00:00Z')).toEqual(['11-26T10:00 晚上好', '11-27T10:00 晚上好']);
});

test('a slot that has had its push does not come again when the clock goes back over it', async () => {
  await using group = await open();
  const { schedules, movesTo, until } = group;
  await schedules('定时 每天 10:00\n1/3 一\n2/3 二\n3/3 三');
  expect(await until('2026-11-26T11:00:00+08:00')).toEqual(['11-26T02:00 1/3 一']);
  await movesTo('America/New_York');
  expect(await until('2026-11-30T00:00:00Z')).toEqual(['11-27T15:00 2/3 二', '11-28T15:00 3/3 三']);
});

test('a one-off that is over by the new clock is not sent, and its author hears it', async () => {
  await using group = await open();
  const { chat, schedules, movesTo } = group;
  await movesTo('America/New_York');
  await schedules('定时 2026-11-26 09:00 开会');
  await group.qiang.says('设置 community.zone Asia/Shanghai');
  const told = chat.rest().find(({ to }) => to === '@阿强');
  expect(told?.text).toBe(
    '1 号定时按新时区已经过了 11月26日 周四 09:00，不会发。内容：开会。要发：再发 1',
  );
  await chat.advance({ days: 2 });
  chat.hearsNothing();
});

test('reminders come at their hour by the new clock as well', async () => {
  await using group = await open();
  const { chat, qiang, movesTo, until } = group;
  await chat.member('小明').says('签到');
  await qiang.says('话题 加 周末去哪');
  await qiang.says('话题 20:00');
  await qiang.says('提醒签到 19:00');
  await chat.at('2026-11-27T09:10:00+08:00');
  chat.rest();
  await movesTo('America/New_York');
  const said = await until('2026-11-28T02:00:00Z');
  expect(said.map((line) => line.slice(0, 13))).toEqual(['11-28T00:00 还', '11-28T01:00 今']);
});
