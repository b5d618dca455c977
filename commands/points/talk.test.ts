import { expect, test } from 'vitest';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { points } from './index.ts';

const open = (settings = {}) => openChat({ features: [points], settings });

async function entriesOf(chat: Chat, who: Parameters<Chat['idOf']>[0]): Promise<readonly string[]> {
  const entries = await chat.app.store.reader.ledger.entriesOf(await chat.idOf(who), { limit: 99 });
  return entries.map(({ points: moved, reason }) => `${moved} ${reason}`).reverse();
}

test('talk earns a point, once a minute', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.says('早');
  await ming.says('今天天气不错');
  await chat.advance({ seconds: 59 });
  await ming.says('是吧');
  expect(await chat.pointsOf(ming)).toBe(1);
  await chat.advance({ seconds: 1 });
  await ming.says('出门走走');
  expect(await chat.pointsOf(ming)).toBe(2);
  chat.hearsNothing();
});

test('each member has a minute of their own', async () => {
  await using chat = await open();
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('早');
  await hong.says('早');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([1, 1]);
});

test('talk earns no more than the cap of the local day', async () => {
  await using chat = await open({ 'points.chatPoints': 3 });
  const ming = chat.member('小明');
  for (let minute = 0; minute < 6; minute += 1) {
    await ming.says('聊天');
    await chat.advance({ minutes: 1 });
  }
  expect(await chat.pointsOf(ming)).toBe(9);
  await chat.at('2026-03-01T23:59:30+08:00');
  await ming.says('晚安');
  expect(await chat.pointsOf(ming)).toBe(9);
  await chat.advance({ seconds: 30 });
  await ming.says('新的一天');
  expect(await chat.pointsOf(ming)).toBe(12);
});

test('midnight does not shorten the minute', async () => {
  await using chat = await openChat({ features: [points], now: '2026-03-01T23:59:50+08:00' });
  const ming = chat.member('小明');
  await ming.says('晚安');
  await chat.advance({ seconds: 20 });
  await ming.says('还没睡');
  expect(await chat.pointsOf(ming)).toBe(1);
});

test('a message that is delivered late, after one that counted, earns nothing', async () => {
  await using chat = await open({ 'points.dailyCap': 2 });
  const ming = chat.member('小明');
  const earlier = chat.now();
  await chat.advance({ minutes: 30 });
  await ming.says('到得早');
  await ming.says('到得晚', { at: earlier });
  expect(await chat.pointsOf(ming)).toBe(1);
});

test('messages of two days in any order never break a cap', async () => {
  await using chat = await openChat({
    features: [points],
    now: '2026-03-01T23:50:00+08:00',
    settings: { 'points.dailyCap': 2, 'points.everySeconds': 0 },
  });
  const ming = chat.member('小明');
  const before = chat.now();
  await chat.advance({ minutes: 20 });
  for (let turn = 0; turn < 5; turn += 1) {
    await ming.says('今天');
    await ming.says('昨天', { at: before });
  }
  expect(await chat.pointsOf(ming)).toBe(2);
});

test('talk from another day or from the future earns nothing', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  const long = chat.now();
  await chat.advance({ hours: 25 });
  await ming.says('昨天的话', { at: long });
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('where talk earns nothing, it earns nothing', async () => {
  await using chat = await open({ 'points.chatPoints': 0 });
  const ming = chat.member('小明');
  await ming.says('早');
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('a command is no talk', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.says('我的积分');
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('the same message, delivered ten times, earns once', async () => {
  await using chat = await open({ 'points.everySeconds': 0 });
  const ming = chat.member('小明');
  for (let time = 0; time < 10; time += 1) await ming.says('早', { id: 'm1' });
  expect(await entriesOf(chat, ming)).toEqual(['1 chat']);
});

test('a recalled message takes its point back, once, and its place in the day stays used', async () => {
  await using chat = await open({ 'points.dailyCap': 2 });
  const ming = chat.member('小明');
  await ming.says('说错了');
  await ming.recalls();
  await ming.recalls();
  expect(await entriesOf(chat, ming)).toEqual(['1 chat', '-1 chat.recalled']);
  await chat.advance({ minutes: 1 });
  await ming.says('说对了');
  await chat.advance({ minutes: 1 });
  await ming.says('再说一句');
  expect(await chat.pointsOf(ming)).toBe(1);
});

test('a recall after midnight is taken off the day on which it was earned', async () => {
  await using chat = await openChat({ features: [points], now: '2026-03-01T23:59:00+08:00' });
  const ming = chat.member('小明');
  await ming.says('说错了');
  await chat.advance({ minutes: 2 });
  await ming.recalls();
  await ming.says('我的积分');
  chat.hears('0 积分');
});

test('a recall of a message that earned nothing changes nothing', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.says('早');
  await ming.says('还是早');
  await ming.recalls();
  expect(await entriesOf(chat, ming)).toEqual(['1 chat']);
});

test('a recall that arrives before its message changes nothing', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.recalls('m1');
  await ming.says('早', { id: 'm1' });
  expect(await entriesOf(chat, ming)).toEqual(['1 chat']);
  expect(chat.errors).toEqual([]);
});

test('a recall in another group is about another message', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.says('早', { id: 'm1' });
  await chat.member('小明', 'g2').recalls('m1');
  expect(await chat.pointsOf(ming)).toBe(1);
});

test('points that are spent already are taken back all the same', async () => {
  await using chat = await open({ 'points.giveOn': true });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await hong.says('早');
  await ming.says('早', { id: 'm1' });
  await ming.says('赠送 @小红 1', { mentions: [hong] });
  chat.hears('@小红 +1 积分，小明 送给你的。');
  await ming.recalls('m1');
  expect(await chat.pointsOf(ming)).toBe(-1);
});
