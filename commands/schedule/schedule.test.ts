import { expect, test } from 'vitest';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';
import { schedule } from './index.ts';

/** Thursday, 26 November 2026; 阿强 is a manager. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({
    features: [schedule],
    now: '2026-11-26T09:10:00+08:00',
    ...options,
  });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  return { chat, qiang, [Symbol.asyncDispose]: () => chat.close() };
}

test('a daily greeting is echoed back, kept at the word, and said every day', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 09:00 每天 早安，大家\n今天也要签到');
  chat.hears(
    [
      '每天 09:00（北京时间）发：',
      '早安，大家',
      '今天也要签到',
      '接下来：11月27日 周五 09:00，11月28日 周六 09:00，11月29日 周日 09:00',
    ].join('\n'),
  );
  await qiang.says('1');
  chat.hears('1 号定时已保存，第一次：11月27日 周五 09:00。不想发了：暂停 1');
  await chat.at('2026-11-27T08:59:59+08:00');
  chat.hearsNothing();
  await chat.at('2026-11-27T09:00:00+08:00');
  const said = chat.hears('早安，大家\n今天也要签到');
  expect(said.to).toBe('g1');
  await chat.at('2026-11-29T12:00:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toHaveLength(2);
});

test('it is paused, goes on, gets another text, is tried in private, and is taken away', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每个工作日早上9点 开工');
  chat.hears(/^每个工作日 09:00/);
  await qiang.says('就这样');
  chat.rest();
  await qiang.says('暂停 1');
  chat.hears('1 号已暂停。接着发：继续 1');
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('定时列表');
  chat.hears('1 个定时\n1 号 每个工作日 09:00：开工 · 已暂停');
  await qiang.says('继续 1');
  chat.hears('1 号继续，下次：11月30日 周一 09:00');
  await qiang.says('改定时 1 开工啦');
  chat.hears(/内容：原来是「开工」，换成\n开工啦\n接下来：11月30日 周一 09:00/);
  await qiang.says('就这样改');
  chat.hears('1 号改好了，下次：11月30日 周一 09:00。');
  await qiang.says('试发 1');
  expect(chat.hears('开工啦').to).toBe('@阿强');
  chat.hears('1 号已经私下发给你了。');
  await chat.at('2026-11-30T09:00:00+08:00');
  chat.hears('开工啦');
  await qiang.says('删除定时 1');
  chat.hears('1 号已删除（开工啦）。');
  await chat.advance({ days: 3 });
  chat.hearsNothing();
  await qiang.says('定时记录');
  chat.hears('11月30日 周一 09:00 · 1 号准时送出');
});

test('a talk of pausing is talk, and members cannot schedule anything', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('暂停 一下');
  await qiang.says('继续');
  chat.hearsNothing();
  await chat.member('小明').says('/定时 每天 09:00 早安');
  chat.hears(/运营|管理/);
});

test.each([
  ['定时', /^这样写：定时 每天 09:00/],
  ['定时 随便什么时候 早安', /^没看懂是什么时候/],
  ['定时 每天 早安', /^几点发/],
  ['定时 今天 8点 早安', /^这个时间已经过了/],
  ['定时 每5分钟 喝水', /^太频繁了/],
  ['定时 cron */5 * * * * 喝水', /^太频繁了/],
  ['定时 cron 0 9 31 2 * 早安', /^这个 cron 不对/],
  ['定时 每天 09:00', /^每天 09:00 发什么/],
  ['暂停 9', /^没有 9 号定时/],
])('«%s» gets one line that helps', async (typed, expected) => {
  await using group = await open();
  await group.qiang.says(typed);
  group.chat.hears(expected);
});

test('what is not confirmed is not kept', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 明天 10:00 开会');
  chat.hears(/^11月27日 周五 10:00（/);
  await qiang.says('不要了');
  chat.hears('好，没有保存。');
  await chat.advance({ days: 2 });
  chat.hearsNothing();
});

test('a preview that is called off with «取消» leaves no draft behind', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 明天 10:00 开会');
  chat.next();
  await qiang.says('取消');
  chat.hears('好，没有保存。');
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
});

