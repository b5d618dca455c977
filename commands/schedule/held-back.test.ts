/** Pushes that the guard of attention holds back: what they say once they leave, if they do. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineFeature, describe, phrases } from '#kit';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { joinCommunity } from '../../test/joined-groups.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026, with quiet hours until 08:00; 阿强 and 小芳 are managers. */
async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({ features, settings, now: '2026-11-26T09:10:00+08:00' });
  const [qiang, fang] = [chat.member('阿强'), chat.member('小芳')];
  await qiang.becomes('admin');
  await fang.becomes('admin');
  async function schedules(typed: string): Promise<void> {
    await qiang.says(typed);
    await qiang.says('1');
    chat.rest();
  }
  return { chat, qiang, fang, schedules, [Symbol.asyncDispose]: () => chat.close() };
}

test('a poll that falls into the quiet hours opens when they are over, and not before', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('定时 每周五 07:30 发起投票 周末去哪 | 爬山 | 看海');
  await chat.at('2026-11-27T07:50:00+08:00');
  chat.hearsNothing();
  await qiang.says('定时记录');
  chat.hears('11月27日 周五 07:30 · 1 号还在等：免打扰时段');
  await chat.member('小明').says('2');
  chat.hearsNothing();
  await chat.at('2026-11-27T08:00:00+08:00');
  chat.hears(/^1 号投票：周末去哪\n/);
  await chat.member('小明').says('2');
  chat.hears(/看海/);
  await qiang.says('定时记录');
  chat.hears('11月27日 周五 07:30 · 1 号送出，晚了 30 分钟');
  await qiang.says('免打扰');
  chat.hears(/已发 1 条|今天还能主动发 3 条/);
  expect(chat.errors).toEqual([]);
});

test('a poll that cannot wait for the end of the quiet hours is never opened, and its author hears it', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('定时 每周五 03:00 发起投票 周末去哪 | 爬山 | 看海');
  await chat.at('2026-11-27T21:00:00+08:00');
  const told = chat.hears(
    /^1 条定时没有发：\n· 1 号 11月27日 周五 03:00：发起投票.*（免打扰时段）/,
  );
  expect(told.to).toBe('@阿强');
  await chat.member('小明').says('2');
  chat.hearsNothing();
  await qiang.says('投票列表');
  expect(chat.rest().filter(({ text }) => text.includes('周末去哪'))).toEqual([]);
});

test('what cannot be opened does not count as said', async () => {
  await using group = await open({ 'polls.openedBy': 'manager' });
  const { chat, qiang, fang, schedules } = group;
  await schedules('定时 每周五 18:00 发起投票 周末去哪 | 爬山 | 看海');
  await qiang.becomes('member');
  await chat.at('2026-11-27T18:00:00+08:00');
  chat.hears(/^1 号定时 11月27日 周五 18:00 没能发起：/);
  await fang.says('免打扰');
  chat.hears(/今天还能主动发 4 条/);
  expect(exportedRows(chat, { what: 'pushes' })).toMatchObject([
    { outcome: 'notOpened', state: 'suppressed', leftAt: null },
  ]);
});

test('a text that waits has the values of the moment when it is sent', async () => {
  await using group = await open();
  const { chat, schedules } = group;
  await schedules('定时 每天 07:30 已经 {今日签到人数} 人签到');
  await chat.at('2026-11-27T07:40:00+08:00');
  await chat.member('小明').says('签到');
  chat.rest();
  await chat.at('2026-11-27T08:00:00+08:00');
  chat.hears('已经 1 人签到');
});

test.for([
  ['暂停 1', '定时已停'],
  ['删除定时 1', '定时已停'],
])('after «%s» what still waits is not sent either', async ([typed = '', why]) => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('定时 每天 07:30 早安');
  await chat.at('2026-11-27T07:40:00+08:00');
  await qiang.says(typed);
  chat.rest();
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('定时记录');
  chat.hears(`11月27日 周五 07:30 · 1 号没发：${why}`);
});

test('a text that was changed while it waited is not sent before a second manager has agreed', async () => {
  await using group = await open();
  const { chat, qiang, fang, schedules } = group;
  await schedules('定时 每天 07:30 早安');
  await fang.says('设置 schedule.approval 是');
  await chat.at('2026-11-27T07:40:00+08:00');
  await qiang.says('改定时 1 换个说法');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
});

test('whoever does not want schedules is not written to in private either', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  for (const name of ['小明', '小红']) {
    await chat.member(name).says('早');
    await chat.member(name).whispers('帮助');
  }
  await chat.member('小红').says('别提醒我 定时推送');
  chat.rest();
  await schedules('定时 今晚8点 发给 发言数≥1：{星期}好');
  await chat.at('2026-11-26T20:00:00+08:00');
  const readers = chat.rest().map(({ to }) => to);
  expect(readers).toContain('@小明');
  expect(readers).not.toContain('@小红');
  await qiang.says('定时记录');
  chat.hears(new RegExp(`私聊 ${readers.length} 人$`));
});

