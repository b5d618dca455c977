/**
 * A group's day on QQ, over each of the three ways to connect: members talk, check in, answer with
 * a number, bring somebody along and leave; the bot answers, mentions, shows a picture, mutes,
 * removes and takes back.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { features } from '../../../commands/index.ts';
import { FakeQq, GROUP, SELF, type Segment } from './fake.ts';
import { freePort, type Given, openWorld, until, untilLive } from './qq-world.ts';
import { stage } from './stage-feature.ts';

const [OWNER, MING, HONG, LAN] = [41, 42, 43, 44];
const PIXEL = Buffer.from('89504e470d0a1a0a', 'hex');

const folder = mkdtempSync(join(tmpdir(), 'qunli-picture-'));
const picture = join(folder, 'pixel.png');
writeFileSync(picture, PIXEL);
afterAll(() => rmSync(folder, { recursive: true }));

interface Way {
  readonly given: (qq: FakeQq) => Promise<Given>;
  /** What the other side does once the bot listens. */
  readonly begin?: (qq: FakeQq, given: Given) => void;
}

const ways: Readonly<Record<string, Way>> = {
  'a forward WebSocket': {
    given: async (qq) => ({ URL: `ws://127.0.0.1:${await qq.listen()}`, TOKEN: 'tok' }),
  },
  'a reverse WebSocket': {
    given: async () => ({ LISTEN: String(await freePort()), TOKEN: 'tok' }),
    begin: (qq, { LISTEN }) => qq.dial(`ws://127.0.0.1:${LISTEN}/onebot`),
  },
  'HTTP in both directions': {
    given: async (qq) => ({
      HTTP_URL: `http://127.0.0.1:${await qq.listen()}`,
      LISTEN: String(await freePort()),
      TOKEN: 'tok',
      SECRET: 'seal',
    }),
    begin: (qq, { LISTEN }) => qq.postTo(`http://127.0.0.1:${LISTEN}/`, 'seal'),
  },
};

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function group({ given, begin }: Way) {
  const qq = new FakeQq({ token: 'tok', nickname: '小 助手' });
  opened.push(() => qq.close());
  const { members } = qq.group(GROUP);
  members.set(OWNER, { nickname: '群主', role: 'owner' });
  members.set(MING, { nickname: 'ming', card: '小明', role: 'member' });
  members.set(HONG, { nickname: '小红', role: 'member' });
  const settings = await given(qq);
  const world = await openWorld({ given: settings, features: [...features, stage(picture)] });
  opened.push(() => world.close());
  begin?.(qq, settings);
  await untilLive(world);
  return { qq, world };
}

const text = (words: string): Segment => ({ type: 'text', data: { text: words } });
const at = (account: number): Segment => ({ type: 'at', data: { qq: String(account) } });

/** Waits for the next thing that the bot says. */
async function answerTo(qq: FakeQq, speak: () => void) {
  const before = qq.sent.length;
  speak();
  await until(() => qq.sent.length > before, 'an answer');
  const said = qq.sent[before];
  return { segments: said?.segments ?? [], text: qq.texts[before] ?? '' };
}

async function deedAfter(qq: FakeQq, action: string, speak: () => void) {
  const done = () => qq.calls.find((call) => call.action === action);
  speak();
  await until(() => done() !== undefined, action);
  return done()?.params;
}

describe.for(Object.entries(ways))('over %s', ([, way]) => {
  test('a group has its day', { timeout: 30_000 }, async () => {
    const { qq, world } = await group(way);

    // 小明 checks in; the bot quotes the message and says it in text segments only.
    const checkedIn = await answerTo(qq, () => qq.say({ from: MING, text: '签到', id: 7_001 }));
    expect(checkedIn.segments[0]).toEqual({ type: 'reply', data: { id: '7001' } });
    expect(checkedIn.text).toContain('+5');

    // By mention, in the middle of things.
    const asked = await answerTo(qq, () =>
      qq.say({ from: HONG, segments: [at(SELF), text(' 语言')] }),
    );
    expect(asked.text).toMatch(/1\. .+\n2\. .+\n3\. English/);
    const chosen = await answerTo(qq, () => qq.say({ from: HONG, text: '3' }));
    expect(chosen.text).toContain('English');

    // A picture, and whoever asked is mentioned.
    const shown = await answerTo(qq, () => qq.say({ from: MING, text: '看图' }));
    expect(shown.segments.map(({ type }) => type)).toEqual(['at', 'text', 'image']);
    expect(shown.segments[0]).toEqual({ type: 'at', data: { qq: String(MING) } });
    const image = `base64://${PIXEL.toString('base64')}`;
    expect(shown.segments[2]).toEqual({ type: 'image', data: { file: image } });

    // A file goes up beside its words; where an implementation has no such action, they tell of it.
    await answerTo(qq, () => qq.say({ from: OWNER, text: '拿文件' }));
    const uploads = () => qq.calls.filter(({ action }) => action === 'upload_group_file');
    expect(uploads()[0]?.params).toMatchObject({ file: image, name: 'pixel.png' });
    expect(qq.texts.at(-1)).toBe('请看');
    qq.takesFiles = false;
    const told = await answerTo(qq, () => qq.say({ from: OWNER, text: '拿文件' }));
    expect(told.text).toMatch(/请看\n（这里有一个文件/);
    expect(uploads()).toHaveLength(2);

    // 小兰 is brought along by 小明, says something, and leaves.
    qq.join(LAN, { by: MING, kind: 'invite' });
    await answerTo(qq, () => qq.say({ from: LAN, text: '签到' }));
    const invited = world.query(`
      select inviters.name from memberships
      join members on members.id = memberships.member_id
      join members as inviters on inviters.id = memberships.inviter_id
      where members.name = '群友${LAN}'`);
    expect(invited).toEqual(['小明']);
    qq.leave(LAN);

    // What only admins may do, by those who are.
    const refused = await answerTo(qq, () =>
      qq.say({ from: HONG, segments: [text('安静 '), at(MING)] }),
    );
    expect(refused.text).toContain('you need to be an admin');
    const muted = await deedAfter(qq, 'set_group_ban', () =>
      qq.say({ from: OWNER, segments: [text('安静 '), at(HONG)] }),
    );
    expect(muted).toEqual({ group_id: GROUP, user_id: HONG, duration: 600 });
    const removed = await deedAfter(qq, 'set_group_kick', () =>
      qq.say({ from: OWNER, segments: [text('请出'), at(HONG)] }),
    );
    expect(removed).toEqual({ group_id: GROUP, user_id: HONG, reject_add_request: false });
    const takenBack = await deedAfter(qq, 'delete_msg', () =>
      qq.say({ from: MING, text: '吞回', id: -7_002 }),
    );
    expect(takenBack).toEqual({ message_id: -7_002 });

    // In private.
    const alone = await answerTo(qq, () => qq.sayPrivately(MING, '我的积分'));
    expect(alone.text).toContain('5');
    expect(qq.calls.at(-1)?.action).toBe('send_private_msg');

    await world.app.settle();
    const left = `select count(*) from memberships where left_at is not null`;
    await until(() => world.query(left)[0] === 2, 'both leaves');
    expect(world.logged).toEqual([]);
    expect(qq.statuses.every((status) => status === 204)).toBe(true);
  });
});
