/** The life of a scheduled push: draft, approval, copy, and what the group never sees. */
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026; 阿强 and 小芳 are managers. */
async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({ features, settings, now: '2026-11-26T09:10:00+08:00' });
  const [qiang, fang] = [chat.member('阿强'), chat.member('小芳')];
  await qiang.becomes('admin');
  await fang.becomes('admin');
  return { chat, qiang, fang, [Symbol.asyncDispose]: () => chat.close() };
}

test('what was not confirmed stays as a draft in the list, and is sent when it is wanted', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 早安');
  chat.next();
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('定时列表');
  chat.hears('1 个定时\n1 号 每天 10:00：早安 · 草稿，要发就回：继续 1');
  await qiang.says('继续 1');
  chat.hears('1 号定时已保存，第一次：11月28日 周六 10:00。不想发了：暂停 1');
  await chat.at('2026-11-28T10:00:00+08:00');
  chat.hears('早安');
});

test('a draft that is refused is gone, and of many only the last five are kept', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 不要');
  await qiang.says('不要了');
  for (let count = 1; count <= 7; count += 1) await qiang.says(`定时 每天 10:00 第${count}稿`);
  chat.rest();
  await qiang.says('定时列表');
  const list = chat.next().text;
  expect(list.match(/第\d稿/g)).toEqual(['第3稿', '第4稿', '第5稿', '第6稿', '第7稿']);
});

test('where a second manager must agree, nothing is sent before, and one’s own word does not count', async () => {
  await using group = await open({ 'schedule.approval': true });
  const { chat, qiang, fang } = group;
  await qiang.says('定时 每天 10:00 早安');
  chat.next();
  await qiang.says('1');
  chat.hears('1 号等另一位运营同意。先看再定：批准定时 1');
  await qiang.says('批准定时 1');
  chat.hears('1 号是你改的，要另一位运营来批准。');
  await qiang.says('继续 1');
  chat.hears(/^1 号等另一位运营同意/);
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
  await fang.says('定时列表');
  chat.hears('1 个定时\n1 号 每天 10:00：早安 · 等批准');
  await fang.whispers('批准定时 1');
  chat.hears(/^1 号等你同意：每天 10:00（北京时间）发给建它的群：\n早安\n接下来：11月28日/);
  await fang.whispers('1');
  chat.hears(/^1 号定时已保存，第一次：11月28日/);
  await chat.at('2026-11-28T10:00:00+08:00');
  expect(chat.hears('早安').to).toBe('g1');
  await qiang.says('改定时 1 换个说法');
  chat.hears(/^1 号改成这样：/);
  await qiang.says('1');
  chat.hears(/^1 号改好了/);
  chat.hears(/^1 号等另一位运营同意/);
  await chat.at('2026-11-29T12:00:00+08:00');
  chat.hearsNothing();
});

test('where nobody else manages, it is said what to do, and doing it helps', async () => {
  const settings = { 'schedule.approval': true };
  await using chat = await openChat({ features, settings, now: '2026-11-26T09:10:00+08:00' });
  const boss = chat.member('群主');
  await boss.becomes('owner');
  const ming = chat.member('小明');
  await ming.says('早');
  await boss.says('定时 每天 10:00 早安');
  chat.next();
  await boss.says('1');
  const told = /^1 号要另一位运营同意，可社群里还没有第二位。先任命一位：任命 @群友 运营；/;
  chat.hears(told);
  await boss.says('批准定时 1');
  chat.hears(told);
  await boss.says('任命 @小明 运营', { mentions: [ming] });
  chat.rest();
  await boss.says('批准定时 1');
  chat.hears('1 号是你改的，要另一位运营来批准。');
  await ming.says('批准定时 1');
  chat.hears(/^1 号等你同意：/);
  await ming.says('同意');
  chat.hears(/^1 号定时已保存/);
});

test('an owner alone may do without a second one, and nothing is put to sleep by a wish to mention all', async () => {
  const settings = { 'schedule.approval': true };
  await using chat = await openChat({ features, settings, now: '2026-11-26T09:10:00+08:00' });
  const boss = chat.member('群主');
  await boss.becomes('owner');
  await boss.says('定时 每天 10:00 早安');
  await boss.says('1');
  await boss.says('设置 schedule.approval 否');
  chat.rest();
  await boss.says('继续 1');
  chat.hears(/^1 号继续，下次：/);
  await boss.says('定时全体 1');
  chat.hears(/^@全体 要另一位运营同意，可社群里还没有第二位，所以没有改。/);
  await chat.at('2026-11-26T10:00:00+08:00');
  expect(chat.hears('早安').said?.mentionsAll).toBeUndefined();
});

