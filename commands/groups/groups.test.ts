/** A group joins the community of another one, and goes out of it again. */
import { expect, test } from 'vitest';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { communityCode, joinCommunity } from '../../test/joined-groups.ts';
import { booksOf, join, membersOf, openLinkedChat } from '../../test/linked-chat.ts';
import { features } from '../index.ts';

/** 甲群 is 大明's, 乙群 is 小丽's; 阿强 is in both; some have checked in. */
async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openLinkedChat({ 'community.lullMinutes': 0, ...settings });
  const [ming, li] = [chat.member('大明', '甲'), chat.member('小丽', '乙')];
  const [here, there] = [chat.member('阿强', '甲'), chat.member('阿强', '乙')];
  for (const member of [ming, here, li, there]) await member.says('早');
  await ming.becomes('owner');
  await li.becomes('owner');
  chat.rest();
  return { chat, ming, li, here, there, [Symbol.asyncDispose]: () => chat.close() };
}

const messages = (chat: Chat) =>
  exportedRows(chat, { what: 'activity' }).map((row) =>
    [row.community, row.group, row.name, row.messages].join(' '),
  );

test('two groups become one community: the preview says what will be, and points are shared', async () => {
  await using both = await open();
  const { chat, ming, li, here, there } = both;
  await here.says('签到');
  await there.says('签到');
  await li.says('签到');
  await li.says('设置 checkin.points 9');
  chat.rest();
  await ming.whispers('社群');
  chat.hears(/^本群自成一个社群/);
  await ming.says('社群码');
  const [letter, answer] = [chat.next(), chat.next()];
  expect(letter.to).toBe('@大明');
  expect(answer.text).toBe('社群码私聊发你了。');
  const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(letter.text)?.[0];
  expect(letter.text.split('\n').slice(1)).toEqual([
    `这是社群码。到要加入的群里，由那里的群主或管理员发「加入社群 ${code}」。`,
    '用一次就失效，10 分钟内有效；再要一个，旧的作废。',
    '加入后，那个群的群主和管理员也能管这里的积分和设置，只给信得过的人。',
  ]);
  await li.says(`加入社群 ${code}`);
  chat.hears(
    [
      '要让本群加入 大明 的社群吗？',
      '那边有 1 个群：试用群 甲',
      '这里的 2 人都成为那边的群友。',
      '其中 1 人本来就在那边，两边合成一个人。',
      '10 积分跟着走，和那边的相加；周榜、月榜只算以后的。',
      '签到、连续天数和补签卡跟着走，同一天只算一次。',
      '邀请记录和邀请码跟着走。',
      '标签跟着走。',
      '设置、时区和语言都用那边的。',
      '这里改过的 1 项设置不再有效。',
      '这里的群主、管理员、运营也能管那边，那边的运营也能管这里。',
      '以前的投票、抽奖和操作记录不跟过去，导出里还有。',
      '这里的人以前关联的账号，从此不能撤销。',
      '以后可以「退出社群」，但带过去的留在那边。',
    ].join('\n'),
  );
  await li.says('1');
  const told = chat.rest().map(({ to, text }) => [to, text]);
  const news =
    '群 乙 加入了社群，多了 2 人、10 积分，是 小丽 确认的。不是你们请的？群主在这里发「退出社群 2」。';
  expect(told).toEqual([
    ['乙', '加入了，现在 2 个群共用积分和设置。看有哪些群：「社群」。'],
    ['甲', news],
    ['@大明', news],
  ]);
  expect(membersOf(chat, 'community', 'name', 'groups', 'points', 'checkIns')).toEqual([
    { community: 'c1', name: '大明', groups: '甲', points: 0, checkIns: 0 },
    { community: 'c1', name: '阿强', groups: '甲;乙', points: 10, checkIns: 1 },
    { community: 'c1', name: '小丽', groups: '乙', points: 5, checkIns: 1 },
  ]);
  await there.says('我的积分');
  chat.hears(/^10 积分/);
  await li.says('社群');
  chat.hears(
    '这个社群有 2 个群，积分和设置共用：\n1. 试用群 甲，2 人\n2. 试用群 乙，2 人（本群）\n再加一个群：群主或管理员在这里发「社群码」，到那个群发「加入社群 码」。\n要离开：群主或管理员在自己的群里发「退出社群」。\n社群还没有名字，起一个：社群 改名 读书会',
  );
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('what was said goes where the group goes', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  expect(messages(chat)).toContain('c2 乙 阿强 1');
  await joinCommunity(chat, { host: ming, guest: li });
  expect(messages(chat)).toEqual(['c1 甲 大明 2', 'c1 甲 阿强 1', 'c1 乙 阿强 1', 'c1 乙 小丽 3']);
  await li.says('退出社群');
  await li.says('1');
  expect(messages(chat)).toEqual(['c1 甲 大明 2', 'c1 甲 阿强 1', 'c3 乙 阿强 1', 'c3 乙 小丽 5']);
});

test('a streak goes on where the group goes: three days and one are four', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  for (let day = 0; day < 3; day += 1) {
    await there.says('签到');
    await chat.advance({ days: 1 });
  }
  await joinCommunity(chat, { host: ming, guest: li });
  await there.says('签到');
  chat.hears(/已连续 4 天/);
  expect(membersOf(chat, 'name', 'streak', 'points')[1]).toEqual({
    name: '阿强',
    streak: 4,
    points: 20,
  });
});

