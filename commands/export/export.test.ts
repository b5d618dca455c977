import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Feature } from '#kit';
import { carryOut } from '../../src/export/order.ts';
import { fileSink } from '../../src/export/writer.ts';
import { exporter } from '../../src/exports.ts';
import { fileRoom } from '../../src/files.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { features as everything } from '../index.ts';
import { exporting } from './index.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-export-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openGroup(
  settings: Readonly<Record<string, unknown>> = {},
  features: readonly Feature[] = [exporting],
): Promise<Chat> {
  const everywhere = new Map(Object.entries(settings));
  const parts = { file: join(folder, 'qunli.db'), features, everywhere };
  // A worker takes a second to start from source; src/export/background.test.ts has one.
  const run = exporter(parts, ({ order, file }) =>
    carryOut(order, { sink: fileSink(file), called: file }),
  );
  return openChat({ features, folder, settings, files: fileRoom(join(folder, 'exports'), run) });
}

/** The one file that was written, whose name begins and ends so. */
function only(begin: string, format: string): string {
  const names = readdirSync(join(folder, 'exports'));
  expect(names).toEqual([expect.stringMatching(new RegExp(`^${begin}\\d{6}\\.${format}$`))]);
  return join(folder, 'exports', names[0] ?? '');
}

async function withManager(chat: Chat) {
  const owner = chat.member('群主');
  await owner.says('大家好');
  await owner.becomes('owner');
  return owner;
}

test('a manager asks in the group and gets the table in private', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await owner.says('导出 成员 csv');
  expect(chat.hears('正在准备「成员」表格，好了私聊发给你。').to).toBe('g1');
  const ready = chat.hears('「成员」表格好了。文件在服务器上只留 24 小时。');
  expect(ready.to).toBe('@群主');
  expect(ready.said?.file).toBe(only('members-c1-1-', 'csv'));
  const csv = readFileSync(String(ready.said?.file), 'utf8');
  expect(csv).toMatch(/^\ufeff成员编号,平台,平台账号,昵称,/);
  expect(csv).toContain('\r\n1,sandbox,群主,群主,c1,g1,群主,');
  expect(chat.errors).toEqual([]);
});

test.for([
  ['匯出 明細 json', 'ledger', 'json'],
  ['/export activity', 'activity', 'xlsx'],
  ['导出 流水 ＣＳＶ', 'ledger', 'csv'],
  ['导出 Members xlsx', 'members', 'xlsx'],
])(
  '«%s» is understood in any script and language',
  async ([typed = '', name = '', format = '']) => {
    await using chat = await openGroup();
    const owner = await withManager(chat);
    await owner.says(typed);
    chat.rest();
    expect(only(`${name}-c1-1-`, format)).not.toBe('');
  },
);

test.for([
  ['导出 邀请', '「邀请」', 'invitations', 'xlsx'],
  ['导出 投票 csv', '「投票」', 'polls', 'csv'],
  ['匯出 標籤', '「标签」', 'tags', 'xlsx'],
  ['导出 推送', '「推送」', 'pushes', 'xlsx'],
])(
  'every table that can be exported has a word: «%s»',
  async ([typed = '', word = '', ...file]) => {
    await using chat = await openGroup({}, everything);
    const owner = await withManager(chat);
    await owner.says(typed);
    chat.hears(`正在准备${word}表格，好了私聊发给你。`);
    const [name = '', format = ''] = file;
    expect(only(`${name}-c1-1-`, format)).not.toBe('');
  },
);

test('the file that a manager gets has no English codes and no times in UTC', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await owner.says('导出 成员 csv');
  const [file = ''] = readdirSync(join(folder, 'exports'));
  const csv = readFileSync(join(folder, 'exports', file), 'utf8');
  expect(csv).toContain(',入群时间（Asia/Shanghai）,');
  expect(csv).toContain(',新人,2026-03-01 09:00:00,');
  expect(csv).not.toMatch(/owner|\bnew\b|\dZ/);
});

test('whoever asks in private is not told that the table comes in private', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await owner.whispers('导出 成员 csv');
  chat.hears('正在准备「成员」表格，马上发给你。');
  chat.hears(/^「成员」表格好了/);
});

test('who asks twice gets two files: neither is written over while it is being sent', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await owner.says('导出 成员 csv');
  await owner.says('导出 成员 csv');
  const files = chat.rest().flatMap(({ said }) => said?.file ?? []);
  expect(new Set(files).size).toBe(2);
  expect(files.every((file) => existsSync(file))).toBe(true);
});

test('headers are in the language of the community', async () => {
  await using chat = await openGroup({ 'community.language': 'zh-TW' });
  const owner = await withManager(chat);
  await owner.says('匯出 成員 csv');
  chat.hears('正在準備「成員」表格，好了私訊傳給你。');
  const file = String(chat.next().said?.file);
  expect(readFileSync(file, 'utf8')).toMatch(/^\ufeff成員編號,平台,平台帳號,暱稱,/);
});

test('the file is gone a day later', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await owner.says('导出 成员');
  const file = only('members-c1-1-', 'xlsx');
  expect(existsSync(file)).toBe(true);
  await chat.advance({ hours: 23 });
  expect(existsSync(file)).toBe(true);
  await chat.advance({ hours: 1 });
  expect(existsSync(file)).toBe(false);
  expect(chat.errors).toEqual([]);
});

test('a member who is no manager gets no table', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('导出 成员');
  chat.hears('「导出」需要运营权限。');
  chat.hearsNothing();
  expect(existsSync(join(folder, 'exports'))).toBe(false);
});

test('a table is one community’s own: what others say elsewhere is not in it', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await chat.member('别人', 'g2').says('你好');
  await owner.says('导出 活跃 json');
  const rows: unknown = JSON.parse(readFileSync(only('activity-c1-1-', 'json'), 'utf8'));
  expect(rows).toEqual([expect.objectContaining({ name: '群主', group: 'g1' })]);
});

test('a manager hears that there is no such table, a member’s talk is left alone', async () => {
  await using chat = await openGroup();
  const owner = await withManager(chat);
  await chat.member('小明').says('导出 天气');
  chat.hearsNothing();
  await owner.says('导出 天气');
  chat.hears(/「天气」我看不懂。\n用法：导出 成员\|活跃\|签到\|流水\|邀请\|投票\|标签\|推送 /);
});

test('when the file cannot be written the manager is told', async () => {
  const full = async () => Promise.reject(new Error('no space'));
  await using chat = await openChat({
    features: [exporting],
    files: fileRoom(join(folder, 'exports'), full),
  });
  const owner = await withManager(chat);
  await owner.says('导出 成员');
  chat.hears(/正在准备/);
  chat.hears(/^「成员」表格没有做成/);
  expect(chat.errors).toHaveLength(1);
});

test.for([
  ['导出 抽奖', /^正在准备「抽奖」表格/],
  ['导出 定时', /^正在准备「推送」表格/],
] as const)('«%s» is understood, as it is called where one comes from', async ([typed, told]) => {
  await using chat = await openGroup({}, everything);
  const owner = await withManager(chat);
  chat.rest();
  await owner.says(typed);
  chat.hears(told);
});
