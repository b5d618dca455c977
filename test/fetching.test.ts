/** Files are fetched from where they lie, but never from inside a private network of ours. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetching, isPrivate } from '../src/fetching.ts';

describe('an address', () => {
  test.for([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    'localhost',
  ])('%s is in a private network', (address) => {
    expect(isPrivate(address)).toBe(true);
  });

  test.for([
    '8.8.8.8',
    '172.32.0.1',
    '223.255.255.1',
    '2400:3200::1',
    '::ffff:8.8.8.8',
    '198.18.0.7',
  ])('%s is not', (address) => {
    expect(isPrivate(address)).toBe(false);
  });
});

/** Where a path leads. */
const WAYS: Record<string, string> = {
  '/elsewhere': '/list',
  '/inside': 'http://127.0.0.2:9/list',
  '/round': '/round',
};

/** Writes for ever. */
function pour(response: ServerResponse): void {
  response.on('error', () => undefined);
  response.write(Buffer.alloc(1_000), (error) => {
    if (!error) setImmediate(pour, response);
  });
}

describe('a file behind an address', () => {
  let server: Server;
  let root: string;
  const heard: Record<string, unknown>[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? '';
      heard.push({ url: path, secret: request.headers.cookie });
      const location = WAYS[path];
      if (location !== undefined) response.writeHead(302, { location }).end();
      else if (path === '/list') response.end('1,20');
      else if (path === '/endless') pour(response);
      else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    root = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const own = { ownHosts: ['127.0.0.1'] };

  test('is fetched from a host that the operator has named, redirects included', async () => {
    const whole = { kind: 'fetched', bytes: Buffer.from('1,20') };
    expect(await fetching.download({ url: `${root}/list`, ...own }, 100)).toEqual(whole);
    const headers = { cookie: 'ours' };
    expect(await fetching.download({ url: `${root}/elsewhere`, headers, ...own }, 100)).toEqual(
      whole,
    );
    expect(heard.at(-1)).toEqual({ url: '/list', secret: 'ours' });
  });

  test('that is said to lie elsewhere now is fetched there, and what was for the first alone is not told', async () => {
    const asked: unknown[] = [];
    const other = createServer(({ headers }, response) => {
      asked.push(headers.cookie);
      response.end('1,20');
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : '';
    WAYS['/moved'] = `http://localhost:${port}/list`;
    const ownHosts = ['127.0.0.1', 'localhost'];
    const from = { url: `${root}/moved`, headers: { cookie: 'ours' }, ownHosts };
    expect((await fetching.download(from, 100)).kind).toBe('fetched');
    expect(asked).toEqual([undefined]);
    other.close();
  });

  test('that never ends is left after what is allowed', async () => {
    const told = await fetching.download({ url: `${root}/endless`, ...own }, 10_000);
    expect(told).toEqual({ kind: 'tooLarge' });
  });

  test.for([
    ['/list', undefined],
    ['/inside', '127.0.0.1'],
    ['/round', '127.0.0.1'],
  ] as const)('at %s is not followed into our network, nor for ever', async ([path, host]) => {
    const before = heard.length;
    const ownHosts = host === undefined ? [] : [host];
    const told = await fetching.download({ url: `${root}${path}`, ownHosts }, 100);
    expect(told.kind).toBe('unavailable');
    expect(heard.length - before).toBeLessThanOrEqual(4);
    if (host === undefined) expect(heard).toHaveLength(before);
  });

  test('is not looked for behind a name that leads home', async () => {
    const url = root.replace('127.0.0.1', 'localhost');
    const before = heard.length;
    expect((await fetching.download({ url: `${url}/list` }, 100)).kind).toBe('unavailable');
    expect(heard).toHaveLength(before);
    expect((await fetching.download({ url: 'ftp://example.org/x' }, 100)).kind).toBe('unavailable');
  });
});
