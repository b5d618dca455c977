import { describe, expect, test } from 'vitest';
import { type CommunityId, type Given, type MemberId, read, tables } from '#kit';
import { forgettingIn } from '../../src/testing/forgetting.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { manage } from '../manage/index.ts';
import { points } from './index.ts';

const db = tables<{
  audit: { id: number; community_id: CommunityId; operator_id: MemberId | null; what: string };
}>();
const audit = read((_: Given<object>) =>
  db.selectFrom('audit').select(['what', 'operator_id']).orderBy('id'),
);

/** 老板 owns the group, 阿强 and 阿珍 are its admins, 小明 and 小红 are members. */
async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({
    features: [points],
    settings: { 'points.chatPoints': 0, ...settings },
  });
  const [boss, qiang, zhen] = ['老板', '阿强', '阿珍'].map((name) => chat.member(name));
  const [ming, hong] = ['小明', '小红'].map((name) => chat.member(name));
  if (!boss || !qiang || !zhen || !ming || !hong) throw new Error('nobody is here');
  await boss.becomes('owner');
  await qiang.becomes('admin');
  await zhen.becomes('admin');
  await ming.says('在');
  await hong.says('在');
  return { chat, boss, qiang, zhen, ming, hong, [Symbol.asyncDispose]: () => chat.close() };
}

async function audited(chat: Chat): Promise<readonly string[]> {
  return (await chat.app.store.reader.all(audit, {})).map(({ what }) => what);
}