test('whoever takes the group out begins anew there, and has all that was before in the old one', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  await there.says('签到');
  await ming.says('设置 checkin.points 7');
  await joinCommunity(chat, { host: ming, guest: li });
  await li.says('退出社群');
  chat.hears(
    [
      '要让本群退出社群吗？那边还有 1 个群。',
      '群里的 2 人以后在这个群从 0 积分开始。',
      '积分留在原来的社群，发言记录跟着群走。',
      '签到和补签卡留在原来的社群，这里从头算。',
      '邀请记录留在原来的社群。',
      '标签留在原来的社群。',
      '设置先照原来的，以后各改各的。',
      '这里的人以前关联的账号，从此不能撤销。',
      '想回去，再要一个社群码。',
    ].join('\n'),
  );
  await li.says('确认退出');
  chat.hears('退出了，本群现在自成一个社群。');
  await there.says('签到');
  chat.hears(/^签到成功，\+7 积分/);
  await there.says('我的积分');
  chat.hears(/^7 积分/);
  await both.here.says('我的积分');
  chat.hears(/^5 积分/);
  await li.says('设置 checkin.points 2');
  chat.rest();
  await both.here.says('签到');
  // The day was covered before the group went out.
  chat.hears(/^今天已经签到过了/);
  await joinCommunity(chat, { host: ming, guest: li });
  await there.says('我的积分');
  chat.hears(/^12 积分/);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('only an owner or an admin gives a code, brings one and takes a group out', async () => {
  await using both = await open();
  const { chat, ming, li, here, there } = both;
  await ming.says('任命 @阿强 运营', { mentions: [here] });
  chat.rest();
  await here.says('社群码');
  chat.hears(/管理员/);
  const code = await communityCode(chat, ming);
  await there.says(`加入社群 ${code}`);
  chat.hears(/管理员/);
  await li.says(`加入社群 ${code}`);
  chat.hears(/^要让本群加入/);
  await li.becomes('member');
  await li.says('1');
  chat.hears('要群主或管理员来确认。');
  await there.says('退出社群');
  chat.hears(/管理员/);
  expect(membersOf(chat, 'community').map(({ community }) => community)).toContain('c2');
});

test('a code is good once, for ten minutes, and only while its giver may still give one', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  const late = await communityCode(chat, ming);
  await chat.advance({ minutes: 10 });
  await li.says(`加入社群 ${late}`);
  chat.hears(/^没有这个社群码/);
  const old = await communityCode(chat, ming);
  await chat.advance({ seconds: 10 });
  const code = await communityCode(chat, ming);
  await li.says(`加入社群 ${old}`);
  chat.hears(/^没有这个社群码/);
  await li.says(`加入社群 ${code}`);
  chat.hears(/^要让本群加入/);
  await ming.becomes('member');
  await li.says('确认加入');
  chat.hears(/^没有这个社群码/);
  await ming.becomes('owner');
  await li.says(`加入社群 ${code}`);
  await li.says('确认加入');
  expect(chat.rest().some(({ text }) => text.startsWith('加入了'))).toBe(true);
  const third = chat.member('小芳', '丙');
  await third.says('早');
  await third.becomes('owner');
  await third.says(`加入社群 ${code}`);
  chat.hears(/^没有这个社群码/);
  await li.says(`加入社群 ${await communityCode(chat, ming)}`);
  chat.hears(/^本群已经在这个社群里了/);
});

