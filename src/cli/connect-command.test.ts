/** How an operator connects an account, with answers instead of a terminal. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { definePlatform, type Finding, type Language, type Platform } from '#kit';
import { qq } from '../../bots/qq/index.ts';
import { sandboxBot, sandboxCan } from '../../bots/sandbox/index.ts';
import { telegram } from '../../bots/telegram/index.ts';
import { wechat } from '../../bots/wechat/index.ts';
import { readConfig, systemLanguage } from '../config.ts';
import { takeLock } from '../store/lock.ts';
import type { Asking } from './connect/asking.ts';
import { connectCommand } from './connect-command.ts';

let folder: string;
let envFile: string;
let found: readonly Finding[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-connect-'));
  envFile = join(folder, '.env');
  found = [{ level: 'good', what: 'it answers as @qunli_bot' }];
});
afterEach(() => rmSync(folder, { recursive: true }));

const post = definePlatform({
  name: 'post',
  can: sandboxCan,
  variables: {
    TOKEN: { about: 'What the office gave you.', preset: '', isSecret: true },
    ROOT: { about: 'Where it is.', preset: 'https://post.example' },
  },
  keys: ['TOKEN'],
  settings: z.object({
    TOKEN: z.string().min(5, 'must have at least 5 characters'),
    ROOT: z.string().default('https://post.example'),
  }),
  create: async () => sandboxBot(async () => undefined),
  examine: async () => found,
  interview: () => ({
    title: 'Post',
    before: 'Go to the office.',
    steps: [
      {
        kind: 'question',
        field: 'TOKEN',
        question: 'What did the office give you?',
        example: '12345:abc',
        wrong: 'that is too short',
      },
    ],
  }),
});

/** Everything that was asked, in order, and what was said to a wrong answer. */
interface Script {
  readonly asking: Asking;
  readonly asked: string[];
  readonly complaints: string[];
}

/** Answers in order; an answer that is not taken is followed by the next one. */
function answering(...answers: readonly (string | boolean)[]): Script {
  const left = [...answers];
  const asked: string[] = [];
  const complaints: string[] = [];
  const next = (question: string): string | boolean => {
    asked.push(question);
    return left.shift() ?? expect.fail(`nothing to answer to «${question}»`);
  };
  const asking: Asking = {
    choose: async (question, options) => {
      const wanted = String(next(question));
      const option = options.find(({ key, label }) => key === wanted || label === wanted);
      return option?.key ?? expect.fail(`${wanted} is none of ${JSON.stringify(options)}`);
    },
    field: async ({ question, complaint }) => {
      for (;;) {
        const answer = String(next(question));
        const why = complaint(answer);
        if (why === undefined) return answer;
        complaints.push(why);
      }
    },
    confirm: async ({ question }) => next(question) === true,
  };
  return { asking, asked, complaints };
}

interface Run {
  readonly set?: readonly string[];
  readonly asking?: Asking;
  readonly platform?: Platform;
  readonly language?: Language;
  readonly account?: string;
  /** What the operator calls the platform. */
  readonly wanted?: string;
}

/** @returns what the operator read */
async function connect(run: Run): Promise<string> {
  const { set = [], asking, platform = post, language = 'en', account } = run;
  const platforms = [platform];
  const outcome = readConfig({
    variables: { QUNLI_DB: join(folder, 'q.db') },
    envFile,
    platforms,
  });
  const config = outcome.kind === 'wrong' ? outcome.usable : outcome.config;
  const output = new PassThrough();
  const read = text(output);
  const common = { config, platforms, language, account, set, envFile, output, asking };
  try {
    await connectCommand({ ...common, wanted: run.wanted ?? platform.name });
  } finally {
    output.end();
  }
  return read;
}

const written = () => (existsSync(envFile) ? readFileSync(envFile, 'utf8') : undefined);

test.for(['微信', 'WeChat', 'wechat'])('«connect %s» is understood', async (wanted) => {
  const script = answering(false);
  await connect({ ...script, platform: wechat, wanted, language: 'zh-CN' }).catch(() => undefined);
  expect(script.asked).toEqual(['知道了，继续吗？']);
});

