/** Invitations as a group lives them: a code, a friend who stays, and what comes of it. */
import { expect, test } from 'vitest';
import { codeOf, openInvites, stay, stayTogether } from '../../test/invite-chat.ts';

test('a friend who joins, stays three days and talks on three of them brings 20 points, once', async () => {
  await using chat = await openInvites();
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('大家好');
  await hong.joins(ming);
  await stay(chat, hong, 3);
  chat.hears('@小明 +20 积分！你邀请的小红留下来了。\n再有 2 位：3 位好友得 30 积分。');
  expect(await chat.pointsOf(ming)).toBe(20);
  await stay(chat, hong, 5);
  chat.hearsNothing();
  expect(await chat.pointsOf(ming)).toBe(20);
  expect(chat.errors).toEqual([]);
});

test('each member has one code, and gets the same one again', async () => {
  await using chat = await openInvites();
  const ming = chat.member('小明');
  await ming.says('邀请码');
  const first = chat.next().text;
  expect(first).toMatch(
    /^你的邀请码：[2-9A-Z]{6}\n朋友进群后发「邀请码 [2-9A-Z]{6}」就算你邀请的。\n/,
  );
  await chat.advance({ days: 2 });
  await ming.says('我的邀请码');
  chat.hears(first);
});

test('where the platform says nothing, the newcomer says the code, however it is typed', async () => {
  await using chat = await openInvites();
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('邀请码');
  const code = /：(\w{6})/.exec(chat.next().text)?.[1] ?? '';
  await hong.joins();
  chat.hears(/^欢迎 小红！是谁邀请你来的？/);
  await hong.says(`邀请码 ${code.toLowerCase()}`);
  chat.hears('记下了，是 小明 邀请你来的。欢迎！');
  await stay(chat, hong, 3);
  chat.hears(/^@小明 \+20 积分/);
});

test('a newcomer who types a name without @ hears how to name somebody', async () => {
  await using chat = await openInvites();
  const hong = chat.member('小红');
  await hong.joins();
  chat.rest();
  await hong.says('邀请人 小明');
  chat.hears(/^「小明」前面没有 @。请打 @，再从名单里点选那位群友。\n用法：邀请人/);
});

test('a name with @ that was typed and not picked is not said to lack its @', async () => {
  await using chat = await openInvites();
  const hong = chat.member('小红');
  for (const typed of ['@小明', '@ming']) {
    await hong.says(`邀请人 ${typed}`);
    chat.hears(
      `「${typed}」没有 @ 到人。请打 @，再从名单里点选，不要手写名字。\n用法：邀请人 [@邀请人]`,
    );
  }
});

test('a newcomer is asked who invited them, and may press, say the number or the name', async () => {
  await using chat = await openInvites();
  const [ming, gang] = [chat.member('小明'), chat.member('小刚')];
  for (const member of [ming, gang]) await member.says('邀请码');
  chat.rest();
  await chat.advance({ hours: 1 });
  const newcomers = ['甲甲', '乙乙', '丙丙'].map((name) => chat.member(name));
  const [one, two, three] = newcomers;
  await one?.joins();
  const asked = chat.next();
  const labels = asked.said?.choices?.map(({ label }) => label) ?? [];
  expect(labels.toSorted()).toEqual(['小刚', '小明', '没有人，我自己来的']);
  await one?.presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears(`记下了，是 ${labels[0]} 邀请你来的。欢迎！`);
  await chat.advance({ hours: 1 });
  await two?.joins();
  chat.rest();
  await two?.says('小明');
  chat.hears('记下了，是 小明 邀请你来的。欢迎！');
  await chat.advance({ hours: 1 });
  await three?.joins();
  chat.rest();
  await three?.says('3');
  chat.hears('欢迎你来！');
});

test('what is said beside the question stays talk, and counts as such', async () => {
  await using chat = await openInvites();
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('邀请码');
  await hong.joins();
  chat.rest();
  await hong.says('大家好，我是小红');
  chat.hearsNothing();
  await hong.says('邀请人 @小明', { mentions: [ming] });
  chat.hears('记下了，是 小明 邀请你来的。欢迎！');
});

