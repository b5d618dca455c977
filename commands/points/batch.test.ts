import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fetched, instantOf } from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { openTestApp } from '../../test/app.ts';
import { join as linked, openLinkedChat } from '../../test/linked-chat.ts';
import { idOf, PretendBot, saying } from '../../test/pretend-bot.ts';
import { TimeWorld } from '../../test/time-world.ts';
import { points } from './index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-lists-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** 阿强 is a manager; 小明 and 小红 are members with the numbers `ming` and `hong`. */
async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({
    features: [points],
    settings: { 'points.chatPoints': 0, ...settings },
  });
  const [qiang, ming, hong] = [chat.member('阿强'), chat.member('小明'), chat.member('小红')];
  await qiang.becomes('admin');
  await ming.says('在');
  await hong.says('在');
  const numbers = { ming: await chat.idOf(ming), hong: await chat.idOf(hong) };
  return { chat, qiang, ming, hong, numbers, [Symbol.asyncDispose]: () => chat.close() };
}

function saved(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test('a list behind the command is shown first, paid at the word, and taken back', async () => {
  await using group = await open();
  const { chat, qiang, ming, hong, numbers } = group;
  await qiang.says(`批量加分 周末活动 ${numbers.ming},50 ${numbers.hong},30`);
  chat.hears(
    '2 位群友，共 +80 积分（周末活动）。确认请在 24 小时内发：确认发分 1\n小明 +50、小红 +30',
  );
  expect(await chat.pointsOf(ming)).toBe(0);
  await qiang.says('确认发分 1');
  chat.hears('+80 积分，给了 2 位群友（周末活动）。24 小时内可以收回：收回发分 1');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([50, 30]);
  await qiang.says('确认发分 1');
  chat.hears('1 号名单已经加过了。');
  expect(await chat.pointsOf(ming)).toBe(50);
  await ming.says('积分明细');
  chat.hears('+50 批量加分（周末活动） · 03-01');
  await qiang.says('收回发分 1');
  chat.hears('收回了 80 积分，来自 2 位群友（1 号名单）。');
  await qiang.says('收回发分 1');
  chat.hears('没有可以收回的 1 号名单。');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([0, 0]);
});

test.each([
  '批量加分 周末活动\n@小明 50\n@小红 30',
  '批量加分 周末活动 @小明 50，@小红：30。',
  '批量加分 @小明 50 @小红 30 周末活动',
])('names with @ are a list as well: %j', async (typed) => {
  await using group = await open();
  const { chat, qiang, ming, hong } = group;
  await qiang.says(typed, { mentions: [ming, hong] });
  chat.hears(
    '2 位群友，共 +80 积分（周末活动）。确认请在 24 小时内发：确认发分 1\n小明 +50、小红 +30',
  );
  await qiang.says('确认发分 1');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([50, 30]);
});

test('several names before one amount each get it, and the preview says who gets what', async () => {
  await using group = await open();
  const { chat, qiang, ming, hong } = group;
  const names = ['小刚', '小丽', '小芳'];
  const others = names.map((name) => chat.member(name));
  for (const one of others) await one.says('在');
  await qiang.says('批量加分 读书会 @小明 @小红 5', { mentions: [ming, hong] });
  chat.hears(/^2 位群友，共 \+10 积分（读书会）。.*\n小明 \+5、小红 \+5$/);
  await qiang.says('批量加分 读书会 @小刚 5 @小丽、@小芳 和 @小明 3', {
    mentions: [...others, ming],
  });
  chat.hears(/^4 位群友，共 \+14 积分（读书会）。.*\n小刚 \+5、小丽 \+3、小芳 \+3、小明 \+3$/);
});

test('an amount below nothing does not become a part of the reason', async () => {
  await using group = await open();
  const { chat, qiang, ming } = group;
  await qiang.says('批量加分 读书会 @小明 -5', { mentions: [ming] });
  chat.hears(
    '名单里没有可以加分的群友，积分没有变。\n1 行没有算进去：\n第 1 行：「-5」不是积分，要写大于 0 的整数',
  );
});

test('a name behind which no points stand is told, and nobody is taken for another', async () => {
  await using group = await open();
  const { chat, qiang, ming, hong, numbers } = group;
  const mentions = [ming, hong];
  await qiang.says('批量加分 谢谢 @小红 帮忙 @小明 50 @小红', { mentions: [hong, ming, hong] });
  chat.hears(
    '1 位群友，共 +50 积分（谢谢 @小红 帮忙）。确认请在 24 小时内发：确认发分 1\n小明 +50\n1 行没有算进去：\n第 2 行：「?」不是积分，要写大于 0 的整数',
  );
  await qiang.says(`批量加分 活动 @小明 50 ${numbers.hong},30 @小红 5`, { mentions });
  chat.hears(
    /^2 位群友，共 \+80 积分.*\n小明 \+50、小红 \+30\n1 行没有算进去：\n第 3 行：\d+ 号写了两次$/,
  );
  await qiang.says('批量加分 活动 @小明 50');
  chat.hears(/@/);
  await qiang.says('批量加分 @小明 50', { mentions: [ming] });
  chat.hears(/^先写原因，例如：批量加分 周末活动/);
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('whoever sends a table and forgets the reason hears what to write, not a bare usage', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('批量加分', { file: saved('list.csv', 'memberId,加分\n1,5\n') });
  chat.hears(/^先写原因，例如：批量加分 周末活动\n再附上表格/);
});

test('a table that came as a file is read in private, whatever Excel has saved it in', async () => {
  await using group = await open();
  const { chat, qiang, ming, hong, numbers } = group;
  await qiang.says('在');
  const table = `memberId,name,points,加分\r\n${numbers.ming},"小,明",900,20\r\n${numbers.hong},小红,5,\r\n`;
  // GB 18030, as «CSV (逗号分隔)» of Excel in China: only the header and the names differ.
  const bytes = Buffer.concat([
    Buffer.from('memberId,name,points,'),
    Buffer.from([0xbc, 0xd3, 0xb7, 0xd6]),
    Buffer.from(`\r\n${numbers.hong},x,5,7\r\n`),
  ]);
  await qiang.whispers('批量加分 月度奖励', { file: saved('utf8.csv', `\uFEFF${table}`) });
  chat.hears('在看名单，马上好。');
  const shown = chat.hears(
    '1 位群友，共 +20 积分（月度奖励）。确认请在 24 小时内发：确认发分 1\n小明 +20',
  );
  expect(shown.to).toBe('@阿强');
  await qiang.whispers('批量加分 月度奖励', { file: saved('gbk.csv', bytes) });
  chat.hears('在看名单，马上好。');
  chat.hears('1 位群友，共 +7 积分（月度奖励）。确认请在 24 小时内发：确认发分 2\n小红 +7');
  await qiang.whispers('确认发分 2');
  await qiang.whispers('确认发分 1');
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([20, 7]);
});

test.each(['memberId', 'Member no.', '成员编号', '成員編號'])(
  'the exports call the column «%s»',
  async (header) => {
    await using group = await open();
    const file = saved('headed.csv', `name,${header},加分\n小明,${group.numbers.ming},5\n`);
    await group.qiang.says('批量加分 奖励', { file });
    group.chat.hears('在看名单，马上好。');
    group.chat.hears(/^1 位群友，共 \+5 积分/);
  },
);

test('an exported table without a column of what to add pays nobody their balance again', async () => {
  await using group = await open();
  const { chat, qiang, numbers } = group;
  const file = saved('balances.csv', `memberId,name,points\n${numbers.ming},小明,900\n`);
  await qiang.says('批量加分 奖励', { file });
  chat.hears('在看名单，马上好。');
  chat.hears(/^名单里要有「memberId」和「加分」两列/);
});

test('what is wrong in a list is told line by line, and the rest is not lost', async () => {
  await using group = await open({ 'points.secondManagerAbove': 100 });
  const { chat, qiang, numbers } = group;
  const { ming, hong } = numbers;
  await qiang.says(`批量加分 活动 ${ming},50 ${ming},20 999,10 ${hong},0 ${hong},200`);
  chat.hears(
    [
      '1 位群友，共 +50 积分（活动）。确认请在 24 小时内发：确认发分 1',
      '小明 +50',
      '4 行没有算进去：',
      `第 2 行：${ming} 号写了两次`,
      '第 3 行：本群没有这位群友',
      '第 4 行：「0」不是积分，要写大于 0 的整数',
      `第 5 行：${hong} 号写了两次`,
    ].join('\n'),
  );
});

test('the limits of a manager hold for a list as for single points', async () => {
  await using group = await open({ 'points.managerDaily': 60, 'points.secondManagerAbove': 40 });
  const { chat, qiang, ming, hong, numbers } = group;
  await qiang.says(`批量加分 活动 ${numbers.ming},41 ${numbers.hong},30`);
  chat.hears(
    /^1 位群友，共 \+30 积分[^\n]*\n小红 \+30\n1 行没有算进去：\n第 1 行：超过 40 积分，要两位运营同意/,
  );
  await qiang.says(`批量加分 活动 ${numbers.ming},40 ${numbers.hong},20`);
  chat.hears(/^2 位群友，共 \+60 积分/);
  await qiang.says('确认发分 1');
  chat.hears(/^\+30 积分，给了 1 位群友/);
  await qiang.says('确认发分 2');
  chat.hears(/^\+20 积分，给了 1 位群友|^\+0/);
  expect((await chat.pointsOf(ming)) + (await chat.pointsOf(hong))).toBeLessThanOrEqual(60);
});

test('the rows of one list use up the day of its manager one after the other', async () => {
  await using group = await open({ 'points.managerDaily': 60 });
  const { chat, qiang, numbers } = group;
  await qiang.says(`批量加分 活动 ${numbers.ming},40 ${numbers.hong},40`);
  chat.hears(/^1 位群友，共 \+40 积分[^\n]*\n小明 \+40\n1 行没有算进去：\n第 2 行：/);
});

test('only managers send lists, and each confirms their own, within a day', async () => {
  await using group = await open();
  const { chat, qiang, ming, numbers } = group;
  const zhen = chat.member('阿珍');
  await zhen.becomes('admin');
  await ming.says(`批量加分 我 ${numbers.ming},50`);
  await ming.says(`/批量加分 我 ${numbers.ming},50`);
  chat.hears(/管理|运营/);
  await qiang.says(`批量加分 活动 ${numbers.ming},50`);
  chat.rest();
  await zhen.says('确认发分 1');
  chat.hears('没有等你确认的 1 号名单。');
  await chat.advance({ hours: 25 });
  await qiang.says('确认发分 1');
  chat.hears('没有等你确认的 1 号名单。');
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('what has been spent meanwhile is not taken back, and it is said', async () => {
  await using group = await open({ 'points.giveOn': true });
  const { chat, qiang, ming, hong, numbers } = group;
  await qiang.says(`批量加分 活动 ${numbers.ming},50 ${numbers.hong},30`);
  await qiang.says('确认发分 1');
  await ming.says('赠送 @小红 20', { mentions: [hong] });
  chat.rest();
  await qiang.says('收回发分 1');
  chat.hears('收回了 30 积分，来自 1 位群友（1 号名单）。\n1 位已经用掉了一些，没有收回。');
});

test.each([
  ['批量加分', /^先写原因，例如：批量加分 周末活动/],
  ['批量加分 周末活动', /^还没有名单。附上或先发 CSV/],
])('«%s» gets a line that helps', async (typed, expected) => {
  await using group = await open();
  await group.qiang.says(typed);
  group.chat.hears(expected);
});

test('a file sent before its command is meant by it for ten minutes, and by nobody else', async () => {
  await using group = await open();
  const { chat, qiang, ming, numbers } = group;
  const file = saved('before.csv', `memberId,加分\n${numbers.ming},5\n`);
  await qiang.says('', { file });
  chat.hearsNothing();
  await ming.says('', { file: saved('other.csv', 'x') });
  await chat.advance({ minutes: 9 });
  await qiang.says('批量加分 活动');
  chat.hears('在看名单，马上好。');
  chat.hears(/^1 位群友，共 \+5 积分（活动）/);
  await chat.advance({ minutes: 2 });
  await qiang.says('批量加分 活动');
  chat.hears(/^还没有名单/);
});

test('a file that is gone or far too large is asked for again', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('批量加分 活动', { file: join(folder, 'nowhere.csv') });
  chat.hears('在看名单，马上好。');
  chat.hears('名单没有收到，请再发一次。');
  await qiang.says('批量加分 活动', { file: saved('large.csv', 'x'.repeat(2_000_001)) });
  chat.hears('在看名单，马上好。');
  chat.hears(/^名单太长了，每次最多 1000 位/);
});

test('who stands in a list with both of two numbers that are one person is paid once', async () => {
  const chat = await openLinkedChat();
  await using _ = chat;
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  await boss.becomes('owner');
  for (const member of [old, fresh]) await member.says('早');
  const list = `${await chat.idOf(old)},50 ${await chat.idOf(fresh)},30`;
  await boss.says(`批量加分 活动 ${list}`);
  await linked(chat, { fresh, old });
  chat.rest();
  await boss.says('确认发分 1');
  chat.hears(/^\+50 积分，给了 1 位群友/);
  await boss.says(`批量加分 活动 ${list}`);
  chat.hears(
    /^1 位群友，共 \+50 积分[^\n]*\n旧号 \+50\n1 行没有算进去：\n第 2 行：和前面一行是同一位群友$/,
  );
  expect(await chat.pointsOf(old)).toBe(50);
});

test('a manager who is none any more when the file has come is told why nothing happens', async () => {
  const world = new TimeWorld(instantOf(Date.parse('2026-03-01T12:00:00+08:00')));
  let arrive: (fetched: Fetched) => void = () => undefined;
  const coming = new Promise<Fetched>((come) => {
    arrive = come;
  });
  const bot = Object.assign(new PretendBot(), { fetch: () => coming });
  const app = await openTestApp({
    file: join(mkdtempSync(join(folder, 'late-')), 'qunli.db'),
    features: [points],
    bots: [bot],
    clock: world,
    timers: world,
    logged: [],
  });
  app.connect();
  const turn = async () => {
    for (let turns = 0; turns < 20; turns += 1) await world.breathe();
  };
  const becomes = (role: 'admin' | 'member') => {
    const at = { at: world.now(), group: idOf('g1'), key: role };
    return app.receive(bot, { type: 'role', ...at, member: idOf('阿强'), role });
  };
  const attached = [{ kind: 'file', ref: 'list' }];
  await turn();
  void becomes('admin');
  await world.pass(2_000, turn);
  await bot.report.receive(saying(world.now(), '阿强', '批量加分 活动', { attached }));
  await turn();
  void becomes('member');
  await world.pass(2_000, turn);
  arrive({ kind: 'fetched', bytes: Buffer.from('1,50\n') });
  await turn();
  expect(bot.texts).toEqual(['在看名单，马上好。', '名单没有看：你已经不是运营了。请让运营来发。']);
  const closing = app.close();
  await world.pass(60_000, turn);
  await closing;
});