test('a wrong answer is told at once, with an example, and what works is written for the owner alone', async () => {
  const script = answering('x', '12345:abc', true);
  const read = await connect(script);
  expect(script.complaints).toEqual(['that is too short, such as 12345:abc']);
  expect(script.asked).toEqual([
    'What did the office give you? (such as 12345:abc)',
    'What did the office give you? (such as 12345:abc)',
    'Write them?',
  ]);
  expect(read).toContain('✓ it answers as @qunli_bot');
  expect(read).toContain('+ QUNLI_POST_TOKEN=***');
  expect(read).not.toContain('12345:abc');
  expect(written()).toBe('QUNLI_POST_TOKEN=12345:abc\n');
  expect(statSync(envFile).mode & 0o077).toBe(0);
});

test('without a «yes» nothing is written', async () => {
  await expect(connect(answering('12345:abc', false))).rejects.toThrow('Nothing was written.');
  expect(written()).toBeUndefined();
});

test('an account that does not work is not written unless the operator wants it', async () => {
  found = [{ level: 'problem', what: 'the token is refused', todo: 'ask for a new one' }];
  await expect(connect(answering('12345:abc', false))).rejects.toThrow('Nothing was written.');
  await expect(connect({ set: ['TOKEN=12345:abc'] })).rejects.toThrow('Nothing was written.');
  expect(written()).toBeUndefined();
  expect(await connect(answering('12345:abc', true))).toMatch(/refused\n +→ ask for a new one/);
  expect(written()).toBe('QUNLI_POST_TOKEN=12345:abc\n');
});

test('a second account is offered as such; the first one stays', async () => {
  writeFileSync(envFile, 'QUNLI_POST_TOKEN=first-one\n', { mode: 0o644 });
  const script = answering('Connect another one, called post-2', 'second-one', true);
  await connect(script);
  expect(script.asked[0]).toBe('Post has post already. What now?');
  expect(written()).toBe('QUNLI_POST_TOKEN=first-one\nQUNLI_POST_2_TOKEN=second-one\n');
  expect(statSync(envFile).mode & 0o077).toBe(0);
});

test('a token that was changed is put in the place of the old one, and both are hidden', async () => {
  writeFileSync(envFile, 'QUNLI_POST_TOKEN=first-one\n');
  const read = await connect(answering('Replace the settings of post', 'fresh-one', true));
  expect(read).toMatch(/- QUNLI_POST_TOKEN=\*\*\*\n +\+ QUNLI_POST_TOKEN=\*\*\*\n/);
  expect(written()).toBe('QUNLI_POST_TOKEN=fresh-one\n');
  await connect({ set: ['TOKEN=third-one'], account: 'post' });
  expect(written()).toBe('QUNLI_POST_TOKEN=third-one\n');
});

test('an account that is written wrongly into .env is mended, although nothing else would start', async () => {
  writeFileSync(envFile, 'QUNLI_POST_TOKEN=x\n');
  await connect(answering('post', 'fresh-one', true));
  expect(written()).toBe('QUNLI_POST_TOKEN=fresh-one\n');
});

test('without a terminal a wrong or missing answer is named', async () => {
  await expect(connect({ set: ['TOKEN=x'] })).rejects.toThrow(
    'TOKEN: that is too short, such as 12345:abc',
  );
  await expect(connect({ set: ['ROOT'] })).rejects.toThrow('ROOT: write FIELD=VALUE');
  await expect(connect({})).rejects.toThrow('TOKEN must be filled in');
  await expect(connect({ set: ['TOKN=12345'] })).rejects.toThrow(
    'there is no field TOKN; post has TOKEN, ROOT',
  );
  await expect(connect({ set: ['TOKEN=12345'], account: 'host' })).rejects.toThrow('post-2');
});

test('«不像 token» is said in Chinese, too, where nobody was there to be asked', async () => {
  const wrong = { set: ['TOKEN=x'], platform: telegram, language: 'zh-CN' } as const;
  await expect(connect(wrong)).rejects.toThrow(/^TOKEN：不像 token，.*如 123456789:AbC-dEf_123$/);
});

test('of a bot that runs one is told to stop it first, for it keeps its old settings', async () => {
  const lock = takeLock(join(folder, 'q.db'), { pid: 1, since: 'today' });
  expect(await connect({ set: ['TOKEN=first-one'] })).toContain('The bot is running');
  lock.release();
  expect(await connect({ set: ['TOKEN=second-one'] })).toContain('Next: «npm start»');
});

