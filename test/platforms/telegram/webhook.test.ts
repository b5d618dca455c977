/** The webhook: whoever knows the secret is heard, and told so only when it is stored. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#kit';
import { openBot } from './lone-bot.ts';
import { callWebhook, forge, SECRET } from './webhook-calls.ts';
import { GROUP, openWorld, type World } from './world.ts';

const chat = { id: GROUP, type: 'supergroup' };

/** A port that nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

const variablesFor = (port: number) => ({
  WEBHOOK_URL: 'https://bot.example/hook',
  WEBHOOK_SECRET: SECRET,
  WEBHOOK_LISTEN: `127.0.0.1:${port}`,
});

describe('a webhook', () => {
  let world: World;
  let port: number;
  let numbers = 1;

  beforeAll(async () => {
    port = await freePort();
    world = await openWorld({ variables: variablesFor(port) });
  });
  afterAll(() => world.close());

  const update = (id: number, text: string) => {
    numbers += 1;
    const from = { id, is_bot: false, first_name: `群友${id}` };
    const message = { message_id: numbers, date: world.second, chat, from, text };
    return { update_id: numbers, message };
  };

  test('is announced with its secret and every kind of update by name', () => {
    expect(world.fake.called('setWebhook')[0]?.payload).toMatchObject({
      url: 'https://bot.example/hook',
      secret_token: SECRET,
      allowed_updates: expect.arrayContaining(['message', 'chat_member', 'my_chat_member']),
    });
  });

  test('answers the group, and says 200 when the message is stored', async () => {
    const body = JSON.stringify(update(11, '签到'));
    expect(await callWebhook({ port, secret: SECRET, body })).toBe(200);
    expect(world.rows('select sum(messages) from memberships')).toEqual([[1]]);
    await world.hears(/第 1 位/);
    expect(await callWebhook({ port, secret: SECRET, body })).toBe(200);
    expect(world.rows('select sum(messages) from memberships')).toEqual([[1]]);
  });

  test('takes none of 300 forged calls', async () => {
    const before = world.rows('select count(*) from inbox');
    const random = seededRandom('forged', 'webhook');
    const codes = await forge({ port, random, count: 300, update: () => update(12, '签到') });
    expect([...codes]).toEqual([[401, 300]]);
    expect(world.rows('select count(*) from inbox')).toEqual(before);
    expect(world.app.health()[0]?.dropped.forged).toBe(300);
  });

  test('refuses other paths, other methods, broken JSON and endless bodies', async () => {
    const right = { port, secret: SECRET, body: JSON.stringify(update(11, '早')) };
    expect(await callWebhook({ ...right, path: '/' })).toBe(404);
    expect(await callWebhook({ ...right, method: 'GET' })).toBe(405);
    expect(await callWebhook({ ...right, body: '{"update_id":1,' })).toBe(400);
    expect([0, 413]).toContain(await callWebhook({ ...right, body: 'x'.repeat(1_500_000) }));
    expect(await callWebhook({ ...right, body: '{"update_id":1}' })).toBe(200);
  });
});

test('an address with a query is called with it, and heard', async () => {
  const port = await freePort();
  const WEBHOOK_URL = 'https://bot.example/hook?of=qunli&n=1';
  await using lone = await openBot({ variables: { ...variablesFor(port), WEBHOOK_URL } });
  const message = { message_id: 1, date: 1, chat, from: { id: 1, first_name: '小明' }, text: '早' };
  const call = { port, secret: SECRET, body: JSON.stringify({ update_id: 1, message }) };
  expect(await callWebhook({ ...call, path: '/hook' })).toBe(404);
  expect(await callWebhook({ ...call, path: '/hook?of=qunli&n=1' })).toBe(200);
  expect(lone.events.map(({ type }) => type)).toContain('message');
});

test('an update that could not be stored is answered 500, so that it comes again', async () => {
  const port = await freePort();
  let isFull = true;
  await using lone = await openBot({
    variables: variablesFor(port),
    store: async () => {
      if (isFull) throw new Error('the disk is full');
    },
  });
  const message = { message_id: 1, date: 1, chat, from: { id: 1, first_name: '小明' }, text: '早' };
  const body = JSON.stringify({ update_id: 1, message });
  expect(await callWebhook({ port, secret: SECRET, body })).toBe(500);
  isFull = false;
  expect(await callWebhook({ port, secret: SECRET, body })).toBe(200);
  expect(lone.events.filter(({ type }) => type === 'message')).toHaveLength(1);
});

test('a webhook that Telegram calls in vain is an outage', async () => {
  const port = await freePort();
  await using lone = await openBot({ variables: variablesFor(port) });
  await lone.connection?.probe();
  lone.fake.webhook = {
    ...lone.fake.webhook,
    pending_update_count: 3,
    last_error_date: Math.floor(Date.now() / 1_000) + 3_600,
    last_error_message: 'Connection timed out',
  };
  await expect(lone.connection?.probe()).rejects.toThrow(/in vain: Connection timed out/);
  // Telegram tries again after a minute at most: an older failure is history.
  const last_error_date = Math.floor(Date.now() / 1_000) - 600;
  lone.fake.webhook = { ...lone.fake.webhook, last_error_date };
  await lone.connection?.probe();
});

test('a port that is taken is told in words', async () => {
  const port = await freePort();
  await using first = await openBot({ variables: variablesFor(port) });
  await using second = await openBot({ variables: variablesFor(port), isClosed: true });
  await expect(second.open()).rejects.toThrow(/EADDRINUSE/);
  expect(first.losses).toEqual([]);
});

test('a webhook that was set to another address belongs to somebody else', async () => {
  await using lone = await openBot({ variables: variablesFor(await freePort()) });
  lone.fake.webhook = { url: 'https://elsewhere.example/hook', pending_update_count: 0 };
  await lone.connection?.probe();
  expect(lone.losses).toMatchObject([{ kind: 'rival' }]);
});
