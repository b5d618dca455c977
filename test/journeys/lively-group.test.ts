/**
 * A day in a lively group, as its members read it. The files beside this test are the chat: run
 * `npx vitest run test/journeys -u` to write what the bot says now, and read the difference.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { type ChatOptions, openChat } from '../../src/testing/open-chat.ts';
import { Transcript } from './transcript.ts';

const DAYS = [
  ['zh-CN', { now: '2026-03-01T08:00:00+08:00' }, '+08:00'],
  ['en', { now: '2026-03-01T08:00:00-05:00', zone: 'America/New_York' }, '-05:00'],
] as const satisfies readonly (readonly [string, Partial<ChatOptions>, string])[];

test.for(DAYS)('a lively group in %s', async ([language, options, zone]) => {
  const file = join(import.meta.dirname, `lively-group.${language}.txt`);
  const settings = { 'points.chatPoints': 0, 'lottery.preset': 'none' };
  await using chat = await openChat({ features, language, settings, ...options });
  const transcript = new Transcript(chat, zone);
  await expect(await transcript.play(readFileSync(file, 'utf8'))).toMatchFileSnapshot(file);
  expect(chat.errors).toEqual([]);
  expect(exportedRows(chat, { what: 'members' })).toHaveLength(30);
  // The two who stayed are worth points; the two who left again are not.
  const states = exportedRows(chat, { what: 'invitations' }).map(({ state }) => state);
  expect(states.toSorted()).toEqual(['left', 'left', 'valid', 'valid']);
  // Whoever has left has no prize.
  expect(exportedRows(chat, { what: 'lotteries' })).toHaveLength(1);
});