test('a .env that cannot be read or written is named, without a word of our insides', async () => {
  mkdirSync(envFile);
  await expect(connect({ set: ['TOKEN=first-one'] })).rejects.toThrow(`${envFile}: EISDIR`);
});

test('an account that is connected already is not connected a second time', async () => {
  writeFileSync(envFile, 'QUNLI_POST_TOKEN=first-one\n');
  await expect(connect({ set: ['TOKEN=first-one'] })).rejects.toThrow(
    'This is post, which is connected already',
  );
});

test.for([
  [qq, '冻结'],
  [wechat, '封禁'],
] as const)(
  'what is risked with $0.name is said before the first question, and only who goes on is asked',
  async ([platform, risk]) => {
    const script = answering(false);
    await expect(connect({ ...script, platform, language: 'zh-CN' })).rejects.toThrow(
      '什么都没有写。',
    );
    expect(script.asked).toEqual(['知道了，继续吗？']);
    expect(platform.interview('zh-CN').warning).toContain(risk);
    expect(platform.interview('en').warning).toMatch(/frozen|banned/);
  },
);

test('of QQ one chooses the way first, and is asked for nothing that belongs to another', async () => {
  const given = async (...answers: readonly (string | boolean)[]) => {
    const script = answering(true, ...answers, false);
    await connect({ ...script, platform: qq, language: 'zh-CN' }).catch(() => undefined);
    return script.asked.map((question) => question.replace(/（如.*/, ''));
  };
  // A port that is taken is not waited at.
  const server = createServer();
  const port = await new Promise<number>((listening) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      listening(typeof address === 'object' && address ? address.port : 0);
    });
  });
  expect(await given('reverse', `${port}`, '')).toEqual([
    '知道了，继续吗？',
    '群力和那个程序怎样连？',
    '群力在哪个端口等它？那边就填 ws://127.0.0.1:端口',
    '那边网络配置里填的 token？没有填就回车',
    '写进去吗？',
  ]);
  server.close();
});

test('a way to connect that was given up does not stand beside the new one', async () => {
  writeFileSync(envFile, 'QUNLI_QQ_LISTEN=6701\nQUNLI_QQ_TOKEN=old-token\n');
  const script = answering(true, 'qq', 'forward', 'ws://127.0.0.1:1', '', true);
  await connect({ ...script, platform: qq, language: 'zh-CN' });
  expect(written()).toBe('QUNLI_QQ_LISTEN=\nQUNLI_QQ_TOKEN=\nQUNLI_QQ_URL=ws://127.0.0.1:1\n');
});

test('of Telegram the secret of a webhook is asked only with a webhook', async () => {
  const questions = async (...answers: readonly string[]) => {
    const script = answering('123456789:AbC', 'http://127.0.0.1:9', ...answers, false);
    await connect({ ...script, platform: telegram, language: 'zh-CN' }).catch(() => undefined);
    return script.asked.join('\n');
  };
  expect(await questions('poll')).not.toContain('密钥');
  // Telegram would not take it, and one would learn that only at the start.
  const plain = 'http://bot.example.org/x';
  const script = answering('123456789:AbC', '', 'webhook', plain, 'https://bot.example.org/x');
  await connect({ ...script, platform: telegram, language: 'zh-CN' }).catch(() => undefined);
  expect(script.complaints[0]).toMatch(/^不是地址，要以 https:\/\/ 开头/);
  const hook = ['webhook', 'https://bot.example.org/x', 'short', 'long-enough-secret', ''];
  expect(await questions(...hook)).toContain('密钥');
});

test('the language is the system’s, and Chinese where it says nothing', () => {
  const of = (LANG: string | undefined) => systemLanguage({ LANG });
  expect(of('zh_CN.UTF-8')).toBe('zh-CN');
  expect(of('zh_TW.UTF-8')).toBe('zh-TW');
  expect(of('zh_HK.UTF-8')).toBe('zh-TW');
  expect(of('de_DE.UTF-8')).toBe('en');
  expect(['C', 'C.UTF-8', 'POSIX', '', undefined].map(of)).toEqual(Array(5).fill(undefined));
  expect(systemLanguage({ LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' })).toBe('en');
});
