/** Polls (投票) in a group, from the question to the result. */
import { expect, test } from 'vitest';
import { instantOf } from '#kit';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

const SETTINGS = { 'points.chatPoints': 0 };

async function openGroup(settings: Readonly<Record<string, unknown>> = {}): Promise<Chat> {
  const chat = await openChat({ features, settings: { ...SETTINGS, ...settings } });
  await chat.member('群主').becomes('owner');
  return chat;
}

/** Somebody whose ballot comes when the last answer is long ago. */
async function after(chat: Chat, name: string) {
  await chat.advance({ minutes: 2 });
  return chat.member(name);
}

test('a poll in one line is asked, answered by number, word and press, and told with bars', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 周末去哪 | 爬山 | 看海');
  const asked = chat.hears(
    '1 号投票：周末去哪\n回序号就能投，每人 1 票。\n公开；可以改票；随时可看结果；3月4日 09:00 截止。',
  );
  expect(asked.said?.choices?.map(({ id, label }) => [id, label])).toEqual([
    ['polls:1:1', '爬山'],
    ['polls:1:2', '看海'],
  ]);
  await (await after(chat, '小红')).says('2');
  chat.hears('小红 投了 2. 看海，共 1 票。');
  await (await after(chat, '小刚')).says('看海');
  chat.hears('小刚 投了 2. 看海，共 2 票。');
  await (await after(chat, '小丽')).presses('polls:1:1');
  chat.hears('小丽 投了 1. 爬山，共 3 票。');
  await (await after(chat, '小丽')).presses('polls:1:2');
  chat.hears('小丽 投了 2. 看海，共 3 票。');
  await chat.member('小明').says('投票 1 爬山');
  await chat.advance({ minutes: 1 });
  chat.hears('1 号投票：周末去哪（4 票）\n1. 爬山 ▇▇▇ 1 票 25%\n2. 看海 ▇▇▇▇▇▇▇▇ 3 票 75%');
  await chat.member('小明').says('结束投票');
  chat.hears(/^1 号投票结束：周末去哪（4 票）\n.*\n.*\n胜出：看海$/);
  await chat.member('小明').says('1');
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('a newcomer needs no more than the word: the rest is asked', async () => {
  await using chat = await openGroup();
  const ming = chat.member('小明');
  await ming.says('发起投票');
  chat.hears('想问大家什么？');
  await ming.says('周末去哪');
  chat.hears('有哪些选项？用 | 或换行分开，如：爬山 | 看海');
  await ming.says('爬山');
  chat.hears('至少要 2 个选项，用 | 或换行分开，如：爬山 | 看海\n不发起了，就发「取消」。');
  await ming.says('爬山\n看海\n在家');
  chat.hears(/^「周末去哪」\n1\. 爬山\n2\. 看海\n3\. 在家\n回序号就能投，每人 1 票。\n公开；/);
  await ming.says('改成匿名');
  chat.hears(/匿名，谁也查不到谁投了什么；投了不能改；截止后公布结果/);
  await ming.says('改成公开');
  chat.next();
  await ming.says('改成多选');
  chat.hears(/每人最多选 3 项/);
  await ming.says('1');
  chat.hears(/^1 号投票：周末去哪\n每人最多选 3 项，如「1 3」。/);
  await ming.says('3 1');
  chat.hears('小明 投了 1. 爬山、3. 在家，共 1 票。');
});

test('options that a newcomer lists with commas are options', async () => {
  await using chat = await openGroup();
  const ming = chat.member('小明');
  await ming.says('发起投票 周末去哪');
  chat.hears(/^有哪些选项/);
  await ming.says('爬山、看海，在家');
  chat.hears(/^「周末去哪」\n1\. 爬山\n2\. 看海\n3\. 在家\n/);
  await ming.says('发起投票 吃什么');
  chat.hears(/^有哪些选项/);
  await ming.says('火锅，辣的 | 粥');
  chat.hears(/^「吃什么」\n1\. 火锅，辣的\n2\. 粥\n/);
});

test('a poll meant to be secret does not open as a named one because the plus is missing', async () => {
  await using chat = await openGroup();
  const boss = chat.member('群主');
  await boss.says('发起投票 吃什么 | 火锅 | 烧烤 | 匿名');
  chat.hears(/3\. 匿名\n.*\n.*\n最后一项算作选项。.*写成「\+匿名」再发一次。$/);
  await boss.says('算了');
  chat.hears('好，没有发起。');
  await boss.says('发起投票 吃什么 | 火锅 | 烧烤 | 连签≥3');
  chat.hears(/写成「\+条件 连签[≥>]=?3」再发一次。$/);
  await boss.says('就这样开始');
  chat.hears(/^1 号投票：吃什么\n/);
  await boss.says('发起投票 名单怎么写 | 公开 | 匿名');
  chat.hears(/^2 号投票：名单怎么写\n/);
});

test('help tells in one line how a whole poll is typed', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('帮助 发起投票');
  chat.hears(/用法：发起投票 \[标题 \| 选项1 \| 选项2 … \| \+匿名 .*\+条件 连签>=7\]/);
});

