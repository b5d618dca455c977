/** What managers do with schedules that are there: look at one, send it now, several at once. */
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { joinCommunity } from '../../test/joined-groups.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026; 阿强 is a manager, 小明 talks. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00', ...options });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await chat.member('小明').says('早');
  async function schedules(...typed: readonly string[]): Promise<void> {
    for (const one of typed) {
      await qiang.says(`定时 ${one}`);
      await qiang.says('1');
    }
    chat.rest();
  }
  async function joins(guestGroup: string): Promise<void> {
    const guest = chat.member('路人', guestGroup);
    await guest.says('早', { groupName: '读书群' });
    await joinCommunity(chat, { host: qiang, guest });
    chat.rest();
  }
  return { chat, qiang, joins, schedules, [Symbol.asyncDispose]: () => chat.close() };
}

test('«看定时 1» shows a schedule in full: when, to whom, all its texts, who made it, the last time', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('每天 10:00 早安\n---\n早上好');
  await chat.at('2026-11-26T12:00:00+08:00');
  chat.rest();
  await qiang.says('看定时 1');
  chat.hears(
    [
      '1 号定时：每天 10:00（北京时间）',
      '发给：建它的群',
      '2 段内容轮着发：',
      '· 早安',
      '· 早上好',
      '下次发第 2 段。',
      '接下来：11月27日 周五 10:00，11月28日 周六 10:00，11月29日 周日 10:00',
      '阿强 在 11月26日 建的。',
      '上次：11月26日 周四 10:00 · 1 号准时送出',
      '改定时 1 · 立即发 1 · 试发 1 · 暂停 1 · 删除定时 1',
    ].join('\n'),
  );
  await qiang.says('定时列表');
  chat.hears(/早上好（第 2\/2 段） · 下次/);
  await qiang.says('看定时 9');
  chat.hears(/^没有 9 号定时/);
});

test('the list says in which group a schedule was made and to which it goes', async () => {
  await using group = await open();
  const { chat, qiang, joins, schedules } = group;
  await joins('g2');
  await schedules('每天 10:00 早安', '每天 12:00 发给群 读书群：午安');
  await qiang.says('定时列表');
  chat.hears(/1 号 每天 10:00：早安 .*\n2 号 每天 12:00，发给群 读书群：午安/);
  await qiang.whispers('定时列表');
  chat.hears(/1 号 每天 10:00，发给群 g1：早安/);
});

test('«立即发 1» asks, sends at once by the word alone, and the plan goes on', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('每天 20:00 开抢');
  await qiang.says('立即发 1');
  chat.hears(
    [
      '1 号现在就发给建它的群：',
      '开抢',
      '马上就发；大家正聊着的话，最多等 10 分钟。',
      '之后照常：11月26日 周四 20:00',
      '发出去就收不回来。要发就回「现在就发」。',
    ].join('\n'),
  );
  await qiang.says('1');
  chat.hears('这一步收不回来，数字和「好」都不算，请整句回：「现在就发」、「不发」');
  for (const short of ['1', '好的', '2']) await qiang.says(short);
  // Told once; after that a number may be about something else.
  chat.hearsNothing();
  await qiang.says('现在就发');
  chat.hears('1 号：马上就发；大家正聊着的话，最多等 10 分钟。');
  await chat.advance({ minutes: 5 });
  expect(chat.hears('开抢').to).toBe('g1');
  await qiang.says('定时记录');
  chat.hears(/^11月26日 周四 09:10 · 1 号送出/);
  await chat.at('2026-11-26T20:00:00+08:00');
  chat.hears('开抢');
  expect(chat.errors).toEqual([]);
});

test('what is sent now goes by the guard: it waits, or is told that it cannot', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('每天 09:20 早安', '每天 20:00 开抢');
  await chat.at('2026-11-26T09:30:00+08:00');
  chat.hears('早安');
  await qiang.says('立即发 2');
  chat.hears(/\n会等到 09:50 再发：/);
  await qiang.says('现在就发');
  chat.hears(/^2 号：会等到 09:50 再发/);
  await chat.at('2026-11-26T09:49:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-11-26T09:51:00+08:00');
  chat.hears('开抢');
  await chat.at('2026-11-26T23:00:00+08:00');
  chat.rest();
  await qiang.says('立即发 2');
  chat.hears(/^现在发不了：/);
  await qiang.says('暂停 2');
  await qiang.says('立即发 2');
  chat.hears(/已暂停/);
  chat.hears('2 号暂停着。先接着发：继续 2');
});

test('a part of a series that is sent now is not sent again, and all groups get it', async () => {
  await using group = await open();
  const { chat, qiang, joins, schedules } = group;
  await joins('g2');
  await schedules('每天 20:00 发给全部群：1/2 第一课\n2/2 第二课');
  await qiang.says('立即发 1');
  chat.hears(/^1 号现在就发给全部群：\n1\/2 第一课\n会发到 2 个群/);
  await qiang.says('现在就发');
  chat.rest();
  await chat.advance({ minutes: 35 });
  expect(
    chat
      .rest()
      .map(({ to, text }) => [to, text])
      .sort(),
  ).toEqual([
    ['g1', '1/2 第一课'],
    ['g2', '1/2 第一课'],
  ]);
  await chat.at('2026-11-26T20:05:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toEqual(['2/2 第二课', '2/2 第二课']);
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
});

test('«暂停 全部» and «恢复 全部» mean all of them, and several are meant by their numbers', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await qiang.says('暂停 全部');
  chat.hears(/^现在没有在发的定时/);
  await schedules('每天 10:00 一', '每天 11:00 二', '每天 12:00 三');
  await qiang.says('暂停 全部');
  chat.hears('3 个定时暂停了：1、2、3 号。接着发：继续 全部');
  await chat.at('2026-11-26T13:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('恢复 全部');
  chat.hears(
    '1 号继续，下次：11月27日 周五 10:00\n2 号继续，下次：11月27日 周五 11:00\n3 号继续，下次：11月27日 周五 12:00',
  );
  await qiang.says('暂停 1、3 9');
  chat.hears('2 个定时暂停了：1、3 号。接着发：继续 全部\n没有 9 号定时。有哪些：定时列表');
  await qiang.says('暂停 一下 全部');
  chat.hearsNothing();
});

test('several are deleted only by all the words, after they were shown', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('每天 10:00 一', '每天 11:00 二', '每天 12:00 三');
  await qiang.says('删定时 1 3');
  chat.hears(
    '要删除这 2 个定时：\n1 号 每天 10:00：一\n3 号 每天 12:00：三\n删了就找不回来。要删就回「删除这 2 个」。',
  );
  await qiang.says('1');
  chat.hears('这一步收不回来，数字和「好」都不算，请整句回：「删除这 2 个」、「不删」');
  await qiang.says('删除这 2 个');
  chat.hears('2 个定时已删除：1、3 号。');
  await chat.at('2026-11-26T13:00:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toEqual(['二']);
  await qiang.says('删除定时 全部');
  chat.hears(/^要删除这 1 个定时：\n2 号/);
  await qiang.says('算了');
  chat.hears('好，都留着。');
});

test('«删定时 全部» and «1»: others who say 1 are not meant, and after its time it is talk', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await schedules('每天 10:00 一');
  await qiang.says('删定时 全部');
  chat.hears(/^要删除这 1 个定时/);
  await chat.member('小明').says('1');
  chat.hearsNothing();
  await chat.advance({ minutes: 6 });
  await qiang.says('1');
  await qiang.says('算了');
  chat.hearsNothing();
});
