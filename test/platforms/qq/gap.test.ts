/** What was said while the QQ link was down: read back where it can be, told where it cannot. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { instantOf } from '#kit';
import { TimeWorld } from '../../time-world.ts';
import { type FakeOptions, FakeQq, GROUP } from './fake.ts';
import { openWorld, untilLive } from './qq-world.ts';

const MING = 42;
const HONG = 43;
const START = 1_772_326_800;

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const settle = (): Promise<void> => new Promise((go) => setTimeout(go, 4));

async function group(options: FakeOptions = {}) {
  const qq = new FakeQq(options);
  opened.push(() => qq.close());
  const URL = `ws://127.0.0.1:${await qq.listen()}`;
  const folder = mkdtempSync(join(tmpdir(), 'qunli-qq-gap-'));
  opened.push(() => rmSync(folder, { recursive: true }));
  return { qq, ...(await start({ URL, folder, from: START })), URL, folder };
}

/** Starts the program on a folder, at a moment in seconds. */
async function start(at: { URL: string; folder: string; from: number }) {
  const { URL, folder, from } = at;
  const time = new TimeWorld(instantOf(from * 1_000));
  const world = await openWorld({ given: { URL }, clock: time, timers: time, folder });
  let isOver = false;
  const stop = async () => {
    if (isOver) return;
    const closing = world.close().then(() => {
      isOver = true;
    });
    while (!isOver) await time.pass(1_000, settle).then(settle);
    await closing;
  };
  opened.push(stop);
  await untilLive(world);
  const messages = () =>
    Number(world.query('select coalesce(sum(messages), 0) from memberships')[0]);
  const pass = async (seconds: number) => {
    for (let at = 0; at < seconds; at += 5) await time.pass(5_000, settle).then(settle);
  };
  /** Lets time pass until something is so. */
  const passUntil = async (isSo: () => boolean) => {
    for (let waits = 0; waits < 100 && !isSo(); waits += 1) await pass(1);
    expect(isSo()).toBe(true);
  };
  return { world, messages, pass, passUntil, stop };
}

test('who checked in while the bot was away is answered when it is back', async () => {
  const { qq, messages, pass, passUntil } = await group();
  qq.say({ from: MING, text: '早', time: START });
  await passUntil(() => messages() === 1);

  qq.cut();
  qq.sayUnheard({ from: HONG, text: '签到', time: START + 5 });
  qq.sayUnheard({ from: MING, text: '签到', time: START + 6 });
  await passUntil(() => qq.sent.length === 2);
  expect(qq.texts.join('\n')).toMatch(/第 1 位[\s\S]*第 2 位/);
  await pass(5);
  // What had been heard before came back from history, too, and counts once.
  expect(messages()).toBe(3);
});

test('two hundred messages are read back page by page', async () => {
  const { qq, messages, pass, passUntil } = await group();
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  qq.cut();
  for (let n = 0; n < 250; n += 1) qq.sayUnheard({ from: MING, text: `${n}`, time: START + 5 });
  await passUntil(() => messages() === 251);
  expect(qq.sent).toEqual([]);
});

test('a short gap without history is no reason to write to the group', async () => {
  const { qq, pass } = await group({ hasHistory: false });
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  qq.cut();
  await pass(20);
  expect(qq.texts).toEqual([]);
});

test('a long gap without history is told in the group', async () => {
  const { qq, world, pass, passUntil } = await group({ hasHistory: false });
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  qq.isSilent = true;
  await pass(100);
  expect(world.app.health()[0]?.state).not.toBe('live');
  qq.isSilent = false;
  await passUntil(() => qq.sent.length === 1);
  expect(qq.sent[0]?.to).toBe(GROUP);
  expect(qq.texts[0]).toContain('09:00–09:01');
});

test('a gap that was told is not told again after the next short break', async () => {
  const { qq, pass, passUntil } = await group({ hasHistory: false });
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  qq.isSilent = true;
  await pass(100);
  qq.isSilent = false;
  await passUntil(() => qq.sent.length === 1);
  await pass(30);
  qq.say({ from: MING, text: '早', time: START + 200 });
  await pass(5);
  qq.cut();
  await pass(90);
  expect(qq.sent).toHaveLength(1);
});