describe('a manager', () => {
  test('adds and takes points with a reason, and hears the new balance', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 50 答题第一', { mentions: [ming] });
    chat.hears('@小明 +50 积分（答题第一），现在有 50。');
    await qiang.says('扣分 @小明 20 奖', { mentions: [ming] });
    chat.hears('@小明 -20 积分（奖），现在有 30。');
    await ming.says('积分明细');
    chat.hears('-20 扣分（奖） · 03-01\n+50 加分（答题第一） · 03-01');
    expect(await audited(chat)).toEqual(['points.award', 'points.deduct']);
    const { ledger } = chat.app.store.reader;
    const [entry] = await ledger.entriesOf(await chat.idOf(ming), { limit: 1 });
    expect(entry?.operator).toBe(await chat.idOf(qiang));
  });

  test('may name others in the reason', async () => {
    await using group = await open();
    const { chat, qiang, ming, hong } = group;
    await qiang.says('加分 @小明 5 帮了 @小红 的忙', { mentions: [ming, hong] });
    chat.hears('@小明 +5 积分（帮了 @小红 的忙），现在有 5。');
  });

  test('who awards two at once hears that it goes one by one', async () => {
    await using group = await open();
    const { chat, qiang, ming, hong } = group;
    await qiang.says('加分 @小明 @小红 10 活动', { mentions: [ming, hong] });
    chat.hears('一次只写一位群友，好几位就分几条发。\n用法：加分 @群友 数量 原因');
  });

  test('who leaves is none any more on return, by hand and by the platform', async () => {
    await using chat = await openChat({ features: [points, manage] });
    const [boss, qiang, ming] = [chat.member('老板'), chat.member('阿强'), chat.member('小明')];
    await boss.becomes('owner');
    await qiang.becomes('admin');
    await ming.says('在');
    await boss.says('任命 @小明 运营', { mentions: [ming] });
    for (const member of [qiang, ming]) {
      await member.leaves();
      await chat.advance({ minutes: 1 });
      await member.joins();
    }
    chat.rest();
    for (const member of [qiang, ming]) {
      await member.says('加分 @老板 5 奖', { mentions: [boss] });
      chat.hears('「加分」需要运营权限。');
    }
  });

  test('who gives no reason hears that one is wanted, and nothing has moved', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 50', { mentions: [ming] });
    chat.hears('用法：加分 @群友 数量 原因');
    await qiang.says('扣分 @小明 50', { mentions: [ming] });
    chat.hears('用法：扣分 @群友 数量 原因');
    expect(await chat.pointsOf(ming)).toBe(0);
  });

  test('who names the amount first is understood as well', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 50 @小明 答题', { mentions: [ming] });
    chat.hears('@小明 +50 积分（答题），现在有 50。');
    await qiang.says('扣分 5@小明 刷屏', { mentions: [ming] });
    chat.hears('@小明 -5 积分（刷屏），现在有 45。');
    await qiang.says('加分 五十 @小明 答题', { mentions: [ming] });
    chat.hears('「五十」前面没有 @。请打 @，再从名单里点选那位群友。\n用法：加分 @群友 数量 原因');
  });

  test('who splits a large amount needs a second manager all the same', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming, hong } = group;
    await qiang.says('加分 @小明 500 答题', { mentions: [ming] });
    chat.hears(/\+500/);
    await qiang.says('加分 @小明 1 答题', { mentions: [ming] });
    chat.hears(/^\+1 积分，小明（答题）：今天你对 小明 合计 \+501，超过 500，要另一位运营同意/);
    // To another member, by another manager, and on another day it is another matter.
    await qiang.says('加分 @小红 500 答题', { mentions: [hong] });
    await zhen.says('加分 @小明 500 答题', { mentions: [ming] });
    await zhen.says('同意 1');
    expect(chat.rest().map(({ text }) => text)).toEqual([
      '@小红 +500 积分（答题），现在有 500。',
      '@小明 +500 积分（答题），现在有 1000。',
      '@小明 +1 积分（答题），现在有 1001。',
    ]);
    await qiang.says('撤销');
    await qiang.says('撤销');
    chat.rest();
    await qiang.says('加分 @小红 500 答题', { mentions: [hong] });
    chat.hears('@小红 +500 积分（答题），现在有 500。');
    await chat.advance({ days: 1 });
    await qiang.says('加分 @小明 500 答题', { mentions: [ming] });
    chat.hears(/\+500/);
  });

  test('cannot give points to somebody who has left, but may take some', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 50 答题', { mentions: [ming] });
    await qiang.says('加分 @小明 800 大奖', { mentions: [ming] });
    await ming.leaves();
    chat.rest();
    await qiang.says('加分 @小明 5 答题', { mentions: [ming] });
    chat.hears('「@小明」已经不在群里。');
    await zhen.says('同意 1');
    chat.hears('1 号申请已作废：申请人不再是运营，或群友不在了。');
    await qiang.says('扣分 @小明 5 刷屏', { mentions: [ming] });
    chat.hears('@小明 -5 积分（刷屏），现在有 45。');
    await ming.joins();
    await qiang.says('加分 @小明 5 回来了', { mentions: [ming] });
    chat.hears('@小明 +5 积分（回来了），现在有 50。');
  });

  test('cannot take more than there is', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    await qiang.says('扣分 @小明 51 奖', { mentions: [ming] });
    chat.hears(/\+50/);
    chat.hears('小明 只有 50 积分，不够扣。');
    expect(await chat.pointsOf(ming)).toBe(50);
  });

  test('cannot pay themselves, but the owner can', async () => {
    await using group = await open();
    const { chat, boss, qiang } = group;
    await qiang.says('加分 @阿强 50 奖', { mentions: [qiang] });
    chat.hears('不能给自己加分，请另一位运营来加。');
    await boss.says('加分 @老板 50 奖', { mentions: [boss] });
    chat.hears('@老板 +50 积分（奖），现在有 50。');
  });

  test('has a limit at once and a limit a day', async () => {
    await using group = await open({
      'points.managerDaily': 1_000,
      'points.secondManagerAbove': 1_000,
    });
    const { chat, qiang, zhen, ming } = group;
    const cases = [
      [qiang, 1_001, '每次最多 1000 积分。'],
      [qiang, 500, '@小明 +500 积分（奖），现在有 500。'],
      [qiang, 400, '@小明 +400 积分（奖），现在有 900。'],
      [qiang, 101, '你今天还能加减 100 积分。'],
      [zhen, 101, '@小明 +101 积分（奖），现在有 1001。'],
    ] as const;
    for (const [who, amount, answer] of cases) {
      await who.says(`加分 @小明 ${amount} 奖`, { mentions: [ming] });
      chat.hears(answer);
    }
    await chat.advance({ days: 1 });
    await qiang.says('加分 @小明 101 奖', { mentions: [ming] });
    chat.hears(/\+101/);
  });

  test('is somebody with that role, and nobody else', async () => {
    await using group = await open();
    const { chat, ming, hong } = group;
    for (const typed of ['加分 @小红 5', '扣分 @小红 5', '撤销加减分', '同意 1', '拒绝 1']) {
      await ming.says(typed, { mentions: typed.includes('@') ? [hong] : [] });
      chat.hears(/需要.+权限/);
      await chat.advance({ minutes: 1 });
    }
    expect(await chat.pointsOf(hong)).toBe(0);
  });

  test('who posts the same message ten times posts once', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    for (let time = 0; time < 10; time += 1) {
      await qiang.says('加分 @小明 5 奖', { mentions: [ming], id: 'm1' });
    }
    chat.hears('@小明 +5 积分（奖），现在有 5。');
    chat.hearsNothing();
    expect(await chat.pointsOf(ming)).toBe(5);
  });
});

