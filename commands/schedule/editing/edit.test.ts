/** A schedule is to be another one: its time, its text, to whom it goes. */
import { expect, test } from 'vitest';
import { openChat } from '../../../src/testing/open-chat.ts';
import { joinCommunity } from '../../../test/joined-groups.ts';
import { features } from '../../index.ts';

/** Thursday, 26 November 2026; 阿强 and 小芳 are managers, and number 1 says «喝水» every day at 9. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00', ...options });
  const [qiang, fang] = [chat.member('阿强'), chat.member('小芳')];
  for (const manager of [qiang, fang]) await manager.becomes('admin');
  await qiang.says('定时 每天 09:00 喝水');
  await qiang.says('1');
  chat.rest();
  return { chat, qiang, fang, [Symbol.asyncDispose]: () => chat.close() };
}

test('«改定时 1 每4小时 喝水» changes the time and not the text, after old and new were shown', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('改定时 1 每4小时 喝水');
  chat.hears(
    [
      '1 号改成这样：',
      '时间：每天 09:00 → 每 4 小时（北京时间）',
      '内容不变：喝水',
      '接下来：11月26日 周四 13:10，11月26日 周四 17:10，11月26日 周四 21:10',
      '一天有 6 次，但每个群一天最多主动发 4 条，多的不发。',
    ].join('\n'),
  );
  await qiang.says('定时列表');
  chat.hears(/1 号 每天 09:00：喝水/);
  await qiang.says('1');
  chat.hears('1 号改好了，下次：11月26日 周四 13:10。');
  await chat.at('2026-11-26T13:10:00+08:00');
  chat.hears('喝水');
  await qiang.says('定时列表');
  chat.hears(/1 号 每 4 小时：喝水 · 下次 11月26日 周四 17:10/);
  expect(chat.errors).toEqual([]);
});

test.each([
  ['改定时 1 10:00', '每天 10:00', '11月26日 周四 10:00'],
  ['改定时 1 每周一', '每周一 09:00', '11月30日 周一 09:00'],
  ['改时间 1 晚上8点半', '每天 20:30', '11月26日 周四 20:30'],
  ['改时间 1 到11月30日', '到 11月30日 为止，每天 09:00', '11月27日 周五 09:00'],
  ['改时间 1 明天 10:00', '11月27日 周五 10:00', '11月27日 周五 10:00'],
  ['改时间 1 每4小时', '每 4 小时', '11月26日 周四 13:10'],
])('of «%s» what is not said stays: %s', async (typed, now, first) => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says(typed);
  expect(chat.next().text).toContain(`时间：每天 09:00 → ${now}（北京时间）\n内容不变：喝水\n`);
  await qiang.says('就这样改');
  chat.hears(`1 号改好了，下次：${first}。`);
});

test('a text that begins like a time may be both, and whoever typed it says which', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('改定时 1 9点半集合');
  const asked = chat.hears(/^1 号改成这样：\n时间：每天 09:00 → 每天 09:30/);
  expect(asked.said?.choices?.map(({ label }) => label)).toEqual([
    '就这样改',
    '整句都是内容，时间不变',
    '不改了',
  ]);
  await qiang.says('2');
  chat.hears(/^1 号改成这样：\n时间不变：每天 09:00（北京时间）\n.*\n9点半集合\n/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-27T09:00:00+08:00');
  chat.hears('9点半集合');
});

test('a time that cannot be kept is told, and may have been a text', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('改定时 1 今天 8点 交作业');
  chat.hears(/^这个时间已经过了。\n如果没说时间/);
  await qiang.says('不改了');
  chat.hears('好，1 号没有改。');
  await qiang.says('改时间 1 喝茶');
  chat.hears(/^没看懂是什么时候。这样写：改时间 1 每天 10:00/);
  await qiang.says('改内容 1 今天 8点 交作业');
  chat.hears(/内容：原来是「喝水」，换成\n今天 8点 交作业\n/);
});

test('whatever else a person types after a question about a change changes nothing', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('改定时 1 每周一 9点 周报');
  chat.rest();
  await qiang.says('取消');
  chat.hears('已取消。');
  await qiang.says('改定时 1 每天 09:00 喝水');
  chat.hears('1 号本来就是这样，没有要改的。');
  await chat.at('2026-11-27T09:00:00+08:00');
  chat.hears('喝水');
});

test('what another manager has changed meanwhile is shown once more', async () => {
  await using group = await open();
  const { chat, qiang, fang } = group;
  await qiang.says('改时间 1 10:00');
  await fang.says('改内容 1 喝茶');
  await fang.says('1');
  chat.rest();
  await qiang.says('1');
  chat.hears('1 号刚才被人改过，按现在的再看一眼：');
  chat.hears(/时间：每天 09:00 → 每天 10:00（北京时间）\n内容不变：喝茶/);
  await qiang.says('1');
  chat.hears(/^1 号改好了/);
  await chat.at('2026-11-26T10:00:00+08:00');
  chat.hears('喝茶');
});

test('who is no manager any more changes nothing, whatever they were asked before', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('改时间 1 10:00');
  chat.next();
  await qiang.becomes('member');
  await qiang.says('1');
  chat.hears('好，1 号没有改。');
});

test('what is paused stays so with its new time, and goes on by it', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('暂停 1');
  await qiang.says('改时间 1 每周一 10:00');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-12-01T12:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('继续 1');
  chat.hears('1 号继续，下次：12月7日 周一 10:00');
});

test('another time takes a second word where that is asked for', async () => {
  await using group = await open();
  const { chat, qiang, fang } = group;
  await qiang.says('设置 schedule.approval 是');
  await qiang.says('改时间 1 10:00');
  await qiang.says('1');
  await qiang.says('定时列表');
  expect(chat.rest().at(-1)?.text).toContain('1 号 每天 10:00：喝水 · 等批准');
  await fang.says('批准定时 1');
  chat.hears(/^1 号等你同意：每天 10:00/);
  await fang.says('1');
  chat.hears(/第一次：11月26日 周四 10:00/);
});

test('a push is sent to other groups, and «发给本群» is where it is typed', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const guest = chat.member('路人', 'g2');
  await guest.says('早');
  await joinCommunity(chat, { host: qiang, guest });
  chat.rest();
  await qiang.says('改定时 1 发给全部群');
  chat.hears(/\n发给：建它的群 → 全部群\n内容不变：喝水\n会发到 2 个群/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-27T09:03:00+08:00');
  expect(chat.rest().map(({ to }) => to)).toEqual(['g1', 'g2']);
});

test('in English', async () => {
  await using chat = await openChat({ features, language: 'en', now: '2026-11-26T09:10:00+08:00' });
  const boss = chat.member('Boss');
  await boss.becomes('owner');
  await boss.says('schedule every day 09:00 drink');
  await boss.says('1');
  chat.rest();
  await boss.says('edit-schedule 1 every 4 hours drink');
  chat.hears(/^Schedule 1 as it will be:\nWhen: every day at 09:00 → every 4 hours \(/);
  await boss.says('change it');
  chat.hears('Schedule 1 is changed; next on Nov 26 Thu 13:10.');
});

test.each([
  ['1/3 上\n2/3 中\n3/3 下', '原来是 3 段的系列，这样改就只剩这一段，不再一段一段发。'],
  ['上\n---\n下', '原来是 2 段轮着发，这样改就只剩这一段。'],
])('that several texts become one is said before it is kept: %j', async (content, told) => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says(`定时 每天 10:00\n${content}`);
  await qiang.says('1');
  chat.rest();
  await qiang.says('改内容 2 散会');
  expect(chat.next().text).toContain(`换成\n散会\n${told}\n`);
  await qiang.says('2');
  chat.rest();
  await qiang.says('改内容 2 一\n---\n二');
  expect(chat.next().text).not.toContain('只剩这一段');
});
