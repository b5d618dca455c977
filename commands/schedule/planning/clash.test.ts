/** Before a schedule is kept it is said what will not be sent, and then it is so. */
import { expect, test } from 'vitest';
import { openChat } from '../../../src/testing/open-chat.ts';
import { joinCommunity } from '../../../test/joined-groups.ts';
import { features } from '../../index.ts';

/** Thursday, 26 November 2026, shortly after 9; 阿强 is a manager. */
async function open() {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await chat.member('小明').says('早');
  async function proposes(typed: string): Promise<string> {
    await qiang.says(typed);
    return chat.next().text;
  }
  async function schedules(...typed: readonly string[]): Promise<void> {
    for (const one of typed) {
      await qiang.says(`定时 ${one}`);
      await qiang.says('1');
    }
    chat.rest();
  }
  return { chat, qiang, proposes, schedules, [Symbol.asyncDispose]: () => chat.close() };
}

const FOUR = ['每天 10:00 一', '每天 11:00 二', '每天 12:00 三', '每天 13:00 四'];

test('the fifth push of a day is said to be too much before it is kept, and is', async () => {
  await using group = await open();
  const { chat, qiang, proposes, schedules } = group;
  await schedules(...FOUR);
  const full = '11月26日 周四 14:00 这天已经排满 4 条，到了一个群一天的上限：这条可能不发。';
  expect(await proposes('定时 每天 14:00 五')).toContain(`\n${full}`);
  await qiang.says('1');
  await chat.at('2026-11-27T09:00:00+08:00');
  await chat.member('小明').says('早');
  chat.rest();
  await chat.at('2026-11-27T18:00:00+08:00');
  const heard = chat.rest().filter(({ to }) => to === 'g1');
  expect(heard.map(({ text }) => text)).toEqual(['一', '二', '三', '四']);
});

test('what comes once crowds out what comes every day, and that is said before', async () => {
  await using group = await open();
  const { chat, qiang, proposes, schedules } = group;
  await schedules(...FOUR);
  expect(await proposes('定时 今天 14:00 五')).toMatch(
    /\n加上它那天就超了：4 号 11月26日 周四 13:00 那条可能发不出去。$/,
  );
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T18:00:00+08:00');
  const heard = chat.rest().filter(({ to }) => to === 'g1');
  expect(heard.map(({ text }) => text)).toEqual(['一', '二', '三', '五']);
});

test('all that a new push crowds out is named, what would have come first before the rest', async () => {
  await using group = await open();
  const { proposes, schedules } = group;
  await schedules('每周五 18:00 一', ...FOUR.slice(0, 3), '每周四 18:00 五');
  expect(await proposes('定时 每天 09:30 六')).toMatch(
    /\n加上它就超了，这些可能发不出去：5 号 11月26日 周四 18:00、1 号 11月27日 周五 18:00。$/m,
  );
});

test('of many that are crowded out three are named, and it is said how many more there are', async () => {
  await using group = await open();
  const { proposes, schedules } = group;
  await schedules(...FOUR.slice(0, 3));
  for (const day of ['四', '五', '六', '日', '一']) await schedules(`每周${day} 18:00 晚`);
  expect(await proposes('定时 每天 09:30 早')).toMatch(
    /：4 号 11月26日 周四 18:00、5 号 11月27日 周五 18:00、6 号 11月28日 周六 18:00，还有 2 个定时。$/m,
  );
});

test('what is crowded out day after day is named once, with how often', async () => {
  await using group = await open();
  const { proposes, schedules } = group;
  await schedules(...FOUR);
  expect(await proposes('定时 每天 09:30 早')).toMatch(
    /\n加上它就超了，这些可能发不出去：4 号 11月26日 周四 13:00 起 7 次。$/m,
  );
});

test('what has left today counts for today', async () => {
  await using group = await open();
  const { chat, proposes, schedules } = group;
  await schedules(...FOUR);
  await chat.at('2026-11-26T13:00:00+08:00');
  chat.rest();
  expect(await proposes('定时 今天 15:00 五')).toContain('\n11月26日 周四 15:00 这天已经排满 4 条');
  expect(await proposes('定时 下周五 9:00 五')).toMatch(
    /加上它那天就超了：4 号 12月4日 周五 13:00 那条可能发不出去。$/,
  );
});

test('one that comes too soon behind another is said to wait, and waits', async () => {
  await using group = await open();
  const { chat, qiang, proposes, schedules } = group;
  await schedules('每天 10:00 一');
  expect(await proposes('定时 每天 10:10 二')).toMatch(
    /\n11月26日 周四 10:10 离上一条不到 30 分钟，会等到 10:30 再发。$/,
  );
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T10:29:00+08:00');
  chat.hears('一');
  chat.hearsNothing();
  await chat.at('2026-11-26T10:30:00+08:00');
  chat.hears('二');
});

test('a change warns as a new schedule does, and a schedule does not stand in its own way', async () => {
  await using group = await open();
  const { proposes, schedules } = group;
  await schedules('每天 10:00 一', '每天 15:00 二');
  expect(await proposes('改时间 2 10:20')).toMatch(/离上一条不到 30 分钟，会等到 10:30 再发。$/);
  expect(await proposes('改时间 2 15:10')).not.toMatch(/离上一条/);
});

test('of several groups it is said in how many', async () => {
  await using group = await open();
  const { chat, qiang, proposes, schedules } = group;
  const guest = chat.member('路人', 'g2');
  await guest.says('早');
  await joinCommunity(chat, { host: qiang, guest });
  chat.rest();
  await schedules(...FOUR);
  expect(await proposes('定时 每天 14:00 发给全部群：五')).toMatch(
    /这条可能不发。（2 个群里有 1 个这样）$/,
  );
});

test('a community that does not want scheduled pushes hears so before one is kept', async () => {
  await using group = await open();
  const { chat, qiang, proposes } = group;
  await qiang.says('关掉推送 定时推送');
  chat.rest();
  expect(await proposes('定时 每天 10:00 一')).toMatch(/\n这个社群不要定时推送，到时不会发。/);
});