test('a poll that is written line by line needs no strokes', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 晚饭\n面\n饭 和 菜\n+多选2 +截止 2小时');
  const asked = chat.hears(/^1 号投票：晚饭\n每人最多选 2 项.*11:00 截止。$/s);
  expect(asked.said?.choices?.map(({ label }) => label)).toEqual(['面', '饭 和 菜']);
});

test.for([
  ['发起投票 周末', /^有哪些选项/],
  ['发起投票 周末 | 爬山', /^至少要 2 个选项/],
  ['发起投票 周末 | 爬山 | 爬山', '有两个选项一样，请改一改。'],
  ['发起投票 几个人 | 2 | 3', '选项只写数字会和序号弄混，请写完整，如「2 个」。'],
  [`发起投票 周末 | ${Array.from({ length: 21 }, (_, n) => `项${n}`).join('|')}`, /^最多 20 个/],
  ['发起投票 周末 | 爬山 | 看海 | +随便', /^「\+随便」我看不懂，可用：\+多选2/],
  ['发起投票 周末 | 爬山 | 看海 | +截止 昨天', /^截止「昨天」我看不懂，请写成：2小时/],
  ['发起投票 周末 | 爬山 | 看海 | +条件 等级>=3', /^没有「等级」这个条件/],
  ['发起投票 | | |', /^少了标题/],
  ['投票 9', '没有 9 号投票。看有哪些：投票'],
  ['投票', '现在没有投票。要问大家什么？发「发起投票」。'],
  ['投票结果', '现在没有投票。要问大家什么？发「发起投票」。'],
  ['结束投票 9', '没有 9 号投票。看有哪些：投票'],
] as const)('«%s» is answered with one helpful line', async ([typed, expected]) => {
  await using chat = await openGroup();
  await chat.member('小明').says(typed);
  chat.hears(expected instanceof RegExp ? expected : String(expected));
  chat.hearsNothing();
});

test('talk that begins with the word is talk', async () => {
  await using chat = await openGroup();
  for (const talk of ['投票 吧', '投票 的话我选面', '投票结果 出来了吗']) {
    await chat.member('小明').says(talk);
  }
  chat.hearsNothing();
});

test('many ballots at once are answered by the sum, not one by one', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 晚饭 | 面 | 饭');
  await chat.advance({ minutes: 5 });
  chat.rest();
  for (let n = 1; n <= 50; n += 1) await chat.member(`群友${n}`).says(n % 2 === 0 ? '1' : '饭');
  chat.hears('群友1 投了 2. 饭，共 1 票。');
  chat.hearsNothing();
  await chat.advance({ minutes: 1 });
  chat.hears(/^1 号投票：晚饭（50 票）\n1\. 面 ▇+ 25 票 50%\n2\. 饭 ▇+ 25 票 50%$/);
  chat.hearsNothing();
});

test('a poll in which ballots stand says so first, and counts the first ballot', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 班长 | 甲 | 乙 | +不可改');
  chat.hears(/投了不能改/);
  const hong = await after(chat, '小红');
  await hong.says('1');
  chat.hears(/共 1 票/);
  await hong.says('2');
  chat.hears('你已经投过了，这个投票投了不能改。');
  await hong.says('2');
  chat.hearsNothing();
  await hong.says('投票结果');
  chat.hears(/甲 ▇+ 1 票 100%\n2\. 乙 0 票$/);
});