test('a one-off that the guard kept back for long says how late it is, and one that waited for a pause does not', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('定时 今天 10:00 开会');
  await schedules('定时 今天 10:05 开饭');
  await chat.at('2026-11-26T10:00:00+08:00');
  chat.hears('开会');
  await chat.at('2026-11-26T10:31:00+08:00');
  chat.hears('开饭\n（晚了 25 分钟）');
  await chat.at('2026-11-26T11:09:00+08:00');
  await schedules('定时 今天 11:10 散会');
  for (const text of ['好', '好的', '行', '嗯']) await qiang.says(text);
  await chat.at('2026-11-26T11:10:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-11-26T11:15:00+08:00');
  chat.hears('散会');
});

test('a series that is written anew while a part waits begins with its first part', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('定时 每天 07:30\n1/4 一\n2/4 二\n3/4 三\n4/4 四');
  await chat.at('2026-11-28T12:00:00+08:00');
  await chat.at('2026-11-29T07:40:00+08:00');
  chat.rest();
  await qiang.says('改定时 1\n1/2 甲\n2/2 乙');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-29T09:00:00+08:00');
  chat.hears('1/2 甲');
  await chat.at('2026-12-02T09:00:00+08:00');
  chat.hears('2/2 乙');
  chat.hearsNothing();
});

/** A feature with a slot that fails once the push has been made. */
function failing() {
  const words = phrases({
    name: '天气',
    commands: {},
    labels: {},
    slots: { weather: ['天气'] },
    texts: {},
  });
  const base = describe({
    name: 'weather',
    settings: z.object({}),
    phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
  });
  const state = { isBroken: false };
  const feature = defineFeature({
    ...base,
    slots: {
      weather: {
        async value() {
          if (state.isBroken) throw new Error('no weather');
          return '晴';
        },
      },
    },
  });
  return { feature, state };
}

test('a push whose slot fails is told as not sent, takes no place, and others go on', async () => {
  const { feature, state } = failing();
  await using chat = await openChat({
    features: [...features, feature],
    now: '2026-11-26T09:10:00+08:00',
  });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  for (const typed of ['定时 每天 10:00 今天{天气}', '定时 每天 11:00 喝水']) {
    await qiang.says(typed);
    await qiang.says('1');
  }
  chat.rest();
  state.isBroken = true;
  await chat.at('2026-11-26T12:00:00+08:00');
  const told = chat.hears(
    '1 号定时 11月26日 周四 10:00 没有发：程序出错了。内容：今天{天气}。补发：再发 1',
  );
  expect(told.to).toBe('@阿强');
  chat.hears('喝水');
  await qiang.says('定时记录 1');
  chat.hears('11月26日 周四 10:00 · 1 号没发：程序出错了');
  await qiang.says('免打扰');
  chat.hears(/^今天还能主动发 3 条/);
  expect(chat.errors).toHaveLength(1);
});

test('of two one-offs for the same time the second comes half an hour later, as its preview promised', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('定时 15:00 甲');
  await qiang.says('定时 15:00 乙');
  chat.hears(/会等到 15:30 再发/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T15:07:00+08:00');
  chat.hears('甲');
  await chat.at('2026-11-26T15:37:00+08:00');
  chat.hears(/^乙/);
  await qiang.says('定时记录');
  chat.hears(/2 号送出，晚了 30 分钟/);
});

test('what the platform has refused was not said: the next one need not wait half an hour for it', async () => {
  const refused = [{ kind: 'refused', why: 'no' } as const];
  let isRefusing = false;
  const outcome = () => (isRefusing ? refused.pop() : undefined);
  await using chat = await openChat({ features, outcome, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  for (const typed of ['今天 10:00 开会', '每天 10:00 早安', '今天 10:20 吃饭']) {
    await qiang.says(`定时 ${typed}`);
    await qiang.says('1');
  }
  chat.rest();
  isRefusing = true;
  await chat.at('2026-11-26T10:01:00+08:00');
  const heard = chat.rest().map(({ to, text }) => `${to} ${text}`);
  expect(heard).toEqual([expect.stringMatching(/^@阿强 1 号定时 .* 没发成/), 'g1 早安']);
  await chat.at('2026-11-26T10:29:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-11-26T10:31:00+08:00');
  chat.hears('吃饭');
});

test('a meeting told to several groups keeps its place in the one whose turn is last', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  const guest = chat.member('路人', 'g2');
  await guest.says('早');
  await joinCommunity(chat, { host: qiang, guest });
  await qiang.says('设置 community.pushesADay 1');
  await guest.says('定时 每天 12:00 早安');
  await guest.says('1');
  await schedules('定时 明天 12:00 发给全部群：开会');
  // Today the groups have heard already that they are one community.
  await chat.at('2026-11-27T11:00:00+08:00');
  chat.rest();
  await chat.at('2026-11-27T12:05:00+08:00');
  expect(chat.rest().map(({ to, text }) => `${to} ${text}`)).toEqual(['g1 开会', 'g2 开会']);
});