test('in a rush nobody is asked, and where nobody invites neither', async () => {
  await using chat = await openInvites();
  await chat.member('小红').joins();
  chat.hearsNothing();
  await chat.member('小明').says('邀请码');
  chat.rest();
  await chat.advance({ hours: 1 });
  for (let number = 0; number < 8; number += 1) await chat.member(`新人${number}`).joins();
  expect(chat.rest()).toHaveLength(3);
});

test('my invitations: the net figure first, and each with its reason', async () => {
  await using chat = await openInvites();
  const [boss, ming] = [chat.member('群主'), chat.member('小明')];
  await boss.becomes('owner');
  await chat.member('老王').says('早');
  await ming.says('早');
  await chat.advance({ days: 1 });
  const names = ['留下的', '走了的', '新来的'];
  const [stays, leaves, fresh] = names.map((name) => chat.member(name));
  await stays?.joins(ming);
  await leaves?.joins(ming);
  await chat.member('老王').leaves();
  await chat.member('老王').joins(ming);
  if (stays) await stay(chat, stays, 3);
  await leaves?.leaves();
  await fresh?.joins(ming);
  await fresh?.says('大家好');
  chat.rest();
  await ming.says('我的邀请');
  chat.hears(
    [
      '净邀请 0：有效 1，待确认 1，已退 1，不算 1，待审核 0',
      '#4 新来的：还要留 3 天、说 2 天话',
      '#3 老王：以前就在群里，不算新人',
      '#2 走了的：已退群',
      '#1 留下的：有效',
      '再有 2 位：3 位好友得 30 积分。',
      '觉得不对？发「申诉邀请 编号 理由」。',
    ].join('\n'),
  );
});

test('three friends are a tier; when one leaves, the points of both go back, even if spent', async () => {
  await using chat = await openInvites({ 'points.giveOn': true });
  const [ming, other] = [chat.member('小明'), chat.member('小刚')];
  for (const member of [ming, other]) await member.says('早');
  const friends = ['甲甲', '乙乙', '丙丙'].map((name) => chat.member(name));
  for (const friend of friends) {
    await friend.joins(ming);
    await chat.advance({ seconds: 5 });
  }
  await stayTogether(chat, friends);
  expect(chat.rest().map(({ text }) => text)).toContain(
    '@小明 +60 积分！你邀请的 3 位好友留下来了。\n达成：3 位好友得 30 积分！',
  );
  expect(await chat.pointsOf(ming)).toBe(90);
  await ming.says('赠送 @小刚 90', { mentions: [other] });
  await friends[0]?.leaves();
  expect(await chat.pointsOf(ming)).toBe(-50);
  expect(await chat.pointsOf(other)).toBe(90);
});

