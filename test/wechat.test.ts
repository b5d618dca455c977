/**
 * A group on WeChat, over the wire: the real app, and a gateway that we did not write in a process
 * of its own. What members see, also when the gateway dies or somebody else sits on it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  arg,
  type Coming,
  type Commanding,
  defineFeature,
  describe as describeFeature,
  type Member,
  phrases,
  translationOf,
} from '#kit';
import { wechat } from '../bots/wechat/index.ts';
import { features } from '../commands/index.ts';
import { openForReading } from '../src/store/open.ts';
import { freePort } from './wechat-gateway.ts';
import { botAt, openWorld, partsIn, TOKEN, type World } from './wechat-world.ts';

const words = phrases({
  name: '广场',
  commands: {
    hug: { words: ['抱抱'], usage: '@群友', help: '抱一下' },
    picture: { words: ['看图'], help: '发一张图' },
    out: { words: ['请出'], usage: '@群友', help: '请人出群' },
    link: { words: ['看链接'], help: '发一个链接' },
    notice: { words: ['通知一下'], help: '没人问也要说' },
  },
  pushes: { notice: ['通知'] },
  labels: {},
  texts: { notice: '今晚八点见。', hugged: '抱抱！', look: '请看图。', bye: '再见。' },
});
const base = describeFeature({
  name: 'square',
  settings: z.object({}),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, words),
    en: translationOf(words, words),
  },
});
type With = Commanding<typeof base, { who: Member }>;
let picture = '';
const CARD = { title: '报名', address: 'https://example.com/a', description: '先到先得' };
const square = defineFeature({
  ...base,
  commands: {
    hug: {
      args: { who: arg.member() },
      handle: async ({ say, text, args }: With) => say(text('hugged'), { mention: [args.who] }),
    },
    picture: {
      handle: async ({ say, text }: Commanding<typeof base>) =>
        say(text('look'), { image: picture }),
    },
    link: {
      handle: async ({ say, text }: Commanding<typeof base>) => say(text('look'), { card: CARD }),
    },
    notice: {
      handle: async ({ later, now, message: key }: Commanding<typeof base>) =>
        later({ what: 'notice', at: now, key, data: key }),
    },
    out: {
      args: { who: arg.member() },
      async handle({ say, text, args, act }: With) {
        act({ do: 'remove', member: args.who });
        await say(text('bye'));
      },
    },
  },
  pushes: { notice: { priority: 'promised' } },
  due: {
    notice: {
      run: ({ push, text, data }: Coming<typeof base>) =>
        push(text('notice'), { kind: 'notice', key: String(data) }),
    },
  },
});

const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const GROUP = '20301@chatroom';

describe('in a group on WeChat, over an encrypted line', () => {
  const fixtures = join(import.meta.dirname, 'fixtures/wechat');
  const cert = join(fixtures, 'cert.pem');
  let world: World;
  let newcomers = 0;

  beforeAll(async () => {
    world = await openWorld({
      features: [...features, square],
      gateway: { cert, key: join(fixtures, 'key.pem') },
      settings: { TLS: 'on', CA_CERT: cert },
    });
    picture = join(world.folder, '排行榜.png');
    writeFileSync(picture, Buffer.from(DOT, 'base64'));
    await world.link('live');
    for (const who of ['小明', '小红', '小芳', '小强']) await world.gateway.order('enter', { who });
  });
  afterAll(() => world.close());

  /** What the bot sends after somebody has said something. */
  async function answerTo(who: string, text: string, more: Readonly<Record<string, unknown>> = {}) {
    const before = world.gateway.told.length;
    await world.gateway.order('say', { who, text, ...more });
    return world.gateway.until(({ did }) => did === 'text', before);
  }

  /** Everything before has been heard: somebody new has asked, and got an answer. */
  async function heard() {
    newcomers += 1;
    const who = `路人${newcomers}`;
    await world.gateway.order('enter', { who });
    return (await answerTo(who, '我的积分')).text;
  }

  test('a check-in is answered, and counted for who it was', async () => {
    const said = await answerTo('小明', '签到');
    expect(said).toMatchObject({ place: GROUP, mentions: [] });
    expect(said.text).toContain('+5 积分');
    expect(world.member('wxid_小明')).toMatchObject({ name: '小明', checkIns: 1, points: 5 });
  });

  test('the bot does not answer itself', async () => {
    await world.gateway.order('say', { who: '群力', text: '签到' });
    await heard();
    expect(world.member('wxid_群力')).toBeUndefined();
    expect(world.app.health()[0]?.dropped['own message']).toBeGreaterThan(0);
  });

  test('a mention reaches it, by id, by name alone, and by the name that the group gave it', async () => {
    const asked = { mentions: ['群力'] };
    expect((await answerTo('小红', '@群力\u2005签到', asked)).text).toContain('+5 积分');
    expect((await answerTo('小芳', '@群力\u2005我的积分')).text).toContain('0');
    await world.gateway.order('alias', { who: '群力', alias: '小 管家' });
    await heard();
    expect((await answerTo('小芳', '@小 管家\u2005我的积分')).text).toContain('0');
    expect((await answerTo('小芳', '@群力')).text).toContain('我在');
  });

  test('somebody who is mentioned is notified, where the mention stands', async () => {
    const said = await answerTo('小明', '抱抱 @小红\u2005', { mentions: ['小红'] });
    expect(said).toMatchObject({ text: '@小红\u2005抱抱！', mentions: ['wxid_小红'] });
  });

  test('what the group is called is known', async () => {
    await heard();
    const database = openForReading(join(world.folder, 'qunli.db'));
    const sql = 'select name from groups';
    expect([...database.iterate({ sql, parameters: [] })]).toEqual([['技术群']]);
    database.close();
  });

  test('choices are numbered, and the number chooses', async () => {
    const asked = await answerTo('小明', '语言');
    expect(asked.text).toMatch(/\n1\. .*\n2\. .*\n3\. /);
    expect((await answerTo('小明', '3')).text).toContain('English');
    await answerTo('小明', '语言 简体中文');
  });

  test('an answer that the gateway did not confirm is known to have arrived, for WeChat shows it', async () => {
    await heard();
    const outbox = openForReading(join(world.folder, 'qunli.db'));
    const states = () => {
      const sql = 'select state, count(*) from outbox group by state';
      return [...outbox.iterate({ sql, parameters: [] })];
    };
    await expect.poll(states).toEqual([['sent', expect.any(Number)]]);
    await world.gateway.order('fail', { what: 'text after', how: 'late' });
    await answerTo('小明', '我的积分');
    await world.gateway.order('fail', { what: 'text after' });
    await heard();
    await expect.poll(states).toEqual([['sent', expect.any(Number)]]);
    expect(JSON.stringify(world.logged)).toContain('the window did not answer');
    outbox.close();
  });

  test('a list sent before its command, as a file of its own, is read; one inside our network is not', async () => {
    const number = Number(world.member('wxid_小明')?.memberId);
    const text = `memberId,加分\n${number},20\n`;
    await world.gateway.order('file', { who: '群主', id: 'f1', text });
    const before = world.gateway.told.length;
    const hears = (what: RegExp) =>
      world.gateway.until((told) => told.did === 'text' && what.test(String(told.text)), before);
    await answerTo('群主', '批量加分 周末活动');
    await hears(/^1 位群友，共 \+20 积分（周末活动）/);
    expect(world.gateway.count('asked for the file')).toBe(1);
    // Nobody is asked for a file that no command needs.
    await world.gateway.order('file', { who: '小明', id: 'f2', text: 'holiday' });
    await heard();
    expect(world.gateway.count('asked for the file')).toBe(1);
    const large = 'x'.repeat(2_000_001);
    await world.gateway.order('file', { who: '群主', id: 'f3', text: large });
    await answerTo('群主', '批量加分 周末活动');
    await hears(/^名单太长了/);
    const url = 'http://10.0.0.1/list.csv';
    await world.gateway.order('file', { who: '群主', id: 'f4', url });
    await answerTo('群主', '批量加分 周末活动');
    await hears(/^名单没有收到/);
  });

  test('a picture follows its words', async () => {
    await answerTo('小强', '看图');
    const sent = await world.gateway.until(({ did }) => did === 'file');
    expect(sent).toMatchObject({ place: GROUP, name: '排行榜.png', bytes: 70 });
  });

  test('a link follows its words as a card, and as words where the gateway has no cards', async () => {
    await answerTo('小强', '看链接');
    const sent = await world.gateway.until(({ did }) => did === 'card');
    const { title, address: url, description } = CARD;
    expect(sent).toMatchObject({ place: GROUP, title, url, description });
    await world.gateway.order('fail', { what: 'card', how: 'no cards here' });
    const before = world.gateway.told.length;
    await answerTo('小强', '看链接');
    const isWords = (told: Readonly<Record<string, unknown>>) => `${told.text}`.includes(url);
    const words = await world.gateway.until(isWords, before);
    expect(words.text).toBe('报名\n先到先得\nhttps://example.com/a');
    await world.gateway.order('fail', { what: 'card' });
    expect(world.gateway.count('card')).toBe(1);
  });

  test('a picture that the gateway did not confirm is not sent a second time', async () => {
    await world.gateway.order('fail', { what: 'file', how: 'late' });
    const before = world.gateway.count('file');
    await answerTo('小芳', '看图');
    await world.gateway.until(({ did }) => did === 'file', world.gateway.told.length - 1);
    await heard();
    await world.gateway.order('fail', { what: 'file' });
    expect(world.gateway.count('file')).toBe(before + 1);
  });

  test('whoever comes is noted with the inviter, and is not lost when nobody says who it was', async () => {
    await world.gateway.order('join', { who: '小刚', by: '小红' });
    await world.gateway.order('join', { who: '小丽' });
    await heard();
    const host = world.member('wxid_小红')?.memberId;
    expect(world.member('wxid_小刚')).toMatchObject({ name: '小刚', invitedBy: host });
    expect(world.member('wxid_小丽')).toMatchObject({ name: '小丽', invitedBy: null });
    expect(world.member('wxid_小丽')?.joinedAt).not.toBeNull();
  });

  test('the owner of the group may manage it at once', async () => {
    expect(
      (await answerTo('群主', '加分 @小刚\u2005 7 帮忙', { mentions: ['小刚'] })).text,
    ).toContain('7');
    expect(world.member('wxid_小刚')).toMatchObject({ points: 7 });
    expect(world.member('wxid_群主')).toMatchObject({ role: 'owner' });
  });

  test('a new owner takes over the rights, and the old one loses them', async () => {
    await world.gateway.order('owner', { who: '小红' });
    await heard();
    await heard();
    expect(world.member('wxid_群主')).toMatchObject({ role: 'member' });
    expect(world.member('wxid_小红')).toMatchObject({ role: 'owner' });
    await world.gateway.order('owner', { who: '群主' });
  });

  test('somebody who is put out is put out of WeChat, and noted as gone', async () => {
    await answerTo('群主', '请出 @小丽\u2005', { mentions: ['小丽'] });
    const removed = await world.gateway.until(({ did }) => did === 'remove');
    expect(removed).toMatchObject({ group: GROUP, person: 'wxid_小丽' });
    await world.gateway.order('leave', { who: '小丽', by: '群主' });
    await heard();
    expect(world.member('wxid_小丽')?.leftAt).not.toBeNull();
  });

  test('private talk is answered in private', async () => {
    const said = await answerTo('小强', '我的积分', { to: '群力' });
    expect(said).toMatchObject({ place: 'wxid_小强' });
  });

  test('what looks like markup, in a name or in a text, stays text', async () => {
    const evil = '<a href="x">@所有人</a>[CQ:at,qq=all] *bold*';
    await world.gateway.order('enter', { who: evil });
    const said = await answerTo(evil, '签到');
    expect(said.mentions).toEqual([]);
    expect(world.member(`wxid_${evil}`)).toMatchObject({ name: evil, points: 5 });
    const hugged = await answerTo('小红', `抱抱 @${evil}\u2005`, { mentions: [evil] });
    expect(hugged.mentions).toEqual([`wxid_${evil}`]);
  });

  test('a message that comes three times counts once', async () => {
    const before = Number(world.member('wxid_小刚')?.messages);
    await world.gateway.order('say', { who: '小刚', text: '早上好' });
    await world.gateway.order('again');
    await heard();
    expect(world.member('wxid_小刚')?.messages).toBe(before + 1);
  });

  test('talk keeps its order, however fast it comes', async () => {
    const before = Number(world.member('wxid_小刚')?.messages);
    await world.gateway.order('chatter', { who: '小刚', text: '刷屏', times: 300 });
    await heard();
    expect(world.member('wxid_小刚')?.messages).toBe(before + 300);
  });

  test('frames that make no sense are counted, and nothing falls over', async () => {
    await world.gateway.order('broken');
    const odd = { event: 'room-join', payload: { inviteeIdList: 'all', roomId: 7 } };
    await world.gateway.order('odd', odd);
    await world.gateway.order('odd', { event: 'message', payload: { messageId: 'nobody knows' } });
    await world.gateway.order('odd', { event: 'message', payload: {} });
    expect(await heard()).toContain('0');
    expect(world.app.health()[0]?.dropped).toMatchObject({
      'unreadable frame': 1,
      'unreadable join': 1,
      'not told by the gateway': 1,
      'unreadable notice': 1,
    });
  });

  test('no token lies about as the name of a folder', () => {
    expect(existsSync(join(homedir(), '.wechaty/wechaty-puppet-service', TOKEN))).toBe(false);
  });

  test('no list of members was asked for', () => {
    expect(world.gateway.count('asked for all members')).toBe(0);
  });

  test('the doctor finds a running bot in its place, and does not disturb it', async () => {
    const found = await examined(world);
    expect(found.map(({ level }) => level)).toEqual(['advice']);
    expect(found[0]?.what).toContain('another program');
    expect(await heard()).toContain('0');
  });
});

