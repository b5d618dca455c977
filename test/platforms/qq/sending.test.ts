/**
 * How sends end on QQ: what provably did not arrive is sent later, what may have arrived is never
 * sent again, and whatever people are called, only text leaves as text.
 */
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bot,
  type Connection,
  instantOf,
  type LinkTrouble,
  parsePlatformId,
  type SendOutcome,
  UNHEARD,
} from '#kit';
import { HOSTILE_CELLS } from '../../export/hostile-texts.ts';
import { FakeQq, type Fault, GROUP } from './fake.ts';
import {
  freePort,
  type Given,
  hurriedTimers,
  openBot,
  openWorld,
  until,
  untilLive,
} from './qq-world.ts';
import { stage } from './stage-feature.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const group = idOf(String(GROUP));

function idOf(text: string) {
  const id = parsePlatformId(text);
  if (id === undefined) throw new Error('not an id');
  return id;
}

async function connected(way: 'ws' | 'http') {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const port = await qq.listen();
  const given: Given =
    way === 'ws'
      ? { URL: `ws://127.0.0.1:${port}` }
      : { HTTP_URL: `http://127.0.0.1:${port}`, LISTEN: String(await freePort()) };
  const bot = await openBot({ given, timers: hurriedTimers });
  const connection: Connection = await bot.open(UNHEARD);
  opened.push(() => connection.close());
  return { qq, bot, connection };
}

function say(bot: Bot, text = '早'): Promise<SendOutcome> {
  const action = { do: 'say', to: { group }, pieces: [text] } as const;
  return bot.send({ action, at: instantOf(0) });
}

const table: readonly [Fault | 'none', SendOutcome['kind']][] = [
  ['none', 'sent'],
  ['lostReply', 'unknown'],
  ['lateReply', 'unknown'],
  ['cut', 'unknown'],
  ['async', 'unknown'],
  [1200, 'unknown'],
  // What the same implementations answer over HTTP for the same.
  [200, 'unknown'],
  [100, 'refused'],
  [1400, 'refused'],
  [1404, 'refused'],
];

describe.for(['ws', 'http'] as const)('over %s', (way) => {
  test.for(table)('a message with %s is %s', async ([fault, kind]) => {
    const { qq, bot } = await connected(way);
    if (fault !== 'none') qq.faults.push(fault);
    expect((await say(bot)).kind).toBe(kind);
    // Whatever became of it, it was tried once.
    expect(qq.sent).toHaveLength(1);
  });

  test('an answer that cannot be read leaves it unknown', async () => {
    const { qq, bot } = await connected(way);
    qq.faults.push('brokenReply');
    expect((await say(bot)).kind).toBe('unknown');
  });

  test('while nobody is there, a message was not accepted', async () => {
    const { qq, bot } = await connected(way);
    await qq.close();
    await until(() => qq.sockets === 0);
    await new Promise((go) => setTimeout(go, 50));
    expect((await say(bot)).kind).toBe('notAccepted');
    expect(qq.sent).toEqual([]);
  });
});

test('after a send that QQ did not confirm the account is silent for a while', async () => {
  const { qq, bot } = await connected('ws');
  qq.faults.push(1200);
  await say(bot);
  expect(await say(bot)).toMatchObject({ kind: 'notAccepted', retryAfterSeconds: 30 });
  expect(qq.sent).toHaveLength(1);
  // What must be done now is done: a member can still be muted.
  const mute = { do: 'mute', to: { group }, member: idOf('42'), seconds: 60 } as const;
  expect((await bot.send({ action: mute, at: instantOf(0) })).kind).toBe('sent');
});

test('a picture that QQ did not confirm over HTTP is not followed by its words once more', async () => {
  const { qq, bot } = await connected('http');
  qq.faults.push(200);
  const image = import.meta.filename;
  const action = { do: 'say', to: { group }, pieces: ['看'], image } as const;
  expect((await bot.send({ action, at: instantOf(0) })).kind).toBe('unknown');
  expect(await say(bot)).toMatchObject({ kind: 'notAccepted', retryAfterSeconds: 30 });
  expect(qq.sent).toHaveLength(1);
});