test('points switched off: friends count, and nothing is paid', async () => {
  await using chat = await openInvites({ 'points.on': false });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('早');
  await hong.joins(ming);
  await stay(chat, hong, 3);
  chat.hears(/^@小明 你邀请的小红留下来了，谢谢！/);
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('the board shows who brings the most, and never a figure below one', async () => {
  await using chat = await openInvites();
  const [ming, gang, li] = ['小明', '小刚', '小丽'].map((name) => chat.member(name));
  for (const member of [ming, gang, li]) await member?.says('早');
  await chat.advance({ hours: 1 });
  for (const name of ['甲甲', '乙乙']) await chat.member(name).joins(ming);
  for (const name of ['丙丙', '丁丁', '戊戊']) await chat.member(name).joins(gang);
  await chat.member('己己').joins(li);
  await chat.member('己己').leaves();
  chat.rest();
  await ming?.says('邀请榜');
  chat.hears('本周邀请榜（2 人）\n1. 3 · 小刚\n2. 2 · 小明 ← 你');
  await ming?.says('排行榜 邀请 总');
  chat.hears(/^邀请榜 · 总榜\n/);
});

test('the board says what each reads of their own', async () => {
  await using chat = await openInvites();
  const [ming, gang] = ['小明', '小刚'].map((name) => chat.member(name));
  for (const name of ['小明', '小刚', '老甲', '老乙']) await chat.member(name).says('早');
  await chat.advance({ days: 1 });
  for (const name of ['甲甲', '乙乙', '丙丙', '丁丁', '戊戊']) await chat.member(name).joins(ming);
  await chat.member('己己').joins(gang);
  await stayTogether(chat, [chat.member('甲甲')]);
  await chat.member('乙乙').leaves();
  await chat.member('老甲').leaves();
  await chat.member('老甲').joins(ming);
  await chat.member('老乙').leaves();
  await chat.member('老乙').joins(gang);
  chat.rest();
  await ming?.says('我的邀请');
  chat.hears(/^净邀请 2：有效 1，待确认 3，已退 1，不算 1，待审核 0\n/);
  await gang?.says('我的邀请');
  chat.hears(/^净邀请 0：/);
  await ming?.says('邀请榜 总');
  chat.hears('邀请总榜（1 人）\n1. 2 · 小明 ← 你');
});

test('in private one sees the own code; who invited is said in the group', async () => {
  await using chat = await openInvites();
  const ming = chat.member('小明');
  await ming.says('邀请码');
  const shown = chat.next().text;
  await ming.whispers('邀请码');
  chat.hears(shown);
  await ming.whispers('邀请码 K7M2QX');
  chat.hears('请在群里说，这样大家都看得到。');
});

test('managers see who came by whom', async () => {
  await using chat = await openInvites();
  const boss = chat.member('群主');
  await boss.becomes('owner');
  await boss.says('早');
  await chat.advance({ hours: 1 });
  await chat.member('甲甲').joins(boss);
  await chat.advance({ hours: 1 });
  await chat.member('乙乙').joins(chat.member('甲甲'));
  await chat.member('丙丙').joins(boss);
  await chat.member('甲甲').says('邀请树');
  chat.hears(/运营/);
  await boss.says('邀请树');
  chat.hears('邀请树\n群主（2 位）\n　甲甲（1 位）\n　　乙乙\n　丙丙');
});

test.for([
  ['邀请码 abc12', '没有邀请码 ABC12，请再看一眼，或者发「邀请人 @对方」。'],
  ['邀请码 ZZZZZ2', '没有邀请码 ZZZZZ2，请再看一眼，或者发「邀请人 @对方」。'],
  ['邀请人', /^没有记下是谁邀请了你。/],
  ['申诉邀请', '用法：申诉邀请 编号 理由'],
  ['申诉邀请 7 我朋友是真人', '你没有编号 7 的邀请，发「我的邀请」看编号。'],
  ['通过邀请 abc', /用法：通过邀请 编号\|@邀请人\|全部/],
  ['通过邀请 9', '没有这样的邀请在等，发「邀请审核」看编号。'],
  ['邀请预算 多', /用法：邀请预算 积分/],
  ['邀请审核', '没有等你决定的邀请。'],
  ['邀请活动', '现在没有邀请活动。'],
] as const)(
  'what is typed wrongly is answered in a line that helps: %s',
  async ([typed, answer]) => {
    await using chat = await openInvites();
    const boss = chat.member('群主');
    await boss.becomes('owner');
    await boss.says(typed);
    chat.hears(answer);
    chat.hearsNothing();
  },
);

test('a newcomer asks who invited them, and is told how to say it while it can be said', async () => {
  await using chat = await openInvites();
  const [host, other, fresh] = [chat.member('东家'), chat.member('老王'), chat.member('新人')];
  const codes = [await codeOf(chat, host), await codeOf(chat, other)];
  await chat.advance({ days: 1 });
  await fresh.joins();
  chat.rest();
  await fresh.says('谁邀请了我');
  chat.hears('没有记下是谁邀请了你。\n还来得及说：邀请人 @邀请人');
  await fresh.says(`邀请人 ${codes[0]}`);
  chat.rest();
  for (const asked of ['谁邀请了我', '邀请人']) {
    await fresh.says(asked);
    chat.hears('东家 邀请你来的。');
  }
  await chat.advance({ minutes: 2 });
  await fresh.whispers('谁邀请了我？');
  chat.hears('东家 邀请你来的。');
  await fresh.says(`邀请码 ${codes[1]}`);
  chat.rest();
  await fresh.says('谁邀请了我');
  chat.hears('你说过 东家 和 老王，等运营来看是谁。');
  await chat.advance({ days: 30 });
  await host.says('谁邀请了我');
  chat.hears('没有记下是谁邀请了你。');
});
