/** What is pushed: slots, several texts, polls and lotteries, pictures. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileRoom } from '../../src/files.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026; 阿强 is a manager, and all features are there. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00', ...options });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  /** Has something scheduled, and says what was echoed. */
  async function schedules(typed: string): Promise<string> {
    await qiang.says(typed);
    const { text } = chat.next();
    await qiang.says('1');
    chat.hears(/^\d+ 号定时已保存/);
    return text;
  }
  return { chat, qiang, schedules, [Symbol.asyncDispose]: () => chat.close() };
}

test('slots are filled when the push leaves, from the features whose they are', async () => {
  await using group = await open({ settings: { 'schedule.groupName': '读书群' } });
  const { chat, schedules } = group;
  await schedules(
    '定时 今晚9点 {群名} {日期} {星期}：{今日签到人数} 人签到，{成员数} 位群友，{榜首}领先，距离春节 {距离 春节} 天，跨年 {距离12月31日} 天',
  );
  const ming = chat.member('小明{成员数}$&');
  await ming.says('签到');
  chat.rest();
  await chat.at('2026-11-26T21:00:00+08:00');
  chat.hears(
    '读书群 11月26日 周四：1 人签到，2 位群友，小明{成员数}$&领先，距离春节 72 天，跨年 35 天',
  );
});

test('in English the slots have English names', async () => {
  await using chat = await openChat({
    features,
    language: 'en',
    now: '2026-11-26T09:10:00+08:00',
  });
  const boss = chat.member('Boss');
  await boss.becomes('owner');
  await boss.says(
    'schedule tomorrow 10:00 {weekday}: {checked in today} here, {days until 2026-12-31} to go',
  );
  await boss.says('1');
  chat.rest();
  await chat.at('2026-11-27T10:00:00+08:00');
  chat.hears('Fri: 0 here, 34 to go');
});

test('a slot that nobody knows is told before anything is kept, with those that there are', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 10:00 {天气}和{群名}');
  chat.hears(
    '{天气}、{群名} 我填不出来。可以用：{今日签到人数}、{榜首}、{日期}、{星期}、{群名}、{成员数}、{距离}',
  );
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
});

test('the name of a group is what its platform says, in each group its own, unless one was set', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  await qiang.says('定时 今天 10:00 {群名}早安');
  chat.hears(/^\{群名\} 还没有设/);
  await qiang.says('早', { groupName: '读书群\u202e' });
  await schedules('定时 今天 10:00 {群名}早安');
  await chat.at('2026-11-26T10:00:00+08:00');
  chat.hears('读书群早安');
  await qiang.says('早', { groupName: '夜读群' });
  await schedules('定时 今天 12:00 发给群 夜读群：{群名}午安');
  await chat.at('2026-11-26T12:00:00+08:00');
  chat.hears('夜读群午安');
  await qiang.whispers('定时记录');
  chat.hears(/^11月26日 周四 12:00 · 2 号准时送出 · 群 夜读群\n/);
  await qiang.says('设置 schedule.groupName 好书');
  chat.rest();
  await schedules('定时 今天 14:00 {群名}下午好');
  await chat.at('2026-11-26T14:00:00+08:00');
  chat.hears('好书下午好');
  expect(chat.errors).toEqual([]);
});

test('several texts come in turn', async () => {
  await using group = await open();
  const { chat, schedules } = group;
  const echoed = await schedules('定时 每天 10:00 早安\n---\n早上好\n---\n新的一天');
  expect(echoed).toContain('3 段内容轮着发：\n· 早安\n· 早上好\n· 新的一天');
  await chat.at('2026-11-29T12:00:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toEqual(['早安', '早上好', '新的一天', '早安']);
});

test('a series comes part by part and ends by itself', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  const echoed = await schedules('定时 每天 10:00\n1/3 第一课\n慢慢来\n2/3 第二课\n3/3 结业');
  expect(echoed).toContain('3 段内容一次一段，发完自动结束：');
  await chat.at('2026-12-05T12:00:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toEqual([
    '1/3 第一课\n慢慢来',
    '2/3 第二课',
    '3/3 结业',
  ]);
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
});

test('a fraction in a text does not make it a series', async () => {
  await using group = await open();
  const { chat, schedules } = group;
  await schedules('定时 每天 10:00 1/2 的人还没签到');
  await chat.at('2026-11-27T12:00:00+08:00');
  chat.hears('1/2 的人还没签到');
});

test('a push opens a poll in the name of who made it', async () => {
  await using group = await open();
  const { chat, schedules } = group;
  await schedules('定时 每周五 18:00 发起投票 周末去哪 | 爬山 | 看海');
  await chat.at('2026-11-27T18:00:00+08:00');
  chat.hears(/^1 号投票：周末去哪\n/);
  await chat.member('小明').says('2');
  chat.hears(/看海/);
});