test('whoever lacks what a poll asks for hears what, once', async () => {
  await using chat = await openGroup();
  const [boss, ming, hong] = [chat.member('群主'), chat.member('小明'), chat.member('小红')];
  await hong.says('早');
  await boss.says('标签 @小红 VIP', { mentions: [hong] });
  chat.rest();
  await boss.says('发起投票 新群规 | 好 | 不好 | +条件 连签>=7 或 标签=VIP');
  chat.hears(/条件：连签≥7 或 标签=VIP。$/);
  await chat.advance({ minutes: 2 });
  await ming.presses('polls:1:1');
  const heard = chat.hears('@小明 还不能投：连签 0 天，需要 7 天；或者需要标签「VIP」。');
  expect(heard.said?.choices).toBeUndefined();
  await ming.says('2');
  chat.hearsNothing();
  await hong.says('1');
  chat.hears('小红 投了 1. 好，共 1 票。');
});

test('too few members make the result void', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 新群规 | 好 | 不好 | +满 3 +截止 1小时');
  chat.hears(/满 3 人有效/);
  await (await after(chat, '小红')).says('1');
  await (await after(chat, '小刚')).says('1');
  chat.rest();
  await chat.advance({ hours: 1 });
  chat.hears(/^1 号投票结束：.*\n.*\n.*\n要 3 人，只有 2 人，不算数。$/);
});

test('the deadline is announced an hour before, and kept', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 晚饭 | 面 | 饭 | +截止 18:00');
  chat.rest();
  await chat.at('2026-03-01T17:00:00+08:00');
  chat.hears('「晚饭」18:00 截止，已有 0 票。还没投的：投票 1');
  await chat.member('小红').says('投票 1');
  chat.hears(/^1 号投票：晚饭/);
  await chat.at('2026-03-01T18:00:00+08:00');
  chat.hears('1 号投票结束：晚饭（0 票）\n没有人投票。');
  await chat.member('小红').says('投票 1 1');
  chat.hears('1 号投票已经结束。看结果：投票结果 1');
});

test('results for those who have cast a ballot are told to them alone', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 班长 | 甲 | 乙 | +投票后看结果');
  chat.rest();
  const hong = await after(chat, '小红');
  await hong.says('投票结果');
  chat.hears('「班长」投了才能看结果。投票：投票 1 1');
  await hong.says('2');
  chat.hears('收到 小红 的票，共 1 票。');
  await hong.says('投票结果');
  expect(chat.hears(/^1 号投票：班长（1 票）\n1\. 甲 0 票/).said?.to).toEqual({ private: '小红' });
});

test('a ranked poll goes round by round until one has more than half', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 去哪 | 山 | 海 | 家 | +排序');
  chat.hears(/按喜欢的顺序排，如「2 1 3」。/);
  const orders = ['1 2 3', '1 2 3', '2 3 1', '2 3 1', '3>2>1'];
  for (const [n, order] of orders.entries()) await chat.member(`群友${n}`).says(order);
  chat.rest();
  await chat.member('群主').says('结束投票 1');
  chat.hears(
    [
      '1 号投票结束：去哪（5 票）',
      '1. 山 ▇▇▇▇▇▇▇▇ 2 票 40%',
      '2. 海 ▇▇▇▇▇▇▇▇ 2 票 40%',
      '3. 家 ▇▇▇▇ 1 票 20%',
      '第 1 轮：山 2、海 2、家 1；淘汰 家',
      '第 2 轮：山 2、海 3',
      '胜出：海',
    ].join('\n'),
  );
});

test('in a ranked poll presses follow one another, and a second press takes one out', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 去哪 | 山 | 海 | 家 | +排序');
  chat.rest();
  const hong = await after(chat, '小红');
  for (const option of [3, 1, 2, 1]) await hong.presses(`polls:1:${option}`);
  chat.rest();
  await chat.advance({ minutes: 2 });
  expect(exportedRows(chat, { what: 'polls' })).toMatchObject([{ options: '3,2', name: '小红' }]);
});

