/** What somebody reads who connects a Telegram bot: each wrong variable, and what the bot lacks. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Finding, type Language, seededRandom } from '#kit';
import { platforms } from '../../../bots/index.ts';
import { telegram } from '../../../bots/telegram/index.ts';
import { listenAt, settings } from '../../../bots/telegram/settings.ts';
import { readConfig } from '../../../src/config.ts';
import { realClock, realTimers } from '../../../src/host.ts';
import { accountIn } from '../../../src/last-heard.ts';
import { hurriedTime } from '../hurried-time.ts';
import { BOT, FakeTelegram, TOKEN } from './fake.ts';
import { telegramBot } from './world.ts';

/** What the examination of an account finds, by level. */
async function examined(
  variables: Readonly<Record<string, string>>,
  account = 'telegram',
  ...[language = 'en', folder = mkdtempSync(join(tmpdir(), 'qunli-examine-'))]: [
    language?: Language,
    folder?: string,
  ]
): Promise<readonly Finding[]> {
  return telegram.examine({
    account,
    language,
    settings: settings.parse({ TOKEN, ...variables }),
    parts: {
      clock: realClock,
      timers: realTimers,
      random: seededRandom('test', 'examine'),
      ...accountIn({
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        folder,
      }),
    },
  });
}

const envFile = '/nowhere/.env';

describe('the configuration', () => {
  test('of a bot is one variable', () => {
    const variables = { QUNLI_TELEGRAM_TOKEN: TOKEN };
    const read = readConfig({ variables, envFile, platforms });
    expect(read).toMatchObject({ kind: 'config', config: { accounts: [{ account: 'telegram' }] } });
  });

  test.for<[Readonly<Record<string, string>>, string]>([
    [
      { TOKEN: 'abc' },
      'QUNLI_TELEGRAM_TOKEN: must look like 123456789:AbC-dEf…, as @BotFather gave it',
    ],
    [
      { TOKEN, API_ROOT: 'telegram' },
      'QUNLI_TELEGRAM_API_ROOT: must be an address that begins with https://',
    ],
    [
      { TOKEN, WEBHOOK_URL: 'https://bot.example/hook' },
      'QUNLI_TELEGRAM_WEBHOOK_SECRET: must be set when there is a webhook: without it anybody could speak as your members',
    ],
    [
      { TOKEN, WEBHOOK_URL: 'https://bot.example/hook', WEBHOOK_SECRET: 'short' },
      'QUNLI_TELEGRAM_WEBHOOK_SECRET: must be 16 to 256 letters, digits, _ or -',
    ],
    [
      { TOKEN, WEBHOOK_URL: 'http://bot.example/hook', WEBHOOK_SECRET: 'k3v9-Qm2xT7_bWz4Lp8s' },
      'QUNLI_TELEGRAM_WEBHOOK_URL: must begin with https://: Telegram calls nothing else',
    ],
    [
      { TOKEN, WEBHOOK_LISTEN: '8443' },
      'QUNLI_TELEGRAM_WEBHOOK_LISTEN: must be a host and a port, such as 127.0.0.1:8443',
    ],
    [
      { TOKEN, WEBHOOK_LISTEN: 'localhost:99999' },
      'QUNLI_TELEGRAM_WEBHOOK_LISTEN: must have a port up to 65535',
    ],
  ])('%j is answered in plain words', ([given, problem]) => {
    const variables = Object.fromEntries(
      Object.entries(given).map(([field, value]) => [`QUNLI_TELEGRAM_${field}`, value]),
    );
    const read = readConfig({ variables, envFile, platforms });
    expect(read).toMatchObject({ kind: 'wrong', problems: [problem] });
  });

  test('may name a webhook without TLS to a Bot API server of one’s own', () => {
    const url = 'http://127.0.0.1:8443/hook';
    const own = {
      TOKEN,
      API_ROOT: 'http://127.0.0.1:8081',
      WEBHOOK_SECRET: 'k3v9-Qm2xT7_bWz4Lp8s',
    };
    expect(settings.parse({ ...own, WEBHOOK_URL: url }).WEBHOOK_URL).toBe(url);
  });

  test('may listen on an address of either kind', () => {
    expect(listenAt('[::1]:8443')).toEqual({ host: '::1', port: 8443 });
    expect(listenAt('0.0.0.0:80')).toEqual({ host: '0.0.0.0', port: 80 });
  });
});

