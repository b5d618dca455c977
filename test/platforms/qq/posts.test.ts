/** Events that are posted over HTTP: by whom and how, or they are not even looked at. */
import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Incoming, UNHEARD } from '#kit';
import { FakeQq, GROUP, SELF } from './fake.ts';
import { freePort, type Given, openBot } from './qq-world.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const RIGHT = { 'content-type': 'application/json', 'x-self-id': String(SELF) };
const event = (message_id: number) =>
  JSON.stringify({
    time: 1_772_326_800,
    self_id: SELF,
    post_type: 'message',
    message_type: 'group',
    message_id,
    group_id: GROUP,
    user_id: 41,
    message: [{ type: 'text', data: { text: '签到' } }],
  });

/** A bot without a token, on this machine alone. */
async function listening() {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const LISTEN = String(await freePort());
  const given: Given = { HTTP_URL: `http://127.0.0.1:${await qq.listen()}`, LISTEN };
  const bot = await openBot({ given });
  const events: Incoming[] = [];
  const receive = async (one: Incoming) => void events.push(one);
  const connection = await bot.open({ ...UNHEARD, receive });
  opened.push(() => connection.close());
  return { port: Number(LISTEN), events };
}

interface Post {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
}

function posted({ port, headers, method = 'POST', body = event(1) }: Post): Promise<number> {
  return new Promise((done, failed) => {
    request({ port, host: '127.0.0.1', method, headers }, (response) => {
      done(response.statusCode ?? 0);
      response.resume();
    })
      .on('error', failed)
      .end(body);
  });
}

test('no web page that somebody looks at on this machine can speak as a member', async () => {
  const { port, events } = await listening();
  const origin = 'https://example.org';
  expect(await posted({ port, headers: { ...RIGHT, origin } })).toBe(403);
  expect(await posted({ port, headers: { ...RIGHT, 'content-type': 'text/plain' } })).toBe(415);
  expect(await posted({ port, headers: RIGHT, method: 'PUT' })).toBe(405);
  expect(events).toEqual([]);
  expect(await posted({ port, headers: RIGHT })).toBe(204);
  expect(events).toMatchObject([{ type: 'message', text: '签到' }]);
});

test('what is posted for another account, or for none, is refused', async () => {
  const { port, events } = await listening();
  const { 'x-self-id': _, ...nobody } = RIGHT;
  expect(await posted({ port, headers: { ...RIGHT, 'x-self-id': '10002' } })).toBe(403);
  expect(await posted({ port, headers: nobody })).toBe(403);
  expect(events).toEqual([]);
});

test('a secret of posts lets no socket in, for sockets are not signed', async () => {
  const LISTEN = String(await freePort());
  const bot = await openBot({ given: { LISTEN: `0.0.0.0:${LISTEN}`, SECRET: 'seal-of-posts' } });
  const connection = await bot.open(UNHEARD);
  opened.push(() => connection.close());
  const socket = new WebSocket(`ws://127.0.0.1:${LISTEN}/`);
  const status = await new Promise<number | undefined>((done) => {
    socket.on('open', () => done(101));
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, { statusCode }) => done(statusCode));
  });
  socket.terminate();
  expect(status).toBe(401);
});
