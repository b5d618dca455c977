/** Requests of somebody who may not come in: wrong, missing, cut and stolen credentials. */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Random } from '#kit';
import { GROUP, SELF } from './fake.ts';

export interface Forgery {
  readonly port: number;
  readonly token: string;
  readonly secret: string;
  readonly chance: Random;
}

/** One forged request of a kind by chance. @returns the status that it was answered with */
export function forge(forgery: Forgery): Promise<number> {
  return forgery.chance.int(0, 1) === 0 ? forgePost(forgery) : forgeUpgrade(forgery);
}

/** No header at all. */
const NONE = 'none';

const EVENT = JSON.stringify({
  time: Math.floor(Date.now() / 1_000),
  self_id: SELF,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: 1,
  group_id: GROUP,
  user_id: 41,
  message: [{ type: 'text', data: { text: '签到' } }],
  sender: { nickname: '伪造', role: 'owner' },
});

function forgePost({ port, token, secret, chance }: Forgery): Promise<number> {
  const signed = (key: string, body = EVENT) =>
    `sha1=${createHmac('sha1', key).update(body).digest('hex')}`;
  const signature = chance.pick([
    NONE,
    '',
    'sha1=',
    signed(''),
    signed(token),
    signed(secret, `${EVENT} `),
    signed(secret).toUpperCase(),
    signed(secret).slice(0, -1),
    `${signed(secret)}0`,
    signed(secret).replace('sha1', 'md5'),
    `sha1=${'0'.repeat(40)}`,
    noise(chance),
  ]);
  return sent({
    port,
    method: 'POST',
    body: EVENT,
    headers: {
      'content-type': 'application/json',
      'x-self-id': String(SELF),
      authorization: `Bearer ${chance.pick([token, secret, noise(chance)])}`,
      ...(signature === NONE ? {} : { 'x-signature': signature }),
    },
  });
}

function forgeUpgrade({ port, token, secret, chance }: Forgery): Promise<number> {
  const wrong = chance.pick([
    NONE,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${secret}`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token}x`,
    `Bearer ${token.toUpperCase()}`,
    `Basic ${token}`,
    token,
    `Bearer ${noise(chance)}`,
  ]);
  // With everything right, a web page and another account are still refused.
  const stolen = { authorization: `Bearer ${token}` };
  const headers = chance.pick<Record<string, string>>([
    wrong === NONE ? {} : { authorization: wrong },
    { ...stolen, origin: 'https://example.org' },
    { ...stolen, 'x-self-id': '10002' },
  ]);
  const path = chance.pick([
    '/',
    '/?access_token=',
    `/?token=${token}`,
    `/?access_token=${secret}`,
  ]);
  return sent({
    port,
    path,
    method: 'GET',
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'x-self-id': String(SELF),
      ...headers,
    },
  });
}

function noise(chance: Random): string {
  const letter = () => String.fromCharCode(chance.int(33, 126));
  return Array.from({ length: chance.int(1, 60) }, letter).join('');
}

interface Sent {
  readonly port: number;
  readonly path?: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** 101 stands for a socket that was opened. */
function sent({ port, path = '/', method, headers, body = '' }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, agent: false };
    const asked = request(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    asked.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