test('a reply that comes too late moves nobody', async () => {
  const { qq, bot } = await connected('ws');
  qq.faults.push('lateReply');
  expect((await say(bot)).kind).toBe('unknown');
  qq.replyLate();
  // First QQ is asked whether it is there.
  await expect.poll(async () => (await say(bot)).kind).toBe('sent');
});

test('a line that is dead without having been closed costs one message, and no other', async () => {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const bot = await openBot({ given, timers: hurriedTimers });
  const lost: LinkTrouble[] = [];
  const connection = await bot.open({ ...UNHEARD, lost: (trouble) => lost.push(trouble) });
  opened.push(() => connection.close());
  qq.faults.push('halfOpen');
  expect((await say(bot, '一')).kind).toBe('unknown');
  expect((await say(bot, '二')).kind).toBe('notAccepted');
  await until(() => lost.length === 1);
  expect((await say(bot, '二')).kind).toBe('notAccepted');
  expect(qq.sent).toEqual([]);
});

test('a mute of ninety days lasts as long as QQ can', async () => {
  const { qq, bot } = await connected('ws');
  const action = { do: 'mute', to: { group }, member: idOf('42'), seconds: 90 * 86_400 } as const;
  await bot.send({ action, at: instantOf(0) });
  expect(qq.calls.at(-1)?.params).toMatchObject({ user_id: 42, duration: 30 * 86_400 });
});

const CODES = [
  '[CQ:at,qq=all]',
  '&#91;CQ:at,qq=all&#93;',
  '[CQ:image,file=http://127.0.0.1/x.png]',
  '[CQ:reply,id=1][CQ:at,qq=all]',
  '@全体成员',
  '[CQ:at,qq=all',
  '{"type":"at","data":{"qq":"all"}}',
];

test('whatever people are called and write, it leaves as text', { timeout: 30_000 }, async () => {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const world = await openWorld({ given, features: [stage('')] });
  opened.push(() => world.close());
  await untilLive(world);
  const hostile = [...CODES, ...HOSTILE_CELLS.filter((_, index) => index % 11 === 0)];
  const { members } = qq.group(GROUP);
  for (const [index, text] of hostile.entries()) {
    const from = 5_000 + index;
    members.set(from, { nickname: text, card: text, role: 'member' });
    qq.say({ from, text: `学舌 ${text}。` });
  }
  await until(() => qq.sent.length === hostile.length, 'the answers');
  for (const { segments } of qq.sent) {
    expect(segments.map(({ type }) => type)).toEqual(['at', 'text']);
    expect(String(segments[0]?.data.qq)).toMatch(/^5\d{3}$/);
  }
  const said = qq.texts.join('\n');
  for (const code of CODES) expect(said).toContain(code);
});

test('everybody is mentioned only where the message itself says so, and in groups alone', async () => {
  const { qq, bot } = await connected('ws');
  const pieces = ['开会啦'];
  const alone = { do: 'say', to: { private: idOf('42') }, pieces, mentionsAll: true } as const;
  await bot.send({ action: alone, at: instantOf(0) });
  await bot.send({ action: { ...alone, to: { group } }, at: instantOf(0) });
  const text = { type: 'text', data: { text: '开会啦' } };
  const all = { type: 'at', data: { qq: 'all' } };
  const blank = { type: 'text', data: { text: ' ' } };
  expect(qq.sent.map(({ segments }) => segments)).toEqual([[text], [all, blank, text]]);
});

test('in private nobody is mentioned, and a mention of all is a name', async () => {
  const { qq, bot } = await connected('ws');
  const pieces = [{ mention: idOf('all'), name: '全体成员' }, ' 早'];
  const alone = { do: 'say', to: { private: idOf('42') }, pieces } as const;
  await bot.send({ action: alone, at: instantOf(0) });
  await bot.send({ action: { ...alone, to: { group } }, at: instantOf(0) });
  const text = [{ type: 'text', data: { text: '@全体成员 早' } }];
  expect(qq.sent.map(({ segments }) => segments)).toEqual([text, text]);
});
