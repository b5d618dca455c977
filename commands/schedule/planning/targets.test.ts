/** To whom a push goes: several groups, all of them, or members in private. */
import { expect, test } from 'vitest';
import { openChat } from '../../../src/testing/open-chat.ts';
import { joinCommunity } from '../../../test/joined-groups.ts';
import { features } from '../../index.ts';

/** Three groups of one community; 阿强 is a manager in the first, two members talk in each. */
async function open() {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.says('早');
  for (const group of ['g2', 'g3']) {
    const guest = chat.member('路人', group);
    await guest.says('早');
    await joinCommunity(chat, { host: qiang, guest });
  }
  await qiang.becomes('admin');
  for (const group of ['g1', 'g2', 'g3']) {
    for (const name of ['小明', '小红']) await chat.member(`${name}${group}`, group).says('早');
  }
  chat.rest();
  return { chat, qiang, [Symbol.asyncDispose]: () => chat.close() };
}

test('all groups get a push one after the other, each once, and the log tells of each', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 发给全部群：开会啦');
  chat.hears(/\n开会啦\n会发到 3 个群，共 8 人，各群间隔不到一分钟。\n接下来：/);
  await qiang.says('1');
  await qiang.says('定时列表');
  chat.hears(/已保存/);
  chat.hears('1 个定时\n1 号 11月26日 周四 20:00，发给全部群：开会啦');
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.rest().map(({ to }) => to)).toEqual(['g1']);
  await chat.advance({ minutes: 3 });
  const later = chat.rest();
  expect(later.map(({ to, text }) => [to, text])).toEqual([
    ['g2', '开会啦'],
    ['g3', '开会啦'],
  ]);
  const [second, third] = later.map(({ at }) => at);
  const gap = (third ?? 0) - (second ?? 0);
  expect(gap).toBeGreaterThanOrEqual(20_000);
  expect(gap).toBeLessThanOrEqual(60_000);
  await qiang.says('定时记录');
  expect(chat.next().text.split('\n').sort()).toEqual([
    '11月26日 周四 20:00 · 1 号准时送出',
    '11月26日 周四 20:00 · 1 号准时送出 · 群 g2',
    '11月26日 周四 20:00 · 1 号准时送出 · 群 g3',
  ]);
  await chat.advance({ days: 2 });
  chat.hearsNothing();
});

test('one group is chosen by its id, and one that is not there is told', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 发给群 g2、g9：开会啦');
  chat.hears('没有「g9」这个群。有：g1、g2、g3');
  await qiang.says('定时 发给群 g2：今晚8点 开会啦');
  chat.hears(/会发到 1 个群/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:10:00+08:00');
  expect(chat.hears('开会啦').to).toBe('g2');
  chat.hearsNothing();
});

test('a pause stops a push that is under way to the other groups', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 20:00 发给全部群：开会啦');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.hears('开会啦').to).toBe('g1');
  await qiang.says('暂停 1');
  chat.hears(/已暂停/);
  await chat.advance({ minutes: 10 });
  chat.hearsNothing();
});

test('a poll opens in every group that a push goes to', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 发给全部群：发起投票 聚餐 | 去 | 不去');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:05:00+08:00');
  expect(chat.rest().map(({ to, text }) => [to, text.split('\n')[0]])).toEqual([
    ['g1', '1 号投票：聚餐'],
    ['g2', '2 号投票：聚餐'],
    ['g3', '3 号投票：聚餐'],
  ]);
});

test('members with a tag hear in private, those who have written to the bot, as counted before', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const [ming, hong] = [chat.member('小明g1'), chat.member('小红g1')];
  await qiang.says('标签 新人 @小明g1 @小红g1', { mentions: [ming, hong] });
  await ming.whispers('帮助');
  chat.rest();
  await qiang.says('定时 今晚8点 发给标签 新人：{星期}好，欢迎');
  chat.hears(/私聊发给符合「标签=新人」的人，现在有 1 人；另有 1 人没私聊过我，收不到。\n接下来：/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.hears('周四好，欢迎').to).toBe('@小明g1');
  chat.hearsNothing();
  await qiang.says('定时记录');
  chat.hears('11月26日 周四 20:00 · 1 号准时送出 · 私聊 1 人');
});

test('who has left hears nothing more, and a condition that nobody can read is told', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const ming = chat.member('小明g1');
  await ming.whispers('帮助');
  await qiang.says('定时 今晚8点 发给 发言数≥1：在吗');
  await qiang.says('1');
  await ming.leaves();
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('定时 今晚9点 发给 好人：在吗');
  expect(chat.next().text).toContain('好人');
  await qiang.says('定时 今晚9点 发给 发言数≥1：发起投票 a | b | c');
  chat.hears('投票和抽奖要在群里进行，不能私聊发。');
});

test('a push in private keeps the quiet hours and the cap of a day, as one to the group does', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await chat.member('小明g1').whispers('帮助');
  chat.rest();
  await qiang.says('定时 每30分钟 发给 发言数≥1：买买买');
  chat.hears(/\n一天有 48 次，但每个群一天最多主动发 4 条，多的不发。$/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-27T09:10:00+08:00');
  const letters = chat.rest().filter(({ text }) => text === '买买买');
  const times = letters.map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16));
  expect(times).toEqual([
    '11-26T09:40',
    '11-26T10:10',
    // Two of the four have told of the groups that came in.
    '11-27T08:00',
    '11-27T08:30',
    '11-27T09:00',
  ]);
  await qiang.says('免打扰');
  chat.hears(/^今天还能主动发 1 条/);
});

test('a push in private that cannot wait for the morning is left out, and its author hears why', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await chat.member('小明g1').whispers('帮助');
  chat.rest();
  await qiang.says('定时 每天 03:00 发给 发言数≥1：在吗');
  chat.hears(/\n这时候是免打扰时段（22:30–08:00），.*到时不会发。/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-27T21:00:00+08:00');
  const told = chat.hears(/^1 条定时没有发：\n· 1 号 11月27日 周五 03:00：在吗（免打扰时段）\n/);
  expect(told.to).toBe('@阿强');
  chat.hearsNothing();
  await qiang.says('定时记录');
  chat.hears('11月27日 周五 03:00 · 1 号没发：免打扰时段 · 私聊 0 人');
});

test('a hello to a full group says how many will read it', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  for (let count = 0; count < 20; count += 1) await chat.member(`群友${count}`).says('早');
  chat.rest();
  await qiang.says('定时 今晚8点 大家好');
  chat.hears(/\n大家好\n群里现在有 23 人。\n/);
});

test('a group is meant by what it is called, and by its number where two are called the same', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await chat.member('小明g2', 'g2').says('早', { groupName: '读书群' });
  await qiang.says('定时 今晚8点 发给群 读书群：开会啦');
  chat.hears(/\n会发到 1 个群，/);
  await chat.member('小明g3', 'g3').says('早', { groupName: '读书群' });
  await qiang.says('定时 今晚8点 发给群 读书群：开会啦');
  chat.hears('有好几个群叫「读书群」，写群号：g1、g2、g3');
  await qiang.says('定时 今晚8点 发给群 g3：开会啦');
  chat.hears(/\n会发到 1 个群，/);
});