test('the sixth code in an hour is not even tried', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  for (let guess = 0; guess < 5; guess += 1) {
    await li.says(`加入社群 0000-000${guess}`);
    chat.hears(/^没有这个社群码/);
  }
  await li.says(`加入社群 ${await communityCode(chat, ming)}`);
  chat.hears('试错太多次了，一小时后再试。');
});

test('what is still going on is told, each with what ends it', async () => {
  await using both = await open({ 'lottery.preset': 'none' });
  const { chat, ming, li } = both;
  await li.says('发起投票 去哪 | 甲 | 乙');
  await li.says('定时 每天 09:00 早安');
  await li.says('1');
  await li.says('发起抽奖 一号；奖品：书；开奖：手动');
  await li.says('发起');
  const code = await communityCode(chat, ming);
  await li.says(`加入社群 ${code}`);
  chat.hears(
    [
      '先办完这些，再来一次：',
      '1 号抽奖还没结束，先开奖或取消。',
      '1 号投票还没截止，先「结束投票 1」。',
      '还有定时（1 号），先「删除定时」。',
    ].join('\n'),
  );
  await li.says('结束投票 1');
  await li.says('删除定时 1');
  await li.says('取消抽奖 1 换群');
  await li.says('取消这次抽奖');
  await chat.advance({ seconds: 30 });
  await joinCommunity(chat, { host: ming, guest: li });
  await li.says('发起投票 去哪 | 甲 | 乙');
  chat.hears(/^1 号投票/);
  await li.says('退出社群');
  chat.hears('先办完这些，再来一次：\n1 号投票还没截止，先「结束投票 1」。');
});

test('a group whose community has others is asked to go out first', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  const third = chat.member('小芳', '丙');
  await third.says('早');
  await joinCommunity(chat, { host: li, guest: third });
  await li.says(`加入社群 ${await communityCode(chat, ming)}`);
  chat.hears(/^本群的社群里还有别的群/);
  await joinCommunity(chat, { host: ming, guest: chat.member('无名', '丁') });
  expect(membersOf(chat, 'community').map(({ community }) => community)).not.toContain('c4');
});

test('nothing changes while the books are wrong, nor when somebody thinks better of it', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  await there.says('签到');
  const code = await communityCode(chat, ming);
  await li.says(`加入社群 ${code}`);
  await li.says('2');
  expect(chat.rest().at(-1)?.text).toBe('好，什么都没变。');
  await li.says(`加入社群 ${code}`);
  await chat.app.reviewBooks([{ what: 'balance', why: 'a test' }]);
  chat.rest();
  await li.says('1');
  chat.hears('积分账目正在核对，暂时不能动积分，请晚点再试。');
  expect(membersOf(chat, 'community', 'points').at(-1)).toEqual({ community: 'c2', points: 5 });
});

test('managers of both read in the log who did it', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  await joinCommunity(chat, { host: ming, guest: li });
  await ming.says('操作记录');
  chat.hears(/小丽：让群 乙 加入了社群/);
  await li.says('退出社群');
  await li.says('1');
  chat.rest();
  for (const member of [ming, li]) {
    await member.says('操作记录 社群');
    chat.hears(/小丽：让群 乙 退出了社群/);
  }
});

