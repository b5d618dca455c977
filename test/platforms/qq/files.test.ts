/** Files that members send on QQ, fetched over real HTTP when a command needs them. */
import { afterEach, expect, test } from 'vitest';
import { type Bot, type Connection, UNHEARD } from '#kit';
import { FakeQq, GROUP } from './fake.ts';
import { openBot, openWorld, until, untilLive } from './qq-world.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const BOSS = 1;
const MING = 2;

test('a list sent before its command, as a file of its own, is read and paid', async () => {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  qq.group(GROUP).members.set(BOSS, { nickname: '老板', role: 'owner' });
  qq.group(GROUP).members.set(MING, { nickname: '小明', role: 'member' });
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const world = await openWorld({ given });
  opened.push(() => world.close());
  await untilLive(world);
  qq.say({ from: BOSS, text: '早' });
  qq.say({ from: MING, text: '签到' });
  await until(() => qq.texts.some((text) => text.includes('签到成功')));
  const [ming] = world.query("select id from members where name = '小明'");
  qq.sendFile(MING, 'other', Buffer.from(`memberId,加分\n${ming},999\n`));
  qq.sendFile(BOSS, 'list', Buffer.from(`memberId,加分\n${ming},20\n`));
  qq.say({ from: BOSS, text: '批量加分 周末活动' });
  await until(
    () => qq.texts.some((text) => /1 位群友，共 \+20 积分（周末活动）/.test(text)),
    () => qq.texts.join('\n'),
  );
  // Whoever quotes a file means that one.
  const other = qq.sendFile(BOSS, 'newer', Buffer.from(`memberId,加分\n${ming},30\n`));
  qq.sendFile(BOSS, 'newest', Buffer.from('nothing'));
  const quoting = [
    { type: 'reply', data: { id: String(other.message_id) } },
    { type: 'text', data: { text: '批量加分 周末活动' } },
  ];
  qq.say({ from: BOSS, segments: quoting });
  await until(() => qq.texts.some((text) => /共 \+30 积分/.test(text)));
});

async function connected() {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const port = await qq.listen();
  const bot = await openBot({ given: { URL: `ws://127.0.0.1:${port}` } });
  const connection: Connection = await bot.open(UNHEARD);
  opened.push(() => connection.close());
  return { qq, bot };
}

const fetched = (bot: Bot, ref: string, most = 1_000) => bot.fetch?.(ref, most);

test('a file is fetched whole, and no further than is allowed', async () => {
  const { qq, bot } = await connected();
  qq.files.set('small', Buffer.from('编号'));
  qq.files.set('large', Buffer.alloc(5_000));
  const whole = { kind: 'fetched', bytes: Buffer.from('编号') };
  expect(await fetched(bot, `${GROUP}/2/small`)).toEqual(whole);
  expect(await fetched(bot, '/2/small'), 'in private').toEqual(whole);
  expect(await fetched(bot, `${GROUP}/2/large`)).toEqual({ kind: 'tooLarge' });
  expect(await fetched(bot, `${GROUP}/2/gone`)).toMatchObject({ kind: 'unavailable' });
  expect(await fetched(bot, 'nonsense')).toMatchObject({ kind: 'unavailable' });
});

test('where no address is given the bytes are asked for', async () => {
  const { qq, bot } = await connected();
  const base64 = Buffer.from('1,20').toString('base64');
  qq.fileAnswers.set('get_group_file_url', { url: '' });
  qq.fileAnswers.set('get_file', { file: '/root/.config/QQ/list.csv', base64 });
  const whole = { kind: 'fetched', bytes: Buffer.from('1,20') };
  expect(await fetched(bot, `${GROUP}/2/list`)).toEqual(whole);
  expect(await fetched(bot, `${GROUP}/2/list`, 3)).toEqual({ kind: 'tooLarge' });
});

test.for([
  'file:///etc/passwd',
  '/etc/passwd',
  'http://10.0.0.1/list.csv',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]/list.csv',
  'http://localhost:1/list.csv',
  'http://0x7f.0.0.2/list.csv',
])('a file that is said to lie at %s is not looked for there', async (url) => {
  const { qq, bot } = await connected();
  qq.fileAnswers.set('get_group_file_url', { url });
  qq.fileAnswers.set('get_file', { file: '/etc/passwd', url });
  const told = await fetched(bot, `${GROUP}/2/list`);
  expect(told).toMatchObject({ kind: 'unavailable' });
  expect(JSON.stringify(told)).toMatch(/private|neither/);
});