test('an implementation that never gets to its history keeps nobody waiting for what was lost', async () => {
  const { qq, pass, passUntil } = await group();
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  qq.isSilent = true;
  await pass(100);
  qq.isBusy = true;
  qq.isSilent = false;
  await passUntil(() => qq.sent.length === 1);
  expect(qq.texts[0]).toContain('09:00–09:0');
  await pass(180);
  expect(qq.sent).toHaveLength(1);
});

test('of many groups only the five that were talking last are told of a gap', async () => {
  const { qq, pass, passUntil } = await group({ hasHistory: false });
  for (let one = 1; one <= 20; one += 1) {
    qq.say({ from: MING, text: '早', time: START + one, group: 1_000 + one });
  }
  qq.group(5_000);
  await pass(25);
  qq.isSilent = true;
  await pass(100);
  qq.isSilent = false;
  await passUntil(() => qq.sent.length === 5);
  await pass(30);
  expect(qq.sent.map(({ to }) => to).toSorted()).toEqual([1_016, 1_017, 1_018, 1_019, 1_020]);
});

test('who checked in while the program was not running is answered after its restart', async () => {
  const { qq, pass, stop, URL, folder } = await group();
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  await stop();
  qq.sayUnheard({ from: HONG, text: '签到', time: START + 60 });
  const again = await start({ URL, folder, from: START + 120 });
  await again.passUntil(() => qq.sent.length === 1);
  expect(qq.texts.join('\n')).toMatch(/第 1 位/);
  expect(again.messages()).toBe(2);
});

test('a group that was talking when the program stopped is told of the gap where there is no history', async () => {
  const { qq, pass, stop, URL, folder } = await group({ hasHistory: false });
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  await stop();
  const again = await start({ URL, folder, from: START + 240 });
  await again.passUntil(() => qq.sent.length === 1);
  expect(qq.texts[0]).toMatch(/09:00–09:04/);
});

test('a group that was asleep when the line broke is not told of a gap', async () => {
  const { qq, pass } = await group({ hasHistory: false });
  qq.say({ from: MING, text: '早', time: START - 1_200 });
  await pass(5);
  qq.isSilent = true;
  await pass(100);
  qq.isSilent = false;
  await pass(60);
  expect(qq.sent).toEqual([]);
});

test('what the disk could not take is read back by the next connection', async () => {
  const { qq, world, messages, pass, passUntil } = await group();
  let isFull = true;
  const receive = world.app.store.transact.bind(world.app.store);
  Reflect.set(world.app.store, 'transact', (...given: Parameters<typeof receive>) => {
    if (isFull) throw new Error('disk full');
    return receive(...given);
  });
  qq.say({ from: MING, text: '早', time: START });
  await pass(5);
  isFull = false;
  await passUntil(() => messages() === 1);
});

test('what came late and the disk could not take is read back as well', async () => {
  const { qq, world, messages, pass, passUntil } = await group();
  let isFull = true;
  const receive = world.app.store.transact.bind(world.app.store);
  Reflect.set(world.app.store, 'transact', (...given: Parameters<typeof receive>) => {
    if (isFull) throw new Error('disk full');
    return receive(...given);
  });
  qq.say({ from: MING, text: '早', time: START - 300 });
  await pass(5);
  isFull = false;
  await passUntil(() => messages() === 1);
});

test('an implementation that does not answer at once is asked for the gap again', async () => {
  const { qq, messages, pass, passUntil } = await group();
  qq.say({ from: MING, text: '早', time: START });
  await passUntil(() => messages() === 1);
  qq.cut();
  qq.sayUnheard({ from: HONG, text: '早', time: START + 5 });
  qq.isBusy = true;
  await pass(50);
  expect(messages()).toBe(1);
  qq.isBusy = false;
  await passUntil(() => messages() === 2);
});
