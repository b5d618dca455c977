/** One person on two platforms: points, answers and mentions find the right account. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, parseInstant } from '#kit';
import { features } from '../commands/index.ts';
import type { App } from '../src/app.ts';
import { SetClock } from '../src/runtime/set-clock.ts';
import { openTestApp } from './app.ts';
import { booksOf } from './linked-chat.ts';
import { idOf, PretendBot, saying } from './pretend-bot.ts';

const SETTINGS = {
  'points.chatPoints': 0,
  'checkin.milestones': [],
  'checkin.mergeAnswers': { afterMany: 1, withinSeconds: 60, collectSeconds: 5 },
};
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

let folder: string;
let clock: SetClock;
let app: App;
let [telegram, qq] = bots();
let logged: unknown[];

function bots(): [PretendBot, PretendBot] {
  return [new PretendBot({ platform: 'telegram' }), new PretendBot({ platform: 'qq' })];
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-linked-'));
  clock = new SetClock(parseInstant('2026-03-02T09:00:00+08:00'));
  [telegram, qq] = bots();
  logged = [];
  await open([telegram, qq]);
});
afterEach(async () => {
  await app.close();
  expect(logged).toEqual([]);
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, 'qunli.db');

async function open(all: readonly PretendBot[]): Promise<void> {
  const parts = { file: file(), features, bots: all, clock, logged, settings: SETTINGS };
  app = await openTestApp(parts);
}

interface Said {
  readonly from: string;
  readonly text: string;
  readonly group?: string;
  readonly mentions?: readonly string[];
}

/** Somebody says something to a bot, in private unless a group is named. @returns what is said */
async function hear(bot: PretendBot, said: Said): Promise<readonly string[]> {
  clock.moveTo(instantOf(clock.now() + SECOND_MS));
  const before = bot.sent.length;
  const group = said.group === undefined ? undefined : idOf(said.group);
  const mentions = (said.mentions ?? []).map(idOf);
  const event = saying(clock.now(), said.from, said.text, { group, mentions });
  void app.receive(bot, event).catch((error: unknown) => logged.push(error));
  await app.settle();
  return bot.texts.slice(before);
}

async function codeFrom(bot: PretendBot, from: string): Promise<string> {
  const [text = ''] = await hear(bot, { from, text: '关联码' });
  const [code] = /^\S{4}-\S{4}/.exec(text) ?? [];
  assert(code, `no code in «${text}»`);
  return code;
}

/** 小明 of a telegram group and Ming of a QQ group become one person. */
async function link(): Promise<void> {
  await hear(telegram, { from: 'ming-tg', text: '签到', group: 't1' });
  await hear(qq, { from: 'ming-qq', text: '签到', group: 'q1' });
  const code = await codeFrom(telegram, 'ming-tg');
  const [preview] = await hear(qq, { from: 'ming-qq', text: `关联 ${code}` });
  expect(preview).toMatch(/这个账号：ming-qq（QQ）[\s\S]*原来的账号：ming-tg（Telegram）\n5 积分/);
  expect(preview).toContain('只有一边在的社群有 2 个，以后两个账号都算。');
  await hear(qq, { from: 'ming-qq', text: '确认关联' });
}

type Place = readonly [bot: PretendBot, group: string];

/** Somebody owns each group, and lets it join the community of the first one. */
async function shareCommunity(first: Place, ...others: readonly Place[]): Promise<void> {
  for (const place of [first, ...others]) await own(place);
  for (const [bot, group] of others) {
    clock.moveTo(instantOf(clock.now() + 5 * SECOND_MS));
    const [text = ''] = await hear(first[0], { from: 'boss', text: '社群码', group: first[1] });
    const [code] = /^\S{4}-\S{4}/.exec(text) ?? [];
    await hear(bot, { from: 'boss', text: `加入社群 ${code}`, group });
    await hear(bot, { from: 'boss', text: '确认加入', group });
  }
}

async function own([bot, group]: Place): Promise<void> {
  await hear(bot, { from: 'boss', text: '早', group });
  const whose = { group: idOf(group), member: idOf('boss'), role: 'owner' } as const;
  await app.receive(bot, { type: 'role', at: clock.now(), key: `own ${group}`, ...whose });
}

test('points of a telegram group are seen from QQ, and the answer comes where it was asked', async () => {
  await link();
  await hear(telegram, { from: 'ming-tg', text: '早', group: 't1' });
  const [answer] = await hear(qq, { from: 'ming-qq', text: '我的积分' });
  expect(answer).toMatch(/^5 积分/);
  expect(qq.sent.at(-1)?.action.to).toEqual({ private: 'ming-qq' });
  const [other] = await hear(telegram, { from: 'ming-tg', text: '我的积分' });
  expect(other).toMatch(/^5 积分/);
});

