/** Files that members send in Telegram, fetched over real HTTP when a command needs them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fetched, Fetching } from '#kit';
import { Api } from '../../../bots/telegram/api.ts';
import { fetchFile } from '../../../bots/telegram/fetch.ts';
import { realTimers } from '../../../src/host.ts';
import { FakeTelegram, TOKEN } from './fake.ts';
import { type LoneBot, openBot } from './lone-bot.ts';
import { GROUP, openWorld, type World } from './world.ts';

describe('a list of points', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    world.fake.admins.set(GROUP, [
      { status: 'creator', user: { id: 1, is_bot: false, first_name: '老板' } },
    ]);
  });
  afterAll(() => world.close());

  test('sent as a file with its command beside it is read and answered', async () => {
    const boss = world.person(1, '老板');
    world.person(2, '小明').says('早');
    boss.says('平台状态');
    await world.hears(/telegram/i);
    const [[ming] = []] = world.rows("select id from members where name = '小明'");
    world.fake.files.set('list', Buffer.from(`memberId,加分\n${ming},20\n`));
    boss.says('', {
      text: undefined,
      caption: '批量加分 周末活动',
      document: { file_id: 'list', file_name: '名单.csv', file_size: 30 },
    });
    await world.hears(/^1 位群友，共 \+20 积分（周末活动）/);
    boss.says('确认发分 1');
    await world.hears(/^\+20 积分，给了 1 位群友/);
  });
});

describe('a file', () => {
  const fetched = async (lone: LoneBot, ref: string, most = 1_000) => lone.bot.fetch?.(ref, most);

  test('is fetched whole, and no further than is allowed', async () => {
    await using lone = await openBot();
    lone.fake.files.set('small', Buffer.from('编号'));
    lone.fake.files.set('large', Buffer.alloc(5_000));
    const small = await fetched(lone, 'small');
    expect(small).toEqual({ kind: 'fetched', bytes: Buffer.from('编号') });
    expect(await fetched(lone, 'large')).toEqual({ kind: 'tooLarge' });
  });

  // «名单没有收到，请再发一次» for every file, because the root was written with a slash behind it.
  test.for(['/', '/telegram', '/telegram/'])('is found where the root ends in %s', async (path) => {
    await using lone = await openBot({ path });
    lone.fake.files.set('list', Buffer.from('编号'));
    const whole = { kind: 'fetched', bytes: Buffer.from('编号') };
    expect(await fetched(lone, 'list')).toEqual(whole);
  });

  test('that is gone is unavailable, without the token in the reason', async () => {
    await using lone = await openBot();
    const gone = await fetched(lone, 'nothing');
    expect(gone).toEqual({ kind: 'unavailable', why: 'answered with 404' });
    lone.fake.fail('getFile', { refuse: 400, description: 'Bad Request: file is too big' });
    expect(await fetched(lone, 'huge')).toEqual({ kind: 'tooLarge' });
    await lone.fake.stop();
    expect(JSON.stringify(await fetched(lone, 'x'))).not.toContain('TEST-token');
  });

  test('of a Bot API server of our own lies on this machine', async () => {
    await using lone = await openBot();
    const path = join(lone.folder, 'list.csv');
    writeFileSync(path, '1,2');
    lone.fake.places.set('local', path);
    expect(await fetched(lone, 'local')).toEqual({ kind: 'fetched', bytes: Buffer.from('1,2') });
    expect(await fetched(lone, 'local', 2)).toEqual({ kind: 'tooLarge' });
  });

  test('is never read from this machine because Telegram itself names a path', async () => {
    const path = join(import.meta.dirname, 'files.test.ts');
    const asked: string[] = [];
    const gone: Fetched = { kind: 'unavailable', why: 'not there' };
    const fetching: Fetching = {
      readLocal: async () => expect.fail('a file of this machine was read'),
      download: async ({ url }) => {
        asked.push(url);
        return gone;
      },
    };
    await using fake = await FakeTelegram.start();
    fake.places.set('x', path);
    const api = new Api({ token: TOKEN, root: fake.root, timers: realTimers });
    const telegram = { api, token: TOKEN, root: 'https://api.telegram.org', fetching };
    expect(await fetchFile(telegram, 'x', 1_000_000)).toEqual(gone);
    expect(asked).toEqual([`https://api.telegram.org/file/bot${TOKEN}/${path}`]);
  });

  test('in a forwarded message belongs to no wish of who forwards it', async () => {
    await using lone = await openBot();
    const from = { id: 5, is_bot: false, first_name: '小明' };
    const chat = { id: GROUP, type: 'supergroup' };
    const document = { file_id: 'f' };
    const message = { message_id: 7, date: 1_772_327_111, chat, from, document };
    lone.fake.push({ message: { ...message, forward_origin: {} } });
    lone.fake.push({ message: { ...message, message_id: 8, caption: '批量加分 x' } });
    await expect.poll(() => lone.events.length).toBe(2);
    expect(lone.events).toMatchObject([
      { attached: undefined },
      { attached: [{ kind: 'file', ref: 'f' }] },
    ]);
  });
});
