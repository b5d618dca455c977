/** The table of the ledger as a manager reads it: with names, and in words. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { exportCommand } from '../../src/cli/export-command.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { readCsv } from '../export/read-csv.ts';
import { openXlsx } from '../export/read-xlsx.ts';
import { configOf } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-ledger-'));
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  const chat = await openChat({ features, folder, settings: { 'points.giveOn': true } });
  const [ming, hong, boss] = [chat.member('小明'), chat.member('小红'), chat.member('老板')];
  for (const one of [hong, boss]) await one.says('早');
  await boss.becomes('owner');
  await ming.says('签到');
  await boss.says('加分 @小明 50 读书笔记写得好', { mentions: [ming] });
  await ming.says('赠送 @小红 10 谢谢', { mentions: [hong] });
  await chat.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOf(headers: 'zh-CN' | 'en') {
  const output = path(`${headers}.csv`);
  await exportCommand('ledger', { output, headers }, configOf(path('qunli.db')));
  const [head = [], ...rows] = readCsv(readFileSync(output, 'utf8').replace('\uFEFF', ''));
  return rows.map((row) => new Map(head.map((title, index) => [title, row[index]])));
}

const told = (rows: readonly Map<string, string | undefined>[], ...titles: readonly string[]) =>
  rows.map((row) => titles.map((title) => row.get(title)));

test('member, counterpart and operator are names, and nothing is for scripts alone', async () => {
  const rows = await rowsOf('zh-CN');
  expect([...(rows[0]?.keys() ?? [])].join()).toBe(
    '序号,时间（Asia/Shanghai）,社群,昵称,平台,平台账号,积分,余额,原因,对方,备注,操作人,冲正序号',
  );
  const earned = rows.filter((row) => row.get('原因') !== '聊天');
  expect(told(earned, '昵称', '积分', '原因', '对方', '备注', '操作人')).toEqual([
    ['小明', '5', '签到', '', '2026-03-01', ''],
    ['小明', '50', '加分', '', '读书笔记写得好', '老板'],
    ['小明', '-10', '送出', '小红', '谢谢', ''],
    ['小红', '10', '收到赠送', '小明', '', ''],
  ]);
});

test('in English, too', async () => {
  const gifts = (await rowsOf('en')).filter((row) => row.get('To or from') !== '');
  expect(told(gifts, 'Name', 'Points', 'Reason', 'To or from')).toEqual([
    ['小明', '-10', 'gift to', '小红'],
    ['小红', '10', 'gift from', '小明'],
  ]);
});

test.for([
  ['members', undefined, 'members'],
  ['ledger', 'zh-CN', '流水'],
  ['checkins', 'en', 'check-ins'],
] as const)('the sheet of %s under headers %s is called %s', async ([what, headers, name]) => {
  const output = path(`${what}.xlsx`);
  const flags = headers === undefined ? { output } : { output, headers };
  await exportCommand(what, flags, configOf(path('qunli.db')));
  const book = await openXlsx(readFileSync(output));
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual([name]);
});