test('an account that is in no group yet brings a code in private and belongs at once', async () => {
  await hear(telegram, { from: 'ming-tg', text: '签到', group: 't1' });
  expect((await hear(qq, { from: 'ming-qq', text: '我的积分' }))[0]).not.toMatch(/^\d/);
  const code = await codeFrom(telegram, 'ming-tg');
  await hear(qq, { from: 'ming-qq', text: `关联 ${code}` });
  const [done] = await hear(qq, { from: 'ming-qq', text: '确认关联' });
  expect(done).toMatch(/这里现在有 5 积分/);
  expect((await hear(qq, { from: 'ming-qq', text: '我的积分' }))[0]).toMatch(/^5 积分/);
  const [gone] = await hear(qq, { from: 'stranger', text: `关联 ${code}` });
  expect(gone).not.toMatch(/合成一个人/);
});

test('where both come to a community later they are one member there', async () => {
  await link();
  await hear(telegram, { from: 'ming-tg', text: '签到', group: 't2' });
  await hear(qq, { from: 'hong', text: '早', group: 'q2' });
  await shareCommunity([telegram, 't1'], [telegram, 't2'], [qq, 'q2']);
  await hear(qq, { from: 'ming-qq', text: '早', group: 'q2' });
  const [answer] = await hear(qq, { from: 'ming-qq', text: '我的积分', group: 'q2' });
  // What was earned in either community before they became one.
  expect(answer).toMatch(/^10 积分/);
});

test('in a group of Telegram a person is mentioned by their account there, not by the one of QQ', async () => {
  await link();
  await hear(telegram, { from: 'hong', text: '早', group: 't2' });
  await shareCommunity([telegram, 't1'], [telegram, 't2']);
  clock.moveTo(instantOf(clock.now() + DAY_MS));
  await hear(telegram, { from: 'hong', text: '签到', group: 't2' });
  await hear(telegram, { from: 'ming-tg', text: '签到', group: 't2' });
  await hear(telegram, { from: 'gang', text: '早', group: 't2' });
  clock.moveTo(instantOf(clock.now() + 10 * SECOND_MS));
  await app.tick();
  await app.settle();
  const said = telegram.sent.at(-1)?.action;
  assert(said?.do === 'say');
  expect(said.pieces).toContainEqual({ mention: 'ming-tg', name: 'ming-tg' });
});

test('a bot account that was shut out is replaced, everybody’s ids change, and nobody loses a point', async () => {
  const people = ['小明', '小红', '小刚'];
  for (const name of people) await hear(qq, { from: `${name}-1`, text: '签到', group: 'q1' });
  const codes: string[] = [];
  for (const name of people) codes.push(await codeFrom(qq, `${name}-1`));
  await app.close();
  const next = new PretendBot({ platform: 'qq', account: 'qq-2' });
  await open([telegram, next]);
  for (const [index, name] of people.entries()) {
    const from = `${name}-2`;
    await hear(next, { from, text: '早', group: 'q1' });
    await hear(next, { from, text: `关联 ${codes[index]}` });
    expect(await hear(next, { from, text: '确认关联' })).toEqual([
      expect.stringContaining('这里现在有 5 积分'),
    ]);
    expect((await hear(next, { from, text: '我的积分', group: 'q1' }))[0]).toMatch(/^5 积分/);
  }
});

test('whoever linked and is forgotten is forgotten under every id and name', async () => {
  await hear(qq, { from: '甲乙丙-旧', text: '签到', group: 'q1' });
  await hear(qq, { from: '丁戊己-新', text: '签到', group: 'q1' });
  const code = await codeFrom(qq, '甲乙丙-旧');
  await hear(qq, { from: '丁戊己-新', text: `关联 ${code}` });
  await hear(qq, { from: '丁戊己-新', text: '确认关联' });
  await hear(qq, { from: '甲乙丙-旧', text: '忘记我' });
  await hear(qq, { from: '甲乙丙-旧', text: '确认忘记' });
  clock.moveTo(instantOf(clock.now() + DAY_MS));
  await app.tick();
  await app.settle();
  expect(booksOf({ exportParts: { file: file() } })).toEqual([]);
  const names = readdirSync(folder);
  const bytes = Buffer.concat(names.map((name) => readFileSync(join(folder, name))));
  for (const mark of ['甲乙丙', '丁戊己']) expect(bytes.includes(mark), mark).toBe(false);
});
