import { expect, test } from 'vitest';
import { forgettingIn } from '../../src/testing/forgetting.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { manage } from '../manage/index.ts';
import { self } from '../self/index.ts';
import { points } from './index.ts';

/** 小明 has 100 points, of which some may be given. */
async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({
    features: [manage, points, self],
    settings: { 'points.giveOn': true, 'points.chatPoints': 0, ...settings },
  });
  const [boss, ming, hong] = ['老板', '小明', '小红'].map((name) => chat.member(name));
  if (!boss || !ming || !hong) throw new Error('nobody is here');
  await boss.becomes('owner');
  await hong.says('在');
  await ming.says('在');
  await boss.says('加分 @小明 100 奖', { mentions: [ming] });
  chat.rest();
  return { chat, boss, ming, hong, [Symbol.asyncDispose]: () => chat.close() };
}

test('a member gives points to another, with a word to it', async () => {
  await using group = await open();
  const { chat, ming, hong } = group;
  await ming.says('赠送 @小红 30 生日快乐', { mentions: [hong] });
  chat.hears('@小红 +30 积分，小明 送给你的（生日快乐）。');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([70, 30]);
  await ming.says('积分明细');
  chat.hears('-30 送出 小红（生日快乐） · 03-01\n+100 加分（奖） · 03-01');
  await hong.says('积分明细');
  chat.hears('+30 收到赠送 小明 · 03-01');
});

test('whoever names the amount first is understood, and whoever names nobody gets the usage', async () => {
  await using group = await open({ 'points.chatPoints': 1 });
  const { chat, ming, hong } = group;
  const [before] = [await chat.pointsOf(ming)];
  await ming.says('赠送 5 @小红 谢谢', { mentions: [hong] });
  chat.hears('@小红 +5 积分，小明 送给你的（谢谢）。');
  await ming.says('赠送 5');
  chat.hears('用法：赠送 @群友 数量 [留言]');
  expect(await chat.pointsOf(ming)).toBe(before - 5);
});

test('nobody gives to somebody who has left', async () => {
  await using group = await open();
  const { chat, ming, hong } = group;
  await hong.leaves();
  await ming.says('赠送 @小红 5', { mentions: [hong] });
  chat.hears('「@小红」已经不在群里。');
  expect(await chat.pointsOf(hong)).toBe(0);
});

test('both sides of a gift share a reference', async () => {
  await using group = await open();
  const { chat, ming, hong } = group;
  await ming.says('赠送 @小红 30', { mentions: [hong] });
  const { ledger } = chat.app.store.reader;
  const [sent] = await ledger.entriesOf(await chat.idOf(ming), { limit: 1 });
  const [received] = await ledger.entriesOf(await chat.idOf(hong), { limit: 1 });
  expect(sent?.reference).toMatch(/^give:/);
  expect(received?.reference).toBe(sent?.reference);
});

test('giving is off unless the group wants it', async () => {
  await using group = await open({ 'points.giveOn': false });
  const { chat, ming, hong } = group;
  await ming.says('赠送 @小红 30', { mentions: [hong] });
  chat.hears('本群没有开放赠送积分。');
  expect(await chat.pointsOf(ming)).toBe(100);
});

test('«赠送» alone says at once that giving is closed, and the help does not offer it', async () => {
  await using group = await open({ 'points.giveOn': false });
  const { chat, ming, boss } = group;
  await ming.says('赠送');
  chat.hears('本群没有开放赠送积分。');
  await ming.says('帮助');
  expect(chat.next().text).not.toContain('赠送');
  await boss.says('设置 points.giveOn 开');
  chat.rest();
  await ming.says('帮助');
  expect(chat.next().text).toContain('赠送');
  await ming.says('赠送');
  chat.hears('用法：赠送 @群友 数量 [留言]');
});

test('what cannot be given is refused with the reason, and nothing moves', async () => {
  await using group = await open({ 'points.giveSmallest': 5, 'points.giveDailyMost': 200 });
  const { chat, ming, hong } = group;
  const stranger = chat.member('路人');
  const cases = [
    ['赠送 @小明 30', [ming], '积分不能送给自己。'],
    ['赠送 @小红 4', [hong], '每次至少送 5 积分。'],
    ['赠送 @小红 101', [hong], '你有 100 积分，不够送。'],
    ['赠送 @小红 201', [hong], '今天还能送 200 积分。'],
    ['赠送 @路人 30', [stranger], '@ 的这位还不是本群群友，等对方在群里说过话再试。'],
    ['赠送 @小红', [hong], '用法：赠送 @群友 数量 [留言]'],
  ] as const;
  for (const [typed, mentions, answer] of cases) {
    await chat.advance({ seconds: 10 });
    await ming.says(typed, { mentions });
    chat.hears(answer);
  }
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([100, 0]);
});

test('no more can be given than the day allows, and tomorrow again', async () => {
  await using group = await open({ 'points.giveDailyMost': 40 });
  const { chat, ming, hong } = group;
  await ming.says('赠送 @小红 30', { mentions: [hong] });
  await ming.says('赠送 @小红 30', { mentions: [hong] });
  chat.hears(/\+30/);
  chat.hears('今天还能送 10 积分。');
  await chat.advance({ days: 1 });
  await ming.says('赠送 @小红 30', { mentions: [hong] });
  chat.hears(/\+30/);
  expect(await chat.pointsOf(hong)).toBe(60);
});

test('a gift that is delivered ten times is given once', async () => {
  await using group = await open();
  const { chat, ming, hong } = group;
  for (let time = 0; time < 10; time += 1) {
    await ming.says('赠送 @小红 10', { mentions: [hong], id: 'gift' });
  }
  chat.hears(/\+10/);
  chat.hearsNothing();
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([90, 10]);
});

test('1,000 gifts of 100 at once from 10,000: exactly 100 arrive', async () => {
  await using group = await open({
    'points.giveDailyMost': 1_000_000,
    'points.managerMost': 10_000,
    'points.secondManagerAbove': 10_000,
  });
  const { chat, boss, ming, hong } = group;
  await boss.says('加分 @小明 9900 奖', { mentions: [ming] });
  expect(await chat.pointsOf(ming)).toBe(10_000);
  const gifts = Array.from({ length: 1_000 }, () =>
    ming.says('赠送 @小红 100', { mentions: [hong] }),
  );
  await Promise.all(gifts);
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([0, 10_000]);
  expect(chat.errors).toEqual([]);
  // Nobody types so fast: the answers are withheld, the gifts are not.
  expect(chat.rest().length).toBeLessThan(10);
});

test('points that were given by somebody who is forgotten stay where they are', async () => {
  await using group = await open();
  const { chat, ming, hong } = group;
  await ming.says('赠送 @小红 30 保密', { mentions: [hong] });
  const id = await chat.idOf(ming);
  await chat.app.store.write(chat.now(), async (tx) => {
    await points.personal?.erase(forgettingIn(tx), id);
    await tx.people.erase(id);
  });
  chat.rest();
  await hong.says('积分明细');
  chat.hears('+30 收到赠送 · 03-01');
  await hong.says('赠送 @小明 5', { mentions: [ming] });
  chat.hears(/不是本群群友/);
});

test('while the books are wrong nothing goes out', async () => {
  await using group = await open();
  const { chat, ming, hong } = group;
  await chat.app.store.freeze([{ what: 'balance', why: 'a test' }], chat.now());
  await ming.says('赠送 @小红 30', { mentions: [hong] });
  chat.hears('积分账目正在核对，暂时只能加、不能减。');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([100, 0]);
});