describe('undoing', () => {
  test('with a number behind it, it is no talk: a manager who is not answered would think it done', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 5 帮忙', { mentions: [ming] });
    chat.rest();
    await qiang.says('撤销加减分 1');
    chat.hears(/用法：撤销加减分/);
    await qiang.says('撤销 之前说的那句话');
    await ming.says('撤销加减分 1');
    chat.hearsNothing();
    expect(await chat.pointsOf(ming)).toBe(5);
  });

  test('takes back the last posting, then the one before', async () => {
    await using group = await open();
    const { chat, qiang, ming, hong } = group;
    await qiang.says('加分 @小明 50 答题', { mentions: [ming] });
    await qiang.says('加分 @小红 30 奖', { mentions: [hong] });
    await qiang.says('撤销');
    await qiang.says('撤销加减分');
    await chat.advance({ minutes: 1 });
    await qiang.says('撤销加减分');
    expect(chat.rest().map(({ text }) => text)).toEqual([
      '@小明 +50 积分（答题），现在有 50。',
      '@小红 +30 积分（奖），现在有 30。',
      '已撤销「加分 +30（奖）」，小红 现在有 0 积分。',
      '已撤销「加分 +50（答题）」，小明 现在有 0 积分。',
      '24 小时内没有可撤销的加减分。',
    ]);
    expect(await audited(chat)).toEqual([
      'points.award',
      'points.award',
      'points.undo',
      'points.undo',
    ]);
  });

  test('gives back what was taken', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    await qiang.says('扣分 @小明 50 看错人', { mentions: [ming] });
    chat.rest();
    await qiang.says('撤销');
    chat.hears('已撤销「扣分 -50（看错人）」，小明 现在有 50 积分。');
  });

  test('withdraws a request that still waits, before older postings', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    chat.rest();
    await qiang.says('撤销');
    chat.hears('1 号申请已撤回。');
    await zhen.says('同意 1');
    chat.hears('1 号申请已经处理过了。');
    await qiang.says('撤销');
    chat.hears('已撤销「加分 +50（奖）」，小明 现在有 0 积分。');
  });

  test('names nobody where the member was forgotten meanwhile', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    const id = await chat.idOf(ming);
    await chat.app.store.write(chat.now(), (tx) => tx.people.erase(id));
    chat.rest();
    await qiang.says('撤销');
    chat.hears('已撤销「加分 +50」，已被忘记的人 现在有 0 积分。');
  });

  test('is about one’s own postings only', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    chat.rest();
    await zhen.says('撤销');
    chat.hears('24 小时内没有可撤销的加减分。');
    expect(await chat.pointsOf(ming)).toBe(50);
  });

  test('does not reach back further than a day', async () => {
    await using group = await open();
    const { chat, qiang, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    await chat.advance({ hours: 24, seconds: 1 });
    chat.rest();
    await qiang.says('撤销');
    chat.hears('24 小时内没有可撤销的加减分。');
  });

  test('does not bring anybody below zero', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 50 奖', { mentions: [ming] });
    await zhen.says('扣分 @小明 20 奖', { mentions: [ming] });
    chat.rest();
    await qiang.says('撤销');
    chat.hears('小明 只有 30 积分，不够撤回 50；可以「扣分」扣掉剩下的。');
  });
});