test('who let a group in can take it out again, and not the other way round', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  await there.says('签到');
  await joinCommunity(chat, { host: ming, guest: li });
  await li.says('退出社群 甲');
  chat.hears('群 甲 比本群来得早，要它自己的群主来退。');
  await ming.says('退出社群 丁');
  chat.hears('没有正好一个群叫「丁」，请写编号。有：试用群 甲、试用群 乙');
  await ming.says('退出社群 2');
  chat.hears(/^要让群 乙 退出社群吗？\n群里的 2 人以后在这个群从 0 积分开始。/);
  await ming.says('1');
  expect(chat.rest().map(({ to, text }) => [to, text])).toEqual([
    ['甲', '群 乙 退出了，现在自成一个社群。'],
    ['乙', '大明 让本群退出了社群，现在自成一个社群；设置照旧，积分从 0 开始。'],
  ]);
  await li.says('操作记录');
  chat.hears(/大明：让群 乙 退出了社群/);
  await there.says('我的积分');
  chat.hears(/^0 积分/);
  expect(chat.errors).toEqual([]);
});

test('a reminder, a code for friends and who asked for it go on in the group that came', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  await there.says('签到');
  await li.says('提醒签到 20:30');
  await there.says('提醒我签到');
  await there.says('邀请码');
  const code = /[0-9A-Z]{4,}/.exec(chat.rest().at(-1)?.text ?? '')?.[0];
  await joinCommunity(chat, { host: ming, guest: li });
  const fresh = chat.member('新人', '乙');
  await chat.advance({ minutes: 5 });
  await fresh.joins();
  await fresh.says(`邀请码 ${code}`);
  expect(chat.rest().at(-1)?.text).toContain('阿强');
  await chat.at('2026-03-02T20:29:00+08:00');
  chat.rest();
  await chat.at('2026-03-02T20:30:00+08:00');
  const reminder = chat.hears(/签到/);
  expect(reminder.to).toBe('乙');
  expect(reminder.text).toContain('@阿强');
  expect(chat.errors).toEqual([]);
});

test('what is said in the same moment as the word counts in the new community', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  await li.says(`加入社群 ${await communityCode(chat, ming)}`);
  await Promise.all([li.says('确认加入'), there.says('签到')]);
  await both.here.says('我的积分');
  expect(chat.rest().at(-1)?.text).toMatch(/^5 积分/);
  expect(messages(chat).filter((row) => row.startsWith('c2'))).toEqual([]);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('whoever was told something else in the meantime is asked again', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  const fang = chat.member('小芳', '丙');
  await fang.says('早');
  await fang.becomes('owner');
  await li.says(`加入社群 ${await communityCode(chat, ming)}`);
  // The group of the code joins a third one: that is not what the preview said.
  await ming.says(`加入社群 ${await communityCode(chat, fang)}`);
  await ming.says('确认加入');
  chat.rest();
  await li.says('确认加入');
  chat.hears(/^没有这个社群码/);
});

test('managers by hand stay managers, and those of the community are managers in the new group, too', async () => {
  await using both = await open();
  const { chat, ming, li, here, there } = both;
  const wei = chat.member('小伟', '乙');
  await wei.says('早');
  await li.says('任命 @小伟 帮手', { mentions: [wei] });
  await ming.says('任命 @阿强 运营', { mentions: [here] });
  await joinCommunity(chat, { host: ming, guest: li });
  await li.says('管理员');
  chat.hears('这里的管理身份：\n群主：大明、小丽\n运营：阿强\n帮手：小伟');
  await there.says('社群');
  chat.hears(/^这个社群有 2 个群/);
});

test('accounts that were linked stay one person; parting them is not offered any more', async () => {
  await using both = await open();
  const { chat, ming, li, there } = both;
  const second = chat.member('阿强小号', '乙');
  await second.says('签到');
  await there.says('签到');
  await join(chat, { fresh: second, old: there });
  await joinCommunity(chat, { host: ming, guest: li });
  await second.says('我的积分');
  chat.hears(/^10 积分/);
  await second.whispers('撤销关联');
  chat.hears(/^没有可以撤销的关联/);
  await there.says('我的积分');
  chat.hears(/^10 积分/);
  expect(booksOf(chat)).toEqual([]);
});

