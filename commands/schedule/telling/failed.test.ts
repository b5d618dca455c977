/** What becomes of a push on its way out, and what its author hears: on a platform that fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, type Outgoing, parseMessageId, type SendOutcome } from '#kit';
import type { App } from '../../../src/app.ts';
import { openTestApp } from '../../../test/app.ts';
import { idOf, never, PretendBot, saying, well } from '../../../test/pretend-bot.ts';
import { TimeWorld } from '../../../test/time-world.ts';
import { attention } from '../../attention/index.ts';
import { schedule } from '../index.ts';

const MINUTE = 60_000;
const SLOT = '3月1日 周日 12:20';

let folder: string;
let world: TimeWorld;
let bot: PretendBot;
let app: App;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-failed-'));
  world = new TimeWorld(instantOf(Date.parse('2026-03-01T12:00:00+08:00')));
  await open();
  const role = { type: 'role', at: world.now(), key: 'r', member: idOf('boss') } as const;
  await bot.report.receive({ ...role, group: idOf('g1'), role: 'owner' });
  await hear('定时 12:20 记得打卡');
  await hear('1');
});
afterEach(async () => {
  const closing = app.close();
  await pass(MINUTE);
  await closing;
  rmSync(folder, { recursive: true });
});

/** The program starts, on the same file as before. */
async function open(): Promise<void> {
  bot = new PretendBot({ platform: 'pretend' });
  const file = join(folder, 'qunli.db');
  const parts = { features: [schedule, attention], bots: [bot], clock: world, timers: world };
  app = await openTestApp({ file, ...parts, logged: [] });
  app.connect();
  await turn();
}

const turn = async () => {
  for (let turns = 0; turns < 40; turns += 1) await world.breathe();
};
const pass = (ms: number) => world.pass(ms, turn);

async function hear(text: string, more: object = {}): Promise<void> {
  await bot.report.receive(saying(world.now(), 'boss', text, more));
  await turn();
}

const whisper = (text: string) => hear(text, { group: undefined });

/** The boss presses a button of the bot's in private. */
async function press(choice: string | undefined): Promise<void> {
  if (choice === undefined) throw new Error('there is no such button');
  const at = world.now();
  const from = { id: idOf('boss'), name: 'boss' };
  await bot.report.receive({ type: 'press', at, key: `press ${at} ${choice}`, from, choice });
  await turn();
}

function choicesOf(action: Outgoing | undefined): readonly string[] {
  return action?.do === 'say' ? (action.choices ?? []).map(({ id }) => id) : [];
}

/** What is pushed ends so; everything else is sent. */
function pushesEnd(outcome: SendOutcome | 'never'): void {
  bot.manners = {
    ...well,
    send: async (delivery) => {
      const isPush = JSON.stringify(delivery.action).includes('"记得打卡"');
      if (!isPush) return { kind: 'sent' };
      return outcome === 'never' ? never() : outcome;
    },
  };
}

async function history(): Promise<string | undefined> {
  await hear('推送记录');
  return bot.texts.at(-1);
}

test('what has arrived is told as sent', async () => {
  await pass(21 * MINUTE);
  expect(bot.texts.at(-1)).toBe('记得打卡');
  expect(await history()).toBe(`${SLOT} · 1 号准时送出`);
});

test('what the platform has shown since is not sent again, although its author asks for it', async () => {
  Reflect.set(bot, 'echoOf', () => '记得打卡');
  pushesEnd({ kind: 'unknown', why: 'no answer' });
  await pass(21 * MINUTE);
  bot.manners = well;
  const id = parseMessageId('e1');
  if (!id) expect.unreachable();
  bot.report.echoed({ group: idOf('g1'), id, text: '记得打卡', at: world.now() });
  await pass(MINUTE);
  expect(await history()).toBe(`${SLOT} · 1 号准时送出`);
  await whisper('2');
  expect(bot.texts.at(-1)).toBe('后来看到它已经在群里了，没有再发。');
  await pass(30 * MINUTE);
  expect(bot.texts).not.toContain('记得打卡');
});