/** What the doctor finds when the bot has gone, in words. */
async function doctorOf(world: World): Promise<string> {
  await world.leave();
  return (await examined(world)).map(({ what }) => what).join('\n');
}

/** What the doctor says about the account of a world. */
function examined(world: World, settings: Readonly<Record<string, unknown>> = {}) {
  const options = { ...world.settings, ...settings };
  return wechat.examine({
    ...botAt(world.port, options, partsIn(world.folder)),
    language: 'en',
  });
}

describe('a gateway on WeChat', () => {
  let world: World | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

  test('that dies and comes back is found again within seconds, and nothing is doubled', async () => {
    world = await openWorld();
    await world.link('live');
    await world.gateway.order('enter', { who: '小明' });
    await world.gateway.order('say', { who: '小明', text: '签到' });
    await world.gateway.until(({ did }) => did === 'text');
    await world.gateway.end();
    const down = await world.link('down');
    expect(down.trouble).toMatchObject({ kind: 'outage' });
    const died = performance.now();
    await world.restart();
    await world.link('live');
    expect(performance.now() - died).toBeLessThan(15_000);
    await world.gateway.order('say', { who: '小明', text: '签到' });
    await world.gateway.until(({ did }) => did === 'text');
    expect(world.gateway.texts).toHaveLength(1);
    expect(world.member('wxid_小明')).toMatchObject({ checkIns: 1, points: 5 });
  });

  test('of a careful operator speaks when it is spoken to, and says the rest along with that', async () => {
    world = await openWorld({ features: [...features, square], settings: { SPEAKS_FIRST: 'no' } });
    await world.link('live');
    const { gateway } = world;
    for (const who of ['小明', '小红']) await gateway.order('enter', { who });
    await gateway.order('say', { who: '小明', text: '通知一下' });
    await gateway.order('say', { who: '小明', text: '好的，知道了' });
    await gateway.order('say', { who: '小红', text: '签到' });
    await gateway.until(({ text }) => `${text}`.includes('+5 积分'));
    await gateway.order('say', { who: '小明', text: '签到' });
    await gateway.until(({ text }) => `${text}`.includes('第 2 位'));
    expect(gateway.texts).toHaveLength(2);
    expect(gateway.texts[0]).toMatch(/^签到成功，\+5 积分[\s\S]*\n\n今晚八点见。$/);
    expect(gateway.texts[1]).not.toContain('今晚八点见。');
  });

  test('stays logged in when the bot goes, and the next bot is there at once', async () => {
    world = await openWorld();
    await world.link('live');
    const { gateway } = world;
    expect(await doctorOf(world)).toContain('an account is logged in, in 1 group');
    expect(gateway.count('stop') + gateway.count('logout')).toBe(0);
  });

  test('with another token refuses, says so, and no token is told to anybody', async () => {
    world = await openWorld({ gateway: { token: 'insecure_another-one' } });
    const down = await world.link('down');
    expect(down.trouble).toEqual({
      kind: 'credentials',
      why: 'the gateway does not know this token',
    });
    expect(JSON.stringify([world.logged, world.app.health()])).not.toContain(TOKEN);
    const [found] = await examined(world);
    expect(found).toMatchObject({ level: 'problem', what: expect.stringContaining('token') });
  });

  test('with a certificate of somebody else is not believed, and hears no token', async () => {
    const fixtures = join(import.meta.dirname, 'fixtures/wechat');
    const files = { cert: join(fixtures, 'cert.pem'), key: join(fixtures, 'key.pem') };
    world = await openWorld({ gateway: files, settings: { TLS: 'on' } });
    const down = await world.link('down');
    expect(down.trouble?.kind).toBe('outage');
    expect(world.gateway.count('start')).toBe(0);
    const [advice, problem] = await examined(world);
    expect(advice?.todo).toContain('a certificate of your own');
    expect(problem).toMatchObject({ level: 'problem', todo: expect.stringContaining('TLS') });
  });

  test('without an account is connected, but not taken for live', async () => {
    world = await openWorld({ isLoggedIn: false });
    const health = await world.link('authorized');
    expect(health.trouble).toBeUndefined();
    await world.gateway.order('login');
    await world.link('live');
    await world.gateway.order('logout');
    const down = await world.link('down');
    expect(down.trouble?.why).toContain('scan the code');
    await world.leave();
    expect((await examined(world)).at(-1)).toMatchObject({
      level: 'problem',
      what: expect.stringContaining('no WeChat account'),
    });
  });

  test('whose login has given everybody a new id is noticed, and nobody is taken for another', async () => {
    world = await openWorld({ gateway: { ids: 'a1' } });
    await world.link('live');
    await world.gateway.order('enter', { who: '小明' });
    await world.gateway.order('say', { who: '小明', text: '签到' });
    await world.gateway.until(({ did }) => did === 'text');
    await world.gateway.end();
    await world.restart({ ids: 'b2' });
    await world.link('live');
    await world.gateway.order('enter', { who: '小明' });
    await world.gateway.order('say', { who: '小明', text: '我的积分' });
    const said = await world.gateway.until(({ did }) => did === 'text');
    expect(said).toMatchObject({ place: '@@b2' });
    await world.gateway.order('say', { who: '小明', text: '签到榜' });
    await world.gateway.until(
      ({ did, place, text }) =>
        did === 'text' && place === '@@b2' && /换了新编号.*\n.*「关联 关联码」/.test(`${text}`),
    );
    await world.gateway.order('say', { who: '小明', text: '签到日历' });
    await world.gateway.until(({ text }) => /小明 · /.test(`${text}`));
    const told = world.gateway.texts.filter((text) => /我一时认不出/.test(`${text}`));
    expect(told).toHaveLength(1);
    expect(world.member('@a1小明')).toMatchObject({ points: 5 });
    expect(world.member('@b2小明')).toMatchObject({ points: 0 });
    expect(JSON.stringify(world.logged)).toMatch(/change at every login.*identity lost/);
    expect(await doctorOf(world)).toContain('new ids at every login');
  });

  // After wxid_… nobody was told anything, and everybody began at 0 points.
  test('of another sort has new ids, too: the group hears what became of its points', async () => {
    world = await openWorld();
    await world.link('live');
    await world.gateway.order('enter', { who: '小明' });
    await world.gateway.order('say', { who: '小明', text: '签到' });
    await world.gateway.until(({ did }) => did === 'text');
    await world.gateway.end();
    await world.restart({ ids: 'a1' });
    await world.link('live');
    await world.gateway.order('enter', { who: '小明' });
    await world.gateway.order('say', { who: '小明', text: '我的积分' });
    await world.gateway.until(({ text }) => /我一时认不出谁是谁/.test(`${text}`));
  });

  test('that is not there is an outage, and the doctor says what to look at', async () => {
    const parts = partsIn('nowhere');
    const found = await wechat.examine({
      ...botAt(await freePort(), {}, parts),
      language: 'en',
    });
    expect(found).toMatchObject([
      {
        level: 'problem',
        what: expect.stringMatching(/^nothing listens at 127\.0\.0\.1:\d+$/),
        todo: expect.stringContaining('running'),
        details: expect.stringContaining('ECONNREFUSED'),
      },
    ]);
  });
});