test.each([
  ['定时 每月31号 9:00 x', /没有 31 号的月份不发。要每月最后一天，就写：每月最后一天/],
  ['定时 每年2月29日 9:00 x', /只有闰年有 2 月 29 日，别的年份不发。/],
])('of «%s» it is said which months or years are left out', async (typed, expected) => {
  await using group = await open();
  await group.qiang.says(typed);
  group.chat.hears(expected);
});

test('once is once: then it has ended and is in no list', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 开抢');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  chat.hears('开抢');
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
  expect(exportedRows(chat, { what: 'pushes' })).toMatchObject([
    { number: 1, slot: '2026-11-26 20:00', outcome: 'onTime', content: '开抢', group: 'g1' },
  ]);
});

test('the work days of a year that is not published yet are told', async () => {
  await using group = await open({ now: '2026-12-30T09:10:00+08:00' });
  await group.qiang.says('定时 每个工作日 09:00 早安');
  group.chat.hears(/2027 年的放假安排还没公布/);
});

test('nobody is mentioned by what an announcement says', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 @所有人 [CQ:at,qq=all] <b>开抢</b>');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  const heard = chat.hears('@所有人 [CQ:at,qq=all] <b>开抢</b>');
  expect(heard.said?.pieces.every((piece) => typeof piece === 'string')).toBe(true);
});

test('in English', async () => {
  await using group = await open({ language: 'en', zone: 'America/New_York' });
  const { chat, qiang } = group;
  await qiang.says('schedule every Friday 6:30pm Weekend!');
  chat.hears(
    'every Fri at 18:30 (Eastern Time) this is sent:\nWeekend!\nNext: Nov 27 Fri 18:30, Dec 4 Fri 18:30, Dec 11 Fri 18:30',
  );
  await qiang.says('keep it');
  chat.hears('Schedule 1 is kept; first on Nov 27 Fri 18:30. To stop it: pause 1');
});

test('who is no manager any more keeps nothing, whatever they were asked before', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 09:00 每天 早安');
  chat.next();
  await qiang.becomes('member');
  await qiang.says('1');
  chat.hears('好，没有保存。');
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
});

test('a text that is too long to be kept is too long to be put in its place', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 09:00 每天 早安');
  await qiang.says('1');
  chat.rest();
  await qiang.says(`改定时 1 ${'长'.repeat(4_001)}`);
  chat.hears('内容太长了，最多 4000 字。');
  await chat.at('2026-11-27T09:00:00+08:00');
  chat.hears('早安');
});

test('what is switched off pushes nothing, and goes on when it is on again', async () => {
  await using group = await open({ features });
  const { chat, qiang } = group;
  await qiang.says('定时 09:00 每天 早安');
  await qiang.says('1');
  await qiang.says('关闭 定时推送');
  chat.rest();
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('开启 定时推送');
  chat.rest();
  await chat.at('2026-11-28T09:00:00+08:00');
  chat.hears('早安');
});

test.for([
  [
    'zh-CN',
    '定时 冬至 18点 饺子',
    /^每年冬至 18:00（.*\n饺子\n接下来：12月22日 周二 18:00，2027年12月22日 /,
  ],
  ['zh-TW', '定時 端午節 9點 粽子', /^每年端午節 09:00（.*\n.*\n接下來：2027年6月9日 週三/],
  ['zh-TW', '排程 教師節 9點 謝謝', /^每年大陸教師節 09:00（北京時間）/],
  ['en', 'schedule mid-autumn 19:00 cakes', /^every year on Mid-Autumn at 19:00/],
] as const)(
  'a festival far away is named in %s, and its year is told',
  async ([language, ...said]) => {
    const [typed, expected] = said;
    await using group = await open({ language });
    await group.qiang.says(typed);
    group.chat.hears(expected);
  },
);

test.for([
  ['zh-TW', '排程 每個工作日早上9點 早安', /^依大陸行事曆的每個工作日 09:00（/],
  ['zh-TW', '定時 每個休息日 9點 早安', /^依大陸行事曆的每個休息日 09:00（/],
  ['en', 'schedule every workday 9:00 good morning', /^every work day of mainland China at 09:00/],
] as const)('by whose calendar days are worked is said in %s', async ([language, ...said]) => {
  const [typed, expected] = said;
  await using group = await open({ language });
  await group.qiang.says(typed);
  group.chat.hears(expected);
});
