/** Reminders that were due while the program was not running: left out, and never a burst. */
import { expect, test } from 'vitest';
import { TimedChat } from '../../test/timed-chat.ts';
import { checkin } from '../checkin/index.ts';
import { remind } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 阿强 runs a group; 1 March 2026, 12:00. */
async function open(...typed: readonly string[]): Promise<TimedChat> {
  const now = '2026-03-01T12:00:00+08:00';
  const chat = await TimedChat.open({ features: [remind, checkin], now });
  await chat.hear({ type: 'role', member: '阿强', role: 'admin' });
  for (const each of typed) await chat.says('阿强', each);
  await chat.live(MINUTE);
  chat.said.length = 0;
  return chat;
}

/** The program is off for so long; then it has a minute. */
async function off(chat: TimedChat, ms: number): Promise<void> {
  await chat.off(ms);
  await chat.live(MINUTE);
}

test('what was due days ago is left out, and the next evening is as any other', async () => {
  await using chat = await open('签到', '提醒签到 20:00', '话题 加 书？', '话题 加 电影？');
  await off(chat, 5 * DAY + 3 * HOUR);
  expect(chat.heardBy('g1')).toEqual([]);
  await chat.live(6 * HOUR);
  const [heard = '', ...more] = chat.heardBy('g1');
  expect(heard).toBe('还有 1 人今天没签到，连签别断：签到\n\n今日话题：书？');
  expect(more).toEqual([]);
});

test('a bot that was away wakes nobody: it does not know whether anybody has spoken', async () => {
  await using chat = await open('冷场叫醒 开');
  await off(chat, 3 * DAY);
  expect(chat.heardBy('g1')).toEqual([]);
});
