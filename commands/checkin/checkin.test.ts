import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { checkin } from './index.ts';

test('a member who checks in twice on one day is told so and earns once', async () => {
  await using chat = await openChat({ features: [checkin], now: '2026-03-01T23:59:30+08:00' });
  const ming = chat.member('小明');
  await ming.says('签到');
  chat.hears('签到成功,+5 积分!今天第 1 位,已连续 1 天。');
  await ming.says('簽到');
  chat.hears('今天已经签到过了。');
  await chat.advance({ seconds: 60 });
  await ming.says('签到');
  chat.hears(/签到成功/);
  expect(await chat.pointsOf(ming)).toBe(10);
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});
