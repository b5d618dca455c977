/** Members whose names pass for a manager's are marked, and the managers are told once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { skeletonOf } from '#kit';
import { features } from '../commands/index.ts';
import { LOOK_ALIKES } from '../src/kit/look-alikes.ts';
import { TimedChat } from './timed-chat.ts';

/** A group with an owner called Admin and a manager called 小明, who have heard nothing yet. */
async function open(language: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN'): Promise<TimedChat> {
  const chat = await TimedChat.open({
    features,
    settings: { 'community.language': language, 'points.giveOn': true },
  });
  await chat.hear({ type: 'role', member: 'boss', role: 'owner' });
  await renames(chat, 'boss', 'Admin');
  await renames(chat, 'ming', '小明');
  await chat.says('boss', '任命 @小明 运营', { name: 'Admin', mentions: ['ming'] });
  await chat.app.settle();
  chat.said.length = 0;
  return chat;
}

async function renames(chat: TimedChat, member: string, name: string) {
  await chat.hear({ type: 'rename', member, name });
  await chat.app.settle();
}

/** What is answered in the group. */
async function answer(chat: TimedChat, who: { from: string; name: string }, text: string) {
  const before = chat.heardBy('g1').length;
  await chat.says(who.from, text, { name: who.name });
  await chat.app.settle();
  return chat.heardBy('g1').slice(before).join('\n');
}

test.for([
  [
    'zh-CN',
    '「Аdmin」（账号 u7）和群主「Admin」的名字看起来一样，请留意。我会在这个名字后面标上 ⚠。',
  ],
  [
    'zh-TW',
    '「Аdmin」（帳號 u7）和群主「Admin」的名字看起來一樣，請留意。我會在這個名字後面標上 ⚠。',
  ],
  ['en', '“Аdmin” (account u7) looks like the owner “Admin”. Take care; I mark that name with ⚠.'],
] as const)('owner and manager hear once of a look-alike (%s)', async ([language, words]) => {
  await using chat = await open(language);
  await renames(chat, 'u7', 'Аdmin');
  await renames(chat, 'u7', 'somebody');
  await renames(chat, 'u7', 'Аdmin');
  await answer(chat, { from: 'u7', name: 'Аdmin' }, '/checkin');
  expect([chat.heardBy('@boss'), chat.heardBy('@ming')]).toEqual([[words], [words]]);
});

test('whoever joins, renames or speaks under such a name is noticed', async () => {
  await using chat = await open();
  await chat.hear({ type: 'join', member: 'u1', name: 'ＡＤＭＩＮ' });
  await renames(chat, 'u2', '小\u200b明');
  const talk = chat.says('u3', '大家好', { name: 'Adm1n' });
  await chat.app.settle();
  await talk;
  await chat.app.settle();
  expect(chat.heardBy('@boss')).toHaveLength(3);
});

test('a look-alike is marked wherever the name is shown, until the name is another', async () => {
  await using chat = await open();
  await answer(chat, { from: 'u7', name: '小明 👑' }, '签到');
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '签到榜')).toContain('小明 👑⚠ 09:00');
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '排行榜')).toContain('小明 👑⚠');
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '排行榜 签到')).toContain('小明 👑⚠');
  await renames(chat, 'u7', '小红');
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '签到榜')).not.toContain('⚠');
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '排行榜')).not.toContain('⚠');
});

test('whoever gets points from a look-alike, or gives it some, reads the mark', async () => {
  await using chat = await open();
  const imitator = { from: 'u7', name: 'Аdmin' };
  await answer(chat, { from: 'u8', name: '小红' }, '签到');
  await answer(chat, imitator, '签到');
  await chat.says('u8', '赠送 @Аdmin 2', { name: '小红', mentions: ['u7'] });
  await chat.says('u7', '赠送 @小红 1', { name: 'Аdmin', mentions: ['u8'] });
  await chat.app.settle();
  const [received, given] = chat.heardBy('g1').slice(-2);
  expect(received).toContain('@Аdmin⚠ +2');
  expect(given).toContain('Аdmin⚠ 送给你的');
});

test('the manager is not marked, nor is anybody of another group', async () => {
  await using chat = await open();
  await chat.hear({ type: 'rename', group: 'g2', member: 'u8', name: 'Admin' });
  await answer(chat, { from: 'ming', name: '小明' }, '签到');
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '排行榜')).not.toContain('⚠');
  expect(chat.heardBy('@boss')).toEqual([]);
});

test('who was here before is compared when somebody of that name becomes a manager', async () => {
  await using chat = await open();
  await renames(chat, 'early', 'Bоss');
  await renames(chat, 'late', 'Boss');
  await chat.hear({ type: 'role', member: 'late', role: 'admin' });
  expect(chat.heardBy('@boss')).toEqual([]);
  await answer(chat, { from: 'early', name: 'Bоss' }, '签到');
  expect(chat.heardBy('@boss')).toEqual([expect.stringContaining('管理员「Boss」')]);
});

test('of a raid managers hear five times an hour', async () => {
  await using chat = await open();
  for (let raider = 0; raider < 30; raider += 1) await renames(chat, `u${raider}`, 'АDMIN');
  expect(chat.heardBy('@boss')).toHaveLength(5);
  await chat.pass(3_601_000);
  await renames(chat, 'another', 'АDMIN');
  expect(chat.heardBy('@boss')).toHaveLength(6);
});

test('a mark outlives a restart, and nobody is told again', async () => {
  await using chat = await open();
  await answer(chat, { from: 'u7', name: 'Аdmin' }, '签到');
  await chat.stop();
  await chat.reopen();
  expect(await answer(chat, { from: 'boss', name: 'Admin' }, '签到榜')).toContain('Аdmin⚠');
  await answer(chat, { from: 'u7', name: 'Аdmin' }, '我的积分');
  expect(chat.heardBy('@boss')).toHaveLength(1);
});

describe('whatever a manager is called', () => {
  const list = join(import.meta.dirname, '../../shared/data/blns.json');
  const isThere = existsSync(list);

  test('each letter that passes for one of the name is noticed', () => {
    const wanted = 'Owner小明abcdefghijklmnopqrstuvwxyz0123456789';
    for (const [character, passesFor] of LOOK_ALIKES) {
      const index = wanted.toLowerCase().indexOf(passesFor);
      if (index < 0) continue;
      const name = wanted.slice(0, index) + character + wanted.slice(index + passesFor.length);
      expect(skeletonOf(name), name).toBe(skeletonOf(wanted));
    }
  });

  test.runIf(isThere)('naughty strings as names pass for themselves and disturb nothing', () => {
    const strings = z.array(z.string()).parse(JSON.parse(readFileSync(list, 'utf8')));
    for (const text of strings) {
      expect(skeletonOf(`\u200b${text.slice(0, 150)}\u200d`)).toBe(skeletonOf(text.slice(0, 150)));
    }
  });

  test('emoji sequences decorate a name and are nobody’s', () => {
    const emoji = ['👨‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇨🇳', '1️⃣', '❤️', '🧑🏿‍🚀'];
    const bare = emoji.filter((sign) => skeletonOf(sign) !== '' && sign !== '1️⃣');
    expect(bare).toEqual([]);
    for (const sign of emoji.filter((one) => one !== '1️⃣')) {
      expect(skeletonOf(`${sign}Admin${sign}`)).toBe(skeletonOf('Admin'));
    }
  });
});
