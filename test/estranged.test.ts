/** What people are told when their platform has given everybody new ids. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import { linking } from '../commands/link/index.ts';
import { manage } from '../commands/manage/index.ts';
import type { App } from '../src/app.ts';
import { openForReading } from '../src/store/open.ts';
import { openTestApp } from './app.ts';
import { idOf, PretendBot, saying } from './pretend-bot.ts';
import { TimeWorld } from './time-world.ts';

const START = Date.parse('2026-03-01T12:00:00+08:00');
const HOUR = 3_600_000;

let folder: string;
let world: TimeWorld;
let bot: PretendBot;
let elsewhere: PretendBot;
let app: App;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-estranged-'));
  world = new TimeWorld(instantOf(START));
  bot = new PretendBot({ platform: 'wechat' });
  elsewhere = new PretendBot({ platform: 'elsewhere' });
  app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: [checkin, linking, manage],
    bots: [bot, elsewhere],
    clock: world,
    timers: world,
    logged: [],
  });
  app.connect();
  await turn();
  const role = { type: 'role', at: instantOf(START), role: 'owner' } as const;
  await bot.report.receive({ ...role, key: 'r1', member: idOf('boss'), group: idOf('g1') });
  await elsewhere.report.receive({ ...role, key: 'r2', member: idOf('chief'), group: idOf('g9') });
});
afterEach(async () => {
  const closing = app.close();
  await pass(60_000);
  await closing;
  rmSync(folder, { recursive: true });
});

const turn = async () => {
  for (let turns = 0; turns < 30; turns += 1) await world.breathe();
};
const pass = (ms: number) => world.pass(ms, turn);

async function lose(): Promise<void> {
  bot.report.estranged();
  await turn();
  bot.report.estranged(idOf('g1'));
  await pass(60_000);
}

const saidIn = (place: string) =>
  bot.sent.flatMap(({ action }) => {
    const at = 'group' in action.to ? action.to.group : `@${action.to.private}`;
    return action.do === 'say' && at === place ? [action.pieces.join('')] : [];
  });

test('a group whose members all have new ids is told once what they can do, and its managers in private', async () => {
  await lose();
  expect(saidIn('g1')).toEqual([
    '平台给大家换了新编号，我一时认不出谁是谁了。积分和签到都还在，一点没丢。\n' +
      '手上有关联码的，私聊我「关联 关联码」就全接回来；没有也照样能用。' +
      '下次不想再断，先私聊我「关联码」存一个。',
  ]);
  expect(saidIn('@boss').at(-1)).toMatch(/^wechat 重新登录后/);
  expect(elsewhere.texts).toEqual([expect.stringMatching(/^wechat 重新登录后/)]);
});

test('a gateway that logs in anew every hour is told of once a day', async () => {
  for (let hour = 0; hour < 5; hour += 1) {
    await lose();
    await pass(HOUR);
  }
  expect(saidIn('g1')).toHaveLength(1);
  expect(elsewhere.texts).toHaveLength(1);
  await pass(20 * HOUR);
  await lose();
  expect(saidIn('g1')).toHaveLength(2);
});

test('where linking is switched off nobody is told of codes', async () => {
  await bot.report.receive(saying(world.now(), 'boss', '关闭 关联账号'));
  await pass(60_000);
  await lose();
  expect(saidIn('g1').at(-1)).toMatch(/一点没丢。$/);
});

test('a crash right after the loss is remembered keeps nobody from hearing of it', async () => {
  bot.report.estranged();
  await app.store.idle();
  const connection = openForReading(join(folder, 'qunli.db'));
  const sql = `select (select count(*) from facts where key = 'estranged.wechat'),
    (select count(*) from outbox where platform = 'elsewhere')`;
  const [counts] = [...connection.iterate({ sql, parameters: [] })];
  connection.close();
  expect(counts).toEqual([1, 1]);
});
