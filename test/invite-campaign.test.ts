/** Campaigns: one is started by the bare word, friends bring what it says, and no more than all. */
import { expect, test } from 'vitest';
import { openInvites, stay, stayTogether } from './invite-chat.ts';

async function openCampaign(budget: string) {
  const chat = await openInvites();
  const [boss, host] = [chat.member('群主'), chat.member('东家')];
  await boss.becomes('owner');
  await host.says('早');
  await boss.says('发起邀请活动');
  chat.hears('活动叫什么名字？');
  await boss.says('暑期 拉新');
  chat.hears(/^哪几天？/);
  await boss.says('下周');
  chat.hears(
    '请写天数，如 7；或起止日期，如 3月5日到3月12日，不能早于今天。\n不办了，就发「取消」。',
  );
  await boss.says('7 天');
  chat.hears('一位好友留下来，邀请人得几积分？如 20。');
  await boss.says('五十');
  chat.hears('请写 1 到 10000 的整数，如 20。\n不办了，就发「取消」。');
  await boss.says('50');
  chat.hears('一共最多付多少积分？如 2000。');
  await boss.says(budget);
  return { chat, boss, host };
}

test('a manager is asked one thing after the other, and sees what it may cost before it begins', async () => {
  const { chat, boss, host } = await openCampaign('120');
  await using _ = chat;
  chat.hears('暑期 拉新：3月1日 到 3月7日，每位好友 50 积分，最多付 120（2 位）。确定吗？');
  await boss.says('确定');
  chat.hears(
    [
      '暑期 拉新（3月1日 到 3月7日）',
      '每位好友 50 积分：留满 3 天、在 3 天里说过话',
      '新人 0 位，已付 0 积分，预算 120',
    ].join('\n'),
  );
  const friends = ['甲甲', '乙乙', '丙丙'].map((name) => chat.member(name));
  await chat.advance({ hours: 1 });
  for (const friend of friends) await friend.joins(host);
  await stayTogether(chat, friends);
  // Two of fifty fit into the budget; the tier of three comes beside it.
  expect(await chat.pointsOf(host)).toBe(50 + 50 + 30);
  chat.rest();
  await host.says('邀请活动');
  chat.hears(/新人 3 位，已付 100 积分，预算 120\n预算用完了/);
  await boss.says('邀请预算 200');
  const asked = chat.hears('预算 120 改为 200，马上补付 1 位共 50 积分。确定吗？');
  await boss.presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears(/已付 150 积分，预算 200/);
  expect(await chat.pointsOf(host)).toBe(180);
  expect(chat.errors).toEqual([]);
});

test('whoever joins when it is over brings what the settings say; who joined in it, what it says', async () => {
  const { chat, boss, host } = await openCampaign('2000');
  await using _ = chat;
  await boss.says('确定');
  await chat.advance({ days: 1 });
  const [within, beyond] = [chat.member('甲甲'), chat.member('乙乙')];
  await within.joins(host);
  chat.rest();
  await boss.says('结束邀请活动');
  chat.hears('邀请活动结束了：新人 1 位，已付 0 积分；待确认的照常计算。');
  await chat.advance({ minutes: 5 });
  await beyond.joins(host);
  await stayTogether(chat, [within, beyond]);
  expect(await chat.pointsOf(host)).toBe(50 + 20);
  await boss.says('邀请活动');
  expect(chat.rest().at(-1)?.text).toBe('现在没有邀请活动。');
});

test('it can begin on a later day', async () => {
  await using chat = await openInvites();
  const [boss, host, early, late] = ['群主', '东家', '早来的', '晚来的'].map((name) =>
    chat.member(name),
  );
  if (!boss || !host || !early || !late) throw new Error('nobody is here');
  await boss.becomes('owner');
  await host.says('早');
  await boss.says('发起邀请活动 春天来了');
  for (const answer of ['3月5日到3月12日', '50', '1000', '确定']) await boss.says(answer);
  expect(chat.rest().at(-1)?.text).toMatch(/^春天来了（3月5日 到 3月12日）/);
  await chat.advance({ days: 1 });
  await early.joins(host);
  await chat.advance({ days: 4 });
  await late.joins(host);
  await stayTogether(chat, [early, late]);
  expect(await chat.pointsOf(host)).toBe(20 + 50);
});

test('a larger budget than a manager may set takes an admin', async () => {
  await using chat = await openInvites({ 'invite.managerBudget': 500 });
  const [boss, manager] = [chat.member('群主'), chat.member('运营')];
  await boss.becomes('owner');
  await manager.says('早');
  await boss.says('任命 @运营 运营', { mentions: [manager] });
  await manager.says('发起邀请活动 大手笔');
  for (const answer of ['7', '50']) await manager.says(answer);
  chat.rest();
  await manager.says('501');
  chat.hears('运营最多能定 500 的预算，更多要请管理员来。\n不办了，就发「取消」。');
  await manager.says('500');
  chat.hears(/最多付 500（10 位）。确定吗？/);
});

test('while one is on no other begins; members only look', async () => {
  const { chat, boss, host } = await openCampaign('2000');
  await using _ = chat;
  await boss.says('确定');
  chat.rest();
  await boss.says('发起邀请活动 再来一个');
  chat.hears('「暑期 拉新」还没结束，要开新的请先发「结束邀请活动」。');
  await host.says('发起邀请活动');
  chat.hears(/运营/);
  await host.says('邀请活动');
  chat.hears(/^暑期 拉新/);
});

test('points that come back fill the budget again', async () => {
  const { chat, boss, host } = await openCampaign('50');
  await using _ = chat;
  await boss.says('确定');
  const [one, two] = [chat.member('甲甲'), chat.member('乙乙')];
  await chat.advance({ hours: 1 });
  await one.joins(host);
  await stay(chat, one, 3);
  expect(await chat.pointsOf(host)).toBe(50);
  await two.joins(host);
  await one.leaves();
  await stay(chat, two, 3);
  expect(await chat.pointsOf(host)).toBe(50);
});

test('whoever is only a manager by now raises no budget above what managers may', async () => {
  const { chat, boss } = await openCampaign('120');
  await using _ = chat;
  await boss.says('确定');
  chat.rest();
  await boss.says('邀请预算 9000000');
  const asked = chat.hears(/9000000/);
  await boss.becomes('member');
  await boss.presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears('好，没有改动。');
});

test('a campaign of another group keeps its name when somebody who is called the same is forgotten', async () => {
  await using chat = await openInvites();
  const hosts = ['g1', 'g2'].map((group) => chat.member(`群主${group}`, group));
  const ming = chat.member('小明');
  await ming.says('早');
  for (const boss of hosts) {
    await boss.becomes('owner');
    for (const said of ['发起邀请活动', '谢谢小明', '7 天', '50', '120', '确定']) {
      await boss.says(said);
    }
  }
  await ming.whispers('忘记我');
  await ming.whispers('确认忘记');
  chat.rest();
  for (const boss of hosts) await boss.says('邀请活动');
  const titles = chat.rest().map(({ text }) => /^[^（]*/.exec(text)?.[0]);
  expect(titles).toEqual(['谢谢…', '谢谢小明']);
});
