/** Sends that QQ did not confirm: what stands in the group after all is known to have arrived. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type FakeOptions, FakeQq, type Segment } from './fake.ts';
import {
  hurriedTimers,
  openWorld,
  until,
  untilLive,
  type World,
  type WorldOptions,
} from './qq-world.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const MING = 2;

async function group(options: FakeOptions, more: Partial<WorldOptions> = {}) {
  const qq = new FakeQq(options);
  opened.push(() => qq.close());
  const port = await qq.listen();
  const given = { URL: `ws://127.0.0.1:${port}` };
  const world = await openWorld({ given, ...more });
  opened.push(() => world.close());
  await untilLive(world);
  return { qq, world, given };
}

const states = (world: World) => world.query('select state from outbox order by id');
const endsAs = (world: World, ...expected: readonly string[]) =>
  until(
    () => JSON.stringify(states(world)) === JSON.stringify(expected),
    () => JSON.stringify(states(world)),
  );

test('an answer whose confirmation was lost is known to have arrived when QQ tells what the account says', async () => {
  const { qq, world } = await group({ own: 'told' });
  qq.faults.push('lostReply');
  // The line breaks before anybody could have answered.
  qq.say({ from: MING, text: '签到' });
  await until(() => qq.sent.length === 1);
  qq.cut();
  await endsAs(world, 'sent');
  expect(qq.sent).toHaveLength(1);
});

test('what QQ has timed out on is looked for in the group, and found', async () => {
  const { qq, world } = await group({ own: 'kept' });
  qq.faults.push(1200);
  qq.say({ from: MING, text: '签到' });
  await endsAs(world, 'sent');
});

test('what was said while the line broke is found when the gap is read back', async () => {
  const { qq, world } = await group({ own: 'kept' });
  qq.faults.push('cut');
  qq.say({ from: MING, text: '签到' });
  await endsAs(world, 'sent');
  expect(qq.sent).toHaveLength(1);
});

test('what does not stand there stays in doubt, although somebody has typed the same', async () => {
  const { qq, world } = await group({});
  qq.faults.push(1200);
  qq.say({ from: MING, text: '签到' });
  await until(() => qq.sent.length === 1);
  await endsAs(world, 'unknown');
  qq.say({ from: MING, text: qq.texts[0] ?? '' });
  await until(() => qq.calls.some(({ action }) => action === 'get_group_msg_history'));
  expect(states(world)).toEqual(['unknown']);
});

test('what was being sent when the program died is known to have arrived after the restart', async () => {
  const qq = new FakeQq({ own: 'kept' });
  opened.push(() => qq.close());
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const folder = mkdtempSync(join(tmpdir(), 'qunli-qq-echo-'));
  opened.push(() => rmSync(folder, { recursive: true }));
  const world = await openWorld({ given, folder });
  await untilLive(world);
  qq.faults.push('lostReply');
  qq.say({ from: MING, text: '签到' });
  await until(() => qq.sent.length === 1);
  // The disk as a crash in this moment would leave it.
  const left = join(folder, 'left');
  mkdirSync(left);
  for (const file of ['qunli.db', 'qunli.db-wal', 'last-heard.json']) {
    copyFileSync(join(folder, file), join(left, file));
  }
  await world.close();
  const again = await openWorld({ given, folder: left });
  opened.push(() => again.close());
  await endsAs(again, 'sent');
  expect(qq.sent).toHaveLength(1);
});

test('what stands in the group a moment after QQ has timed out is found a little later', async () => {
  const { qq, world } = await group({ own: 'kept' }, { timers: hurriedTimers });
  const looks = () => qq.calls.filter(({ action }) => action === 'get_group_msg_history').length;
  let words: readonly Segment[] = [];
  qq.faultOf = ({ params: { message } }) => {
    words = Array.isArray(message) ? message : [];
    return { refuse: 1200 };
  };
  qq.say({ from: MING, text: '签到' });
  await endsAs(world, 'unknown');
  await until(() => looks() > 1);
  expect(states(world)).toEqual(['unknown']);
  qq.sayUnheard({ from: qq.self, segments: words });
  await endsAs(world, 'sent');
});

test('what nobody could find before the program was stopped is found by the next one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-qq-doubt-'));
  opened.push(() => rmSync(folder, { recursive: true }));
  const { qq, world, given } = await group({ own: 'kept' }, { folder });
  // QQ is too busy to show anything.
  qq.isBusy = true;
  qq.faults.push(1200);
  qq.say({ from: MING, text: '签到' });
  await endsAs(world, 'unknown');
  await world.close();
  qq.isBusy = false;
  const again = await openWorld({ given, folder });
  opened.push(() => again.close());
  await endsAs(again, 'sent');
  expect(qq.sent).toHaveLength(1);
});

test('what the account said yesterday in the same words settles nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-qq-yesterday-'));
  opened.push(() => rmSync(folder, { recursive: true }));
  const { qq, world, given } = await group({ own: 'kept' }, { folder });
  let words: readonly Segment[] = [];
  qq.faultOf = ({ params: { message } }) => {
    words = Array.isArray(message) ? message : [];
    return 'cutBefore';
  };
  qq.say({ from: MING, text: '签到' });
  await endsAs(world, 'unknown');
  qq.faultOf = undefined;
  const now = Math.floor(Date.now() / 1_000);
  qq.sayUnheard({ from: qq.self, segments: words, time: now - 86_400 });
  qq.sayUnheard({ from: MING, segments: words });
  await world.close();
  const asked = qq.calls.length;
  const again = await openWorld({ given, folder });
  opened.push(() => again.close());
  const looks = () => qq.calls.slice(asked).filter(({ action }) => /history/.test(action)).length;
  await until(() => looks() > 1);
  await new Promise((go) => setTimeout(go, 100));
  expect(states(again)).toEqual(['unknown']);
});