test('whoever the platform gives another id of the group stays in the community', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  await joinCommunity(chat, { host: ming, guest: li });
  const [group, to] = [li.who.group, chat.member('小丽', '乙二').who.group];
  await chat.happen({ type: 'migration', at: chat.now(), key: 'moved', group, to });
  await ming.says('社群');
  chat.hears(/\n2\. 试用群 乙二，2 人\n/);
});

test.each([
  [
    'en',
    ['/community_code', 'join-community', 'community'],
    [/^Shall this group join/, /^Joined: 2 groups/, /^This community has 2 groups/],
  ],
  [
    'zh-TW',
    ['社群碼', '加入社群', '社群'],
    [/^要讓本群加入/, /^加入了，現在 2 個群/, /^這個社群有 2 個群，點數和設定共用/],
  ],
] as const)('groups that speak %s join in their own words', async (language, words, answers) => {
  await using chat = await openChat({ features, language });
  const [host, guest] = [chat.member('A', '甲'), chat.member('B', '乙')];
  for (const member of [host, guest]) {
    await member.says('hi');
    await member.becomes('owner');
  }
  await host.says(words[0]);
  const [code] = /^\S{4}-\S{4}/.exec(chat.next().text) ?? [];
  await guest.says(`${words[1]} ${code}`);
  chat.hears(answers[0]);
  await guest.says('1');
  chat.hears(answers[1]);
  chat.rest();
  await guest.says(words[2]);
  chat.hears(answers[2]);
});

test('who stays behind in a group that goes out is still one person with both accounts', async () => {
  await using both = await open();
  const { chat, ming, li, here, there } = both;
  const second = chat.member('阿强小号', '甲');
  await second.says('签到');
  await joinCommunity(chat, { host: ming, guest: li });
  await join(chat, { fresh: second, old: there });
  await li.says('退出社群');
  await li.says('1');
  chat.rest();
  for (const member of [here, second]) {
    await member.says('我的积分');
    chat.hears(/^5 积分/);
  }
  await there.says('签到');
  await chat.member('阿强小号', '乙').says('签到');
  chat.hears(/^签到成功/);
  chat.hears(/^今天已经签到过了/);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('groups are called what their platforms call them; of two of one name the number tells', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  await ming.says('早', { groupName: '读书群' });
  await li.says('早', { groupName: '读书群' });
  await joinCommunity(chat, { host: ming, guest: li });
  await li.says('社群');
  chat.hears(/\n1\. 试用群 读书群，2 人\n2\. 试用群 读书群，2 人（本群）\n/);
  await ming.says('退出社群 读书群');
  chat.hears(/^没有正好一个群叫「读书群」/);
  await li.says('早', { groupName: '观鸟群' });
  await ming.says('退出社群 观鸟群');
  chat.hears(/^要让群 观鸟群 退出社群吗？/);
});

test('a group that joins from another zone: its next reminder comes by the new clock', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  await li.says('设置 community.zone Asia/Tokyo');
  await li.says('话题 加 书？');
  await li.says('话题 21:00');
  chat.rest();
  await li.says('话题');
  chat.hears(/\n下次：今天 21:00$/);
  await joinCommunity(chat, { host: ming, guest: li });
  // 21:00 in Tokyo is 20:00 here.
  await chat.at('2026-03-01T20:30:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-01T21:00:00+08:00');
  expect(chat.hears('今日话题：书？').to).toBe('乙');
});

test('whoever joins reads the name of the community, not only of whoever gave the code', async () => {
  await using both = await open();
  const { chat, ming, li } = both;
  await ming.says('社群 改名');
  chat.hears('叫什么？这样写：社群 改名 读书会');
  await ming.says('社群 改名 读书会');
  chat.hears('社群叫「读书会」了。');
  const code = await communityCode(chat, ming);
  await li.says(`加入社群 ${code}`);
  chat.hears(/^要让本群加入「读书会」吗？码是 大明 给的。\n那边有 1 个群：/);
  await li.says('确认加入');
  chat.rest();
  await ming.says('社群');
  chat.hears(/^「读书会」有 2 个群，积分和设置共用：\n1\. /);
  await ming.says('社群 明天聚会吗');
  chat.hears(/看不懂/);
});
