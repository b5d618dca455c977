/** A poll whose deadline falls into an outage, by the real clock's rules. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instantOf, parseInstant, parsePlatformId } from '#kit';
import { sandboxBot } from '../../bots/sandbox/index.ts';
import { ChatMember } from '../../src/testing/chat-member.ts';
import { heardFrom } from '../../src/testing/heard.ts';
import { openTestApp } from '../../test/app.ts';
import { features } from '../index.ts';

async function openAt(file: string, time: string) {
  const now = instantOf(parseInstant(time) ?? 0);
  const said: string[] = [];
  const bot = sandboxBot(async (delivery) => {
    said.push(heardFrom(delivery).text);
  });
  const clock = { isSet: false, now: () => now };
  const logged: unknown[] = [];
  const settings = { 'points.chatPoints': 0 };
  const app = await openTestApp({ file, features, bots: [bot], clock, logged, settings });
  let ids = 0;
  const member = (name: string) => {
    const [account, group] = [parsePlatformId(name), parsePlatformId('g1')];
    assert(account && group);
    const surroundings = {
      now: () => now,
      freshId: () => `${now}-${++ids}`,
      happen: async (event: Parameters<typeof app.receive>[1]) => {
        await app.receive(bot, event);
        await app.settle();
      },
    };
    return new ChatMember(surroundings, { name, account, group });
  };
  return { app, member, said, logged };
}

test('after an outage the end of a poll is told, and no reminder of it; what came late counts not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-polls-'));
  const file = join(folder, 'qunli.db');
  const before = await openAt(file, '2026-03-01T09:00:00+08:00');
  await before.member('小明').says('发起投票 晚饭 | 面 | 饭 | +截止 5小时');
  await before.member('小红').says('1');
  await before.app.close();
  const after = await openAt(file, '2026-03-02T09:00:00+08:00');
  await after.app.tick();
  await after.app.settle();
  expect(after.said).toEqual([
    '1 号投票结束：晚饭（1 票）\n1. 面 ▇▇▇▇▇▇▇▇ 1 票 100%\n2. 饭 0 票\n胜出：面',
  ]);
  await after.member('小刚').says('2');
  await after.member('小刚').says('投票结果');
  expect(after.said.at(-1)).toMatch(/^1 号投票结束：晚饭（1 票）/);
  expect([...before.logged, ...after.logged]).toEqual([]);
  await after.app.close();
  rmSync(folder, { recursive: true });
});