test('of what nobody knows the author is asked, and it is sent again only by their word', async () => {
  pushesEnd({ kind: 'unknown', why: 'no answer' });
  await pass(21 * MINUTE);
  expect(bot.texts.at(-1)).toMatch(/^1 号定时 .* 发出去了，但平台没回话/);
  expect(await history()).toBe(`${SLOT} · 1 号不确定送到没有`);
  bot.manners = well;
  await pass(30 * MINUTE);
  expect(bot.texts).not.toContain('记得打卡');
  await whisper('再发一次');
  await pass(MINUTE);
  expect(bot.texts.slice(-2)).toEqual(['好，1 号再发一次：记得打卡', '记得打卡\n（晚了 31 分钟）']);
});

test('of several texts the one that was in doubt is sent again, not the next', async () => {
  await hear('定时 每天 13:20 记得打卡\n---\n喝水');
  await hear('1');
  await pass(21 * MINUTE);
  expect(bot.texts.at(-1)).toBe('记得打卡');
  pushesEnd({ kind: 'unknown', why: 'no answer' });
  await pass(60 * MINUTE);
  bot.manners = well;
  await whisper('再发一次');
  await pass(60 * MINUTE);
  expect(bot.texts.slice(-2)).toEqual([
    expect.stringMatching(/^好，2 号再发一次，最早 13:50 发（/),
    '记得打卡',
  ]);
});

test('of two pushes in doubt each button is for its own, and both are asked about', async () => {
  await hear('定时 13:20 记得打卡，晚上的');
  await hear('1');
  bot.manners = {
    ...well,
    send: async ({ action }) =>
      JSON.stringify(action).includes('"记得打卡')
        ? { kind: 'unknown', why: 'no answer' }
        : { kind: 'sent' },
  };
  const buttons = () => choicesOf(bot.sent.at(-1)?.action);
  await pass(21 * MINUTE);
  const ofFirst = buttons();
  expect(bot.texts.at(-1)).toMatch(/^1 号定时 3月1日 周日 12:20 发出去了/);
  await pass(60 * MINUTE);
  expect(bot.texts.at(-1)).toMatch(/^2 号定时 3月1日 周日 13:20 发出去了/);
  const ofSecond = buttons();
  bot.manners = well;
  await press(ofFirst[1]);
  expect(bot.texts.at(-1)).toBe('这个已经结束了，按了不算。');
  await press(ofSecond[0]);
  expect(bot.texts.slice(-2)).toEqual([
    '好，记为已送达。',
    expect.stringMatching(/^1 号定时 3月1日 周日 12:20 发出去了/),
  ]);
  await whisper('再发一次');
  await pass(40 * MINUTE);
  expect(bot.texts.slice(-2)).toEqual([
    expect.stringMatching(/^好，1 号再发一次，最早 13:50 发（/),
    expect.stringMatching(/^记得打卡\n（晚了/),
  ]);
});

test('of what the author has seen it is told that it was sent', async () => {
  pushesEnd({ kind: 'unknown', why: 'no answer' });
  await pass(21 * MINUTE);
  await whisper('已送达');
  expect(bot.texts.at(-1)).toBe('好，记为已送达。');
  expect(await history()).toBe(`${SLOT} · 1 号准时送出`);
  await pass(60 * MINUTE);
  expect(bot.texts).not.toContain('记得打卡');
});

test('of what the platform has refused the author hears once', async () => {
  pushesEnd({ kind: 'refused', why: 'no' });
  await pass(90 * MINUTE);
  const told = bot.texts.filter((text) => text.includes('没发成'));
  expect(told).toEqual([`1 号定时 ${SLOT} 没发成：平台没有接受。内容：记得打卡。补发：再发 1`]);
  expect(await history()).toBe(`${SLOT} · 1 号没送到：平台没有接受`);
});