test('only its author and managers close a poll; ordinary members have one at a time', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 晚饭 | 面 | 饭');
  chat.rest();
  await chat.member('小红').says('结束投票 1');
  chat.hears('只有发起人和运营可以结束。');
  await chat.member('小明').says('发起投票 早饭 | 面 | 饭');
  chat.hears('你的 1 号投票还没结束，先结束它：结束投票 1');
  await chat.member('群主').says('结束投票 1');
  chat.hears(/结束/);
  await chat.member('群主').says('操作记录');
  chat.hears(/提前结束了 1 号投票/);
});

test('a group may leave polls to its managers, and bound how many are open', async () => {
  await using chat = await openGroup({ 'polls.openedBy': 'manager', 'polls.mostOpen': 1 });
  await chat.member('小明').says('发起投票 晚饭 | 面 | 饭');
  chat.hears('本群由运营发起投票。');
  await chat.member('群主').says('发起投票 晚饭 | 面 | 饭');
  chat.rest();
  await chat.member('群主').says('发起投票 早饭 | 面 | 饭');
  chat.hears('已经有 1 个投票进行中，先结束一个。');
});

test('who chose what is listed in a named poll, with names made safe', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 晚\u202e饭 | 面\u200b | 饭');
  chat.hears(/^1 号投票：晚饭\n/);
  await (await after(chat, '坏\u202e人')).says('1');
  chat.rest();
  await chat.member('小明').says('投票名单');
  chat.hears('1 号投票：晚饭（1 票）\n1. 面：坏人');
});

test('the export has a row for each ballot, with the labels of what was chosen', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('发起投票 晚饭 | 面 | 饭 | 菜 | +多选');
  await chat.member('小红').says('1 3');
  expect(exportedRows(chat, { what: 'polls' })).toMatchObject([
    {
      poll: 1,
      title: '晚饭',
      kind: 'multiple',
      secrecy: 'named',
      options: '1,3',
      labels: '面 / 菜',
    },
  ]);
});

test('while polls are switched off nothing is said of one, and it closes all the same', async () => {
  await using chat = await openGroup();
  const boss = chat.member('群主');
  await chat.member('小明').says('发起投票 晚饭 | 面 | 饭 | +截止 3小时');
  await boss.says('关闭 投票');
  chat.rest();
  await chat.member('小红').says('1');
  await chat.advance({ hours: 4 });
  chat.hearsNothing();
  await boss.says('开启 投票');
  chat.rest();
  await boss.says('投票结果');
  chat.hears('1 号投票结束：晚饭（0 票）\n没有人投票。');
});

test('who has left the group, or never was in it, has no ballot in private, and is told nothing', async () => {
  await using chat = await openGroup();
  const [ming, hong, boss] = [chat.member('小明'), chat.member('小红'), chat.member('群主')];
  for (const member of [ming, hong]) await member.says('早');
  await boss.says('发起投票 哪个 | 甲 | 乙');
  await ming.leaves();
  chat.rest();
  for (const typed of ['投票 1 1', '投票 1', '投票结果 1', '投票名单 1']) {
    await ming.whispers(typed);
    chat.hears('先在 1 号投票的群里说句话，我就知道你是群友了。');
  }
  await hong.whispers('投票 1 1');
  chat.hears('记下了：1. 甲。');
  await hong.whispers('投票结果 1');
  chat.hears(/（1 票）/);
});

test('a poll is not opened with a deadline that has passed while it was drafted', async () => {
  await using chat = await openGroup();
  const boss = chat.member('群主');
  await boss.says('发起投票');
  await boss.says('去哪 | 甲 | 乙 | +截止 2分钟');
  chat.rest();
  await chat.advance({ minutes: 5 });
  await boss.says('1');
  chat.hears('截止时间已经过了，先换成平时的，再看看。');
  chat.hears(/3月4日 09:05 截止/);
  await boss.says('1');
  chat.hears(/^1 号投票：去哪/);
});