test('what a manager changes in private the others hear of, so that it does not wait unseen', async () => {
  await using group = await open({ 'schedule.approval': true });
  const { chat, qiang, fang } = group;
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('1');
  await fang.says('批准定时 1');
  await fang.says('1');
  chat.rest();
  await qiang.whispers('改定时 1 换个说法');
  await qiang.whispers('1');
  const told = chat.rest().filter(({ text }) => /^1 号等另一位运营同意/.test(text));
  expect(told.map(({ to }) => to).sort()).toEqual(['@小芳', '@阿强']);
});

test('a pause is no way around the second manager', async () => {
  await using group = await open({ 'schedule.approval': true });
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('1');
  await qiang.says('暂停 1');
  await qiang.says('继续 1');
  chat.rest();
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hearsNothing();
});

test('a copy is a draft of its own, at the same time or another', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('1');
  chat.rest();
  await qiang.says('复制 1 每周五 18:00');
  chat.hears(/^每周五 18:00（北京时间）发：\n早安\n/);
  await qiang.says('1');
  chat.hears(/^2 号定时已保存/);
  await qiang.says('复制 9');
  chat.hears(/^没有 9 号定时/);
  await qiang.says('复制 一下');
  chat.hearsNothing();
  await qiang.says('定时列表');
  chat.hears(/^2 个定时\n1 号 每天 10:00：早安.*\n2 号 每周五 18:00：早安/);
});

test('a schedule that is resumed in private is pushed to its group', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('1');
  await qiang.says('暂停 1');
  await qiang.whispers('继续 1');
  chat.rest();
  await chat.at('2026-11-27T10:00:00+08:00');
  expect(chat.hears('早安').to).toBe('g1');
});

test('a trial in private has its slots filled', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 {星期}好');
  await qiang.says('1');
  chat.rest();
  await qiang.whispers('试发 1');
  expect(chat.hears('周四好').to).toBe('@阿强');
});

test('everybody is mentioned only when a second manager agrees, and twice a day at most', async () => {
  await using group = await open();
  const { chat, qiang, fang } = group;
  await qiang.says('定时 每天 10:00、14:00、18:00 开抢');
  await qiang.says('1');
  chat.rest();
  await qiang.says('定时全体 1');
  chat.hears('1 号会 @全体，每个群每天最多 2 次，多的照常发、不提醒。');
  chat.hears('1 号等另一位运营同意。先看再定：批准定时 1');
  await qiang.says('批准定时 1');
  await chat.at('2026-11-26T23:00:00+08:00');
  expect(chat.rest()).toHaveLength(1);
  await fang.says('批准定时 1');
  chat.hears(/\n发的时候 @全体。\n/);
  await fang.says('1');
  chat.hears(/已保存/);
  await chat.at('2026-11-28T11:00:00+08:00');
  const mentioned = chat.rest().map(({ said }) => said?.mentionsAll === true);
  expect(mentioned).toEqual([true, true, false, true]);
  await fang.says('改定时 1 换个说法');
  chat.hears(/换个说法/);
  await fang.says('1');
  chat.hears(/^1 号改好了/);
  chat.hears(/^1 号等另一位运营同意/);
  await fang.says('批准定时 1');
  chat.hears('1 号是你改的，要另一位运营来批准。');
});

test('a mention of all that had to wait over midnight counts for the day on which it came', async () => {
  await using group = await open({
    'community.quietFrom': '23:30',
    'community.quietUntil': '00:30',
    'community.pushGapMinutes': 0,
    'community.lullMinutes': 0,
  });
  const { chat, qiang, fang } = group;
  for (const [index, time] of ['23:40', '08:00', '09:00'].entries()) {
    await qiang.says(`定时 每天 ${time} 开抢`);
    await qiang.says('1');
    await qiang.says(`定时全体 ${index + 1}`);
    await fang.says(`批准定时 ${index + 1}`);
    await fang.says('1');
  }
  chat.rest();
  await chat.at('2026-11-27T10:00:00+08:00');
  const mentioned = chat.rest().map(({ said }) => said?.mentionsAll === true);
  expect(mentioned).toEqual([true, true, false]);
});

test('where a platform cannot mention all, that is said, and the push goes without', async () => {
  await using chat = await openChat({
    features,
    can: { mentionAll: false },
    now: '2026-11-26T09:10:00+08:00',
  });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await qiang.says('定时 今晚8点 开抢');
  await qiang.says('1');
  chat.rest();
  await qiang.says('定时全体 1');
  chat.hears('这个平台不让机器人 @全体，会照常发，但不提醒所有人。');
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.hears('开抢').said?.mentionsAll).toBeUndefined();
});