test('a poll that cannot be opened as typed is told at once', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每周五 18:00 发起投票 周末去哪 | 爬山');
  expect(chat.next().text).not.toMatch(/接下来/);
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
});

test('a poll takes no slots, whose values could be anything', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每周五 18:00 发起投票 {榜首}请客 | 去 | 不去');
  chat.hears('投票和抽奖里不能填空，请写成固定的字。');
});

test('whose right is gone opens nothing by a push, and hears why', async () => {
  await using group = await open({ settings: { 'polls.openedBy': 'manager' } });
  const { chat, qiang, schedules } = group;
  await schedules('定时 每周五 18:00 发起投票 周末去哪 | 爬山 | 看海');
  await qiang.becomes('member');
  const boss = chat.member('老板');
  await boss.becomes('owner');
  await chat.at('2026-11-27T18:00:00+08:00');
  const told = chat.hears(/^1 号定时 11月27日 周五 18:00 没能发起：/);
  expect(told.to).toBe('@阿强');
  chat.hearsNothing();
  await boss.says('定时记录');
  chat.hears('11月27日 周五 18:00 · 1 号没能发起');
});

test('a push opens a lottery when all its terms are typed', async () => {
  await using group = await open({ settings: { 'lottery.preset': 'none' } });
  const { chat, qiang, schedules } = group;
  await qiang.says('定时 明天 18:00 发起抽奖 周末福利');
  expect(chat.next().text).toMatch(/奖品/);
  await schedules('定时 明天 18:00 发起抽奖 周末福利；奖品：贴纸；开奖：手动');
  await chat.at('2026-11-27T18:00:00+08:00');
  chat.hears(/周末福利/);
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');

test('a picture that comes with the command is pushed with its text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-picture-'));
  const file = join(folder, '海报.png');
  writeFileSync(file, PNG);
  const files = fileRoom(join(folder, 'files'), async () => undefined);
  await using group = await open({ files, can: { largestFetched: 1_000_000 } });
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 来看海报', { file });
  chat.hears(/来看海报\n（带一张图片）/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  const { said } = chat.hears('来看海报');
  const path = said?.image ?? '';
  expect(readFileSync(path).equals(PNG)).toBe(true);
  // A day later nobody needs it any more.
  await chat.advance({ days: 2 });
  await chat.app.settle();
  expect(existsSync(path)).toBe(false);
  expect(chat.errors).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('what is no picture is not pushed, and that is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-picture-'));
  const file = join(folder, 'x.png');
  writeFileSync(file, '<script>');
  const files = fileRoom(join(folder, 'files'), async () => undefined);
  await using group = await open({ files, can: { largestFetched: 1_000_000 } });
  const { chat, qiang } = group;
  await qiang.says('定时 今晚8点 来看海报', { file });
  chat.next();
  chat.hears('1 号的图片没收到，请再发一次：定时图片 1');
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.hears('来看海报').said?.image).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test.each([
  ['1/3 春\n3/3 冬', '少了 2/3，补上再发；不分次的话，别用「1/3」开头。'],
  ['早安，{今日签到人数 人', '「{今日签到人数 人」少了右边的大括号，写完整再发一次。'],
  ['{群名}早安', '{群名} 还没有设：设置 schedule.groupName 读书会'],
])('what is typed by half is told for what it is: %j', async (content, told) => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says(`定时 每天 9:00 ${content}`);
  chat.hears(told);
  chat.hearsNothing();
});

test('a preview shows values as they are now, and says so', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('早', { groupName: '读书群' });
  await qiang.says('定时 每天 10:00 {群名}早安，今天{星期}');
  chat.hears(/发：\n读书群早安，今天周四\n（花括号里的按现在填好了，发的时候再填一次。）\n接下来/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-27T10:00:00+08:00');
  expect(chat.rest().at(-1)?.text).toBe('读书群早安，今天周五');
});

test('«试发» shows a poll as it will look, and opens none', async () => {
  await using group = await open({ settings: { 'lottery.preset': 'none' } });
  const { chat, qiang, schedules } = group;
  await schedules('定时 今晚8点 发起投票 周末去哪 | 爬山 | 看海');
  await qiang.says('试发 1');
  const shown = chat.hears(
    /^到时候发起的是这个，现在没有发起：\n投票：周末去哪\n1\. 爬山\n2\. 看海\n/,
  );
  expect(shown.to).toBe('@阿强');
  expect(chat.rest().filter(({ text }) => text.includes('周末去哪'))).toEqual([]);
  await schedules('定时 今晚9点 发起抽奖 周末福利；奖品：贴纸；开奖：手动');
  await qiang.says('试发 2');
  chat.hears(/^到时候发起的是这个，现在没有发起：\n.*周末福利/);
});
