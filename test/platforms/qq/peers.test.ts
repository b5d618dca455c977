/**
 * The pretend QQ side is itself put to the test: two clients that are not ours, node-napcat-ts and
 * Koishi with its OneBot adapter, receive what is said there and say something.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { FakeQq, GROUP, SELF } from './fake.ts';
import { freePort, until } from './qq-world.ts';

const MING = 42;
const HONG = 43;
const WORDS = ' 早 [CQ:at,qq=all], a & b <c>';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function openQq() {
  const qq = new FakeQq({ token: 'tok', intervalMs: 5_000 });
  opened.push(() => qq.close());
  qq.group(GROUP).members.set(MING, { nickname: 'ming', card: '小明', role: 'owner' });
  return qq;
}

test('node-napcat-ts hears a group, answers it and acts in it', async () => {
  const { NCWebsocket } = await import('node-napcat-ts');
  const qq = openQq();
  const port = await qq.listen();
  const client = new NCWebsocket(
    {
      protocol: 'ws',
      host: '127.0.0.1',
      port,
      accessToken: 'tok',
      reconnection: { enable: false },
    },
    false,
  );
  opened.push(() => client.disconnect());
  const heard: unknown[] = [];
  client.on('message.group', ({ user_id, sender, message }) => {
    heard.push({ user_id, card: sender.card, message });
  });
  client.on('notice.group_increase', ({ sub_type, operator_id, user_id }) => {
    heard.push({ sub_type, operator_id, user_id });
  });
  client.on('meta_event.heartbeat', ({ interval }) => heard.push({ interval }));
  await client.connect();

  const segments = [
    { type: 'at', data: { qq: String(SELF) } },
    { type: 'text', data: { text: WORDS } },
  ];
  qq.say({ from: MING, segments });
  qq.join(HONG, { by: MING, kind: 'invite' });
  qq.beat();
  await until(() => heard.length === 3, 'what the client hears');
  expect(heard).toEqual([
    { user_id: MING, card: '小明', message: segments },
    { sub_type: 'invite', operator_id: MING, user_id: HONG },
    { interval: 5_000 },
  ]);

  expect(await client.get_login_info()).toMatchObject({ user_id: SELF });
  const answer = await client.send_group_msg({
    group_id: GROUP,
    message: [{ type: 'text', data: { text: '早！' } }],
  });
  expect(answer.message_id).toBeGreaterThan(0);
  expect(qq.texts).toEqual(['早！']);
  const history = await client.get_group_msg_history({ group_id: GROUP });
  expect(history.messages.map(({ message }) => message)).toEqual([segments]);
  await client.set_group_ban({ group_id: GROUP, user_id: HONG, duration: 60 });
  await client.set_group_kick({ group_id: GROUP, user_id: HONG });
  expect(qq.group(GROUP).members.has(HONG)).toBe(false);
});

test('Koishi is dialled, hears a group, answers it and mutes', { timeout: 30_000 }, async () => {
  const qq = openQq();
  const port = await freePort();
  const script = join(import.meta.dirname, 'koishi-peer.mjs');
  const child = spawn(process.execPath, [script, String(port), String(SELF), 'tok']);
  opened.push(() => child.kill('SIGKILL'));
  const told: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith('{')) told.push(line);
  });
  await until(() => told.length === 1, 'the start of Koishi');
  qq.dial(`ws://127.0.0.1:${port}/onebot`, 200);
  await until(() => qq.calls.some(({ action }) => action === 'get_login_info'), 'the login');

  qq.say({ from: MING, text: WORDS });
  await until(() => qq.calls.some(({ action }) => action === 'set_group_ban'), 'the mute');
  expect(told.slice(1).map((line) => JSON.parse(line))).toEqual([
    { from: String(MING), group: String(GROUP), text: WORDS },
  ]);
  expect(qq.texts).toEqual(['早！']);
});