test('a Bot API behind a path of its own is called there, and its files are fetched there', async () => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('content-type', 'application/json');
    const result = { ...BOT, file_path: 'documents/a.csv' };
    response.end(JSON.stringify({ ok: true, result }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  for (const end of ['', '/']) {
    const time = hurriedTime(1);
    const root = `http://127.0.0.1:${port}/tg${end}`;
    const folder = mkdtempSync(join(tmpdir(), 'qunli-root-'));
    const bot = await telegramBot({ folder, time, root, variables: {}, logged: [] });
    await bot.fetch?.('f1', 100);
  }
  server.closeAllConnections();
  server.close();
  const calls = [`/tg/bot${TOKEN}/getFile`, `/tg/file/bot${TOKEN}/documents/a.csv`];
  expect(asked).toEqual([...calls, ...calls]);
});

describe('an examination', () => {
  test('of a bot that has everything is short', async () => {
    await using fake = await FakeTelegram.start();
    expect(await examined({ API_ROOT: fake.root })).toEqual([
      { level: 'good', what: 'connected as @Qunli_Bot' },
      {
        level: 'advice',
        what: 'it has not been heard in any group yet',
        todo: expect.stringContaining('Administrators, add the bot'),
      },
    ]);
    expect(fake.calls.map(({ method }) => method)).toEqual(['getMe', 'getWebhookInfo']);
  });

  test('explains privacy mode, and that the bot may not join groups', async () => {
    await using fake = await FakeTelegram.start();
    fake.me.can_read_all_group_messages = false;
    fake.me.can_join_groups = false;
    const found = await examined({ API_ROOT: fake.root });
    expect(found.map(({ level }) => level)).toEqual(['good', 'problem', 'advice', 'advice']);
    expect(found[2]).toMatchObject({ what: expect.stringMatching(/privacy mode/) });
    expect(found[2]?.todo).toMatch(/\/setprivacy/);
  });

  test('explains in how many of its groups the bot is no admin, or lacks a right', async () => {
    await using fake = await FakeTelegram.start();
    const folder = mkdtempSync(join(tmpdir(), 'qunli-rights-'));
    writeFileSync(join(folder, 'admins.json'), '{"-1":{},"-2":{},"-3":{},"-4":{}}');
    const all = { can_delete_messages: true, can_restrict_members: true, can_invite_users: true };
    const admin = { status: 'administrator', ...all };
    const found = () => examined({ API_ROOT: fake.root }, 'telegram', 'en', folder);
    for (const group of [-1, -2, -3]) fake.own.set(group, admin);
    expect((await found()).at(-1)).toEqual({
      level: 'good',
      what: 'in 3 groups, as an admin with all that it needs',
    });
    fake.own.set(-1, { status: 'member' });
    fake.own.set(-2, { ...admin, can_restrict_members: false });
    expect((await found()).slice(1)).toMatchObject([
      { level: 'advice', what: expect.stringMatching(/^no admin in 1 of 3 groups.*whose link/) },
      { level: 'advice', what: 'as an admin it lacks rights in 1 of 3 groups' },
    ]);
  });

  test('tells of a webhook elsewhere without its secret path', async () => {
    await using fake = await FakeTelegram.start();
    fake.webhook = { url: 'https://elsewhere.example/secret-path' };
    const found = await examined({ API_ROOT: fake.root });
    expect(found.at(-1)?.what).toBe(
      'updates go to a webhook at elsewhere.example, not to this bot',
    );
  });

  test('of a token that Telegram does not know says whom to ask', async () => {
    await using fake = await FakeTelegram.start();
    const [found] = await examined({ API_ROOT: fake.root, TOKEN: '1:wrong' });
    expect(found).toMatchObject({ level: 'problem', todo: expect.stringMatching(/@BotFather/) });
    expect(JSON.stringify(found)).not.toContain('1:wrong');
  });

  test('of an address where nobody is says so', async () => {
    const fake = await FakeTelegram.start();
    const { root } = fake;
    await fake.stop();
    const [found] = await examined({ API_ROOT: root });
    expect(found).toMatchObject({ level: 'problem', what: expect.stringMatching(/ECONNREFUSED/) });
    expect(JSON.stringify(found)).not.toContain('TEST-token');
    expect(found?.todo).toMatch(/set QUNLI_TELEGRAM_API_ROOT to a proxy/);
  });

  test('of a second account names the variable of the second, not of the first', async () => {
    const [found] = await examined({ API_ROOT: 'http://127.0.0.1:1' }, 'telegram-2');
    expect(found?.todo).toMatch(/set QUNLI_TELEGRAM_2_API_ROOT to a proxy/);
  });

  test('in Chinese says where to press', async () => {
    await using fake = await FakeTelegram.start();
    fake.me.can_read_all_group_messages = false;
    const found = await examined({ API_ROOT: fake.root }, 'telegram', 'zh-CN');
    expect(found[1]?.todo).toContain('/setprivacy，选中机器人，点 Disable');
  });
});