test('who cast what is told of all ballots, however many there are', async () => {
  await using chat = await openGroup();
  await chat.member('群主').says('发起投票 哪个 | 甲 | 乙 | 丙 | +排序');
  const many = Array.from({ length: 503 }, (_, n) => chat.member(`群友${n}`));
  for (const [n, member] of many.entries()) await member.says(n < 501 ? '2 1' : '1 3');
  await chat.advance({ minutes: 2 });
  chat.rest();
  await chat.member('群主').says('投票名单 1');
  const [head, ...rows] = chat.next().text.split('\n');
  expect(head).toBe('1 号投票：哪个（503 票）');
  expect(rows).toEqual([
    '1. 甲：群友501、群友502',
    expect.stringMatching(/^2\. 乙：群友0、.*、群友19 等 501 人$/),
  ]);
});

test('two numbers are talk where one can be chosen, and a number of the day before yesterday is no ballot', async () => {
  await using chat = await openGroup();
  await chat.member('群主').says('发起投票 哪个 | 甲 | 乙');
  chat.rest();
  await chat.member('小明').says('1 2');
  await chat.advance({ hours: 26 });
  const at = instantOf(chat.now() - 25 * 3_600_000);
  await chat.member('小红').says('1', { at });
  await chat.advance({ minutes: 2 });
  chat.hearsNothing();
  expect(exportedRows(chat, { what: 'polls' })).toMatchObject([{ ballots: null }]);
});

test('a number is no ballot in an older poll while the newest is secret: it is told how to vote', async () => {
  await using chat = await openGroup();
  const [boss, hong] = [chat.member('群主'), chat.member('小红')];
  await boss.says('发起投票 晚饭 | 面 | 饭');
  for (const terms of ['+匿名', '+匿名 | +多选2']) {
    await boss.says(`发起投票 班长 | 甲 | 乙 | ${terms}`);
  }
  chat.rest();
  await hong.says('2');
  chat.hears('匿名投票请私聊我发「投票 3 1」，刚才这条不算。');
  await hong.says('2');
  chat.hearsNothing();
  // The words of an option belong to whoever has it.
  await hong.says('饭');
  chat.hears('小红 投了 2. 饭，共 1 票。');
  await boss.says('结束投票 3');
  chat.rest();
  await hong.says('1');
  chat.hears('匿名投票请私聊我发「投票 2 1」，刚才这条不算。');
});

test('of two public polls a number is meant for the newest, or for none', async () => {
  await using chat = await openGroup();
  const [boss, hong] = [chat.member('群主'), chat.member('小红')];
  await boss.says('发起投票 晚饭 | 面 | 饭 | 粥');
  await boss.says('发起投票 周末 | 爬山 | 看海');
  await boss.says('发起抽奖 书；奖品：书；开奖：手动');
  chat.rest();
  await hong.says('3');
  chat.hearsNothing();
  await hong.says('2');
  chat.hears('小红 投了 2. 看海，共 1 票。');
});

test('several options may be said in words', async () => {
  await using chat = await openGroup();
  await chat.member('群主').says('发起投票 吃什么 | 面 | 饺子 | 饭 | 2 个 | +多选3');
  chat.rest();
  await chat.member('小红').says('面、饺子');
  chat.hears('小红 投了 1. 面、2. 饺子，共 1 票。');
  await (await after(chat, '小刚')).says('饭 面');
  chat.hears('小刚 投了 1. 面、3. 饭，共 2 票。');
  await (await after(chat, '小丽')).says('投票 1 面，2 个、饭');
  chat.hears('小丽 投了 1. 面、3. 饭、4. 2 个，共 3 票。');
  await (await after(chat, '小丽')).says('面 多加辣');
  chat.hearsNothing();
  await (await after(chat, '小丽')).says('投票 1 面、馒头');
  chat.hears('没有这个选项，请写序号，如：投票 1 1');
});

test('«投票 饺子» without a number is for the newest open poll that has it', async () => {
  await using chat = await openGroup();
  const boss = chat.member('群主');
  await boss.says('发起投票 吃什么 | 面 | 饺子 | +多选2');
  await boss.says('发起投票 周末 | 爬山 | 看海');
  chat.rest();
  await chat.member('小红').says('投票 饺子、面');
  chat.hears('小红 投了 1. 面、2. 饺子，共 1 票。');
  await chat.member('小刚').says('投票 火锅');
  chat.hears(/^2 个投票进行中：/);
  for (const talk of ['投票 大家快来投一下票', '投票 我投了']) await chat.member('小刚').says(talk);
  chat.hearsNothing();
});