describe('above the set amount', () => {
  test('two managers must agree', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 年度大奖', { mentions: [ming] });
    chat.hears(
      '+800 积分，小明（年度大奖）：超过 500，要另一位运营同意。24 小时内发「同意 1」或「拒绝 1」。',
    );
    expect(await chat.pointsOf(ming)).toBe(0);
    await qiang.says('同意 1');
    chat.hears('自己的申请要另一位运营同意。');
    await zhen.says('同意 1');
    chat.hears('@小明 +800 积分（年度大奖），现在有 800。');
    await zhen.says('同意 1');
    chat.hears('1 号申请已经处理过了。');
    expect(await chat.pointsOf(ming)).toBe(800);
    expect(await audited(chat)).toEqual([
      'points.request',
      'points.award',
      'points.request.agreed',
    ]);
  });

  test('the entry is the asking manager’s, who can undo it', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    await zhen.says('同意 1');
    chat.rest();
    await zhen.says('撤销');
    chat.hears('24 小时内没有可撤销的加减分。');
    await qiang.says('撤销');
    chat.hears('已撤销「加分 +800（奖）」，小明 现在有 0 积分。');
  });

  test('a refusal leaves everything as it was', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    await zhen.says('拒绝 1');
    await zhen.says('同意 1');
    chat.hears(/同意 1/);
    chat.hears('1 号申请已拒绝，积分没有变。');
    chat.hears('1 号申请已经处理过了。');
    expect(await chat.pointsOf(ming)).toBe(0);
  });

  test('after 24 hours the request lapses, and the group is told', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    chat.rest();
    await chat.advance({ hours: 24 });
    chat.hears('1 号申请过了 24 小时没人同意，已作废。');
    await zhen.says('同意 1');
    chat.hears('1 号申请过了 24 小时没人同意，已作废。');
    expect(await chat.pointsOf(ming)).toBe(0);
  });

  test('a manager who lost the role in between cannot be agreed with', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    await qiang.becomes('member');
    chat.rest();
    await zhen.says('同意 1');
    chat.hears('1 号申请已作废：申请人不再是运营，或群友不在了。');
    expect(await chat.pointsOf(ming)).toBe(0);
  });

  test('whoever profits is no second manager, and nobody refuses their own fine', async () => {
    await using group = await open();
    const { chat, boss, qiang, zhen } = group;
    await qiang.says('加分 @阿珍 800 奖', { mentions: [zhen] });
    await zhen.says('同意 1');
    await boss.says('同意 1');
    await qiang.says('扣分 @阿珍 600 奖', { mentions: [zhen] });
    await zhen.says('拒绝 2');
    await boss.says('同意 2');
    expect(chat.rest().map(({ text }) => text)).toEqual([
      expect.stringContaining('同意 1'),
      '与自己有关的申请，请另一位运营来定。',
      '@阿珍 +800 积分（奖），现在有 800。',
      expect.stringContaining('同意 2'),
      '与自己有关的申请，请另一位运营来定。',
      '@阿珍 -600 积分（奖），现在有 200。',
    ]);
  });

  test('a fine that is too large is not paid, and may still be agreed to later', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('扣分 @小明 600 奖', { mentions: [ming] });
    await zhen.says('同意 1');
    await zhen.says('加分 @小明 500 奖', { mentions: [ming] });
    await qiang.says('加分 @小明 100 奖', { mentions: [ming] });
    await zhen.says('同意 1');
    expect(chat.rest().map(({ text }) => text)).toEqual([
      expect.stringContaining('同意 1'),
      '小明 只有 0 积分，不够扣。',
      '@小明 +500 积分（奖），现在有 500。',
      '@小明 +100 积分（奖），现在有 600。',
      '@小明 -600 积分（奖），现在有 0。',
    ]);
  });

  test('a request beyond the day’s limit of who asked names whose limit it is', async () => {
    await using group = await open({ 'points.managerDaily': 1_000 });
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    await qiang.says('加分 @小明 300 奖', { mentions: [ming] });
    chat.rest();
    await zhen.says('同意 1');
    chat.hears('1 号申请今天不能同意：阿强 今天还能加减 700 积分。');
    await chat.advance({ hours: 20 });
    await zhen.says('同意 1');
    chat.hears('@小明 +800 积分（奖），现在有 1100。');
  });

  test('requests are numbered in each community by itself', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    const [boss2, hua] = [chat.member('老板', 'g2'), chat.member('小华', 'g2')];
    await boss2.becomes('owner');
    await hua.says('在');
    await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
    await boss2.says('加分 @小华 800 奖', { mentions: [hua] });
    chat.hears(/同意 1/);
    chat.hears(/同意 1/);
    await zhen.says('同意 2');
    chat.hears('没有 2 号申请。');
  });

  test('«同意» in ordinary talk stays talk', async () => {
    await using group = await open();
    const { chat, zhen, ming } = group;
    for (const typed of ['同意', '同意 楼上', '同意 1 楼的说法', '拒绝 加班']) {
      await zhen.says(typed);
      await ming.says(typed);
    }
    chat.hearsNothing();
    await zhen.says('/同意');
    chat.hears('用法：同意 编号');
  });

  test('when the member is forgotten, so is what waits', async () => {
    await using group = await open();
    const { chat, qiang, zhen, ming } = group;
    await qiang.says('加分 @小明 800 小明的秘密', { mentions: [ming] });
    const id = await chat.idOf(ming);
    await chat.app.store.write(chat.now(), async (tx) => {
      await points.personal?.erase(forgettingIn(tx), id);
      await tx.people.erase(id);
    });
    chat.rest();
    await zhen.says('同意 1');
    chat.hears('1 号申请已经处理过了。');
  });
});