test('of what could not leave until it was too late the author hears, and it does not leave', async () => {
  pushesEnd({ kind: 'notAccepted', why: 'away', retryAfterSeconds: 60 });
  await pass(60 * MINUTE);
  bot.manners = well;
  await pass(60 * MINUTE);
  expect(bot.texts).not.toContain('记得打卡');
  expect(bot.texts.filter((text) => text.includes('等太久了'))).toHaveLength(1);
  expect(await history()).toBe(`${SLOT} · 1 号没送到：等太久了`);
});

test('what was let go and then waited too long for the platform is told as not there, everywhere', async () => {
  await hear('定时 每天 12:20 记得打卡');
  await hear('1');
  await pass(25 * MINUTE);
  const whyNot = async () => {
    await whisper('为什么没发');
    return bot.texts.at(-1);
  };
  const said = '最近没按时发的：\n3月1日 12:20 2 号「记得打卡」：两条之间至少隔 30 分钟，';
  expect(await whyNot()).toBe(`${said}还在等 · 群 g1`);
  pushesEnd({ kind: 'notAccepted', why: 'away', retryAfterSeconds: 60 });
  await pass(30 * MINUTE);
  expect(await whyNot()).toBe(`${said}正在发 · 群 g1`);
  await pass(90 * MINUTE);
  expect(await whyNot()).toBe(`${said}没送到：等太久了 · 群 g1\n补发：再发 编号；看规则：免打扰`);
  expect((await history())?.split('\n')[0]).toBe(`${SLOT} · 2 号没送到：等太久了`);
});

test('what the platform took twenty minutes later is not told as on time', async () => {
  pushesEnd({ kind: 'notAccepted', why: 'away', retryAfterSeconds: 60 });
  await pass(40 * MINUTE + 30_000);
  bot.manners = well;
  await pass(2 * MINUTE);
  expect(bot.texts.at(-1)).toBe('记得打卡');
  expect(await history()).toMatch(/ · 1 号送出，晚了 2[01] 分钟$/);
});

test.each([
  ['refused', '没送到：平台没有接受'],
  ['unknown', '不确定送到没有'],
] as const)('what left at its time and was %s is among what was not sent', async (kind, told) => {
  pushesEnd({ kind, why: 'no' });
  await pass(25 * MINUTE);
  await hear('为什么没发');
  expect(bot.texts.at(-1)).toContain(`3月1日 12:20 1 号「记得打卡」：${told}`);
});

test('after a crash in the middle of sending the author is asked, within a minute', async () => {
  pushesEnd('never');
  await pass(20 * MINUTE);
  // It stops without waiting for the platform, as a crash does.
  const closing = app.close();
  await pass(MINUTE);
  await closing;
  await open();
  await pass(MINUTE);
  expect(bot.texts).toEqual([expect.stringMatching(/^1 号定时 .*但平台没回话/)]);
  expect(await history()).toBe(`${SLOT} · 1 号不确定送到没有`);
});

test('what waits for its moment waits through a restart, and is said once', async () => {
  await hear('定时 12:20 喝水');
  await hear('1');
  await pass(30 * MINUTE);
  expect(bot.texts.at(-1)).toBe('记得打卡');
  const closing = app.close();
  await pass(MINUTE);
  await closing;
  await open();
  await pass(10 * MINUTE);
  expect(bot.texts).toEqual([]);
  await pass(60 * MINUTE);
  expect(bot.texts).toEqual(['喝水\n（晚了 30 分钟）']);
});

test('a clock that was a day ahead for a while holds up nothing once it is right again', async () => {
  await hear('定时 每天 12:40 喝水');
  await hear('1');
  world.setClockBy(24 * 60 * MINUTE);
  await pass(45 * MINUTE);
  expect(bot.texts).toContain('喝水');
  world.setClockBy(-24 * 60 * MINUTE);
  await hear('定时 13:30 回来了');
  await hear('1');
  await pass(60 * MINUTE);
  expect(bot.texts.at(-1)).toBe('回来了');
});
