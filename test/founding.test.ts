/** The operator's language and zone are for new communities; those that are there keep theirs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { type ChatOptions, openChat } from '../src/testing/open-chat.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-founding-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function reopened(now: string, options: Partial<ChatOptions> = {}) {
  return openChat({ features, folder, now, ...options });
}

test('an English group stays English when the bot is started without QUNLI_LANGUAGE', async () => {
  {
    await using chat = await reopened('2026-03-01T09:00:00+08:00', { language: 'en' });
    await chat.member('Ming').says('checkin');
    chat.hears(/^Checked in, \+5!/);
  }
  await using chat = await reopened('2026-03-02T09:00:00+08:00', { language: 'zh-CN' });
  await chat.member('Ming').says('checkin', { id: 'next-day' });
  chat.hears(/streak 2\.$/);
  await chat.member('小刚', 'g2').says('签到');
  chat.hears(/^签到成功/);
});

test('streak and calendar tell the same days when QUNLI_TIME_ZONE changes', async () => {
  {
    await using chat = await reopened('2026-03-01T09:00:00+08:00');
    await chat.member('小明').says('签到');
    chat.rest();
  }
  await using chat = await reopened('2026-03-02T09:00:00+08:00', { zone: 'America/New_York' });
  await chat.member('小明').says('签到', { id: 'next-day' });
  chat.hears(/已连续 2 天/);
  await chat.member('小明').says('签到日历', { id: 'calendar' });
  chat.hears(/连续 2 天/);
});

test('--set holds for every community of a run, and a manager’s own setting goes before it', async () => {
  {
    await using chat = await reopened('2026-03-01T09:00:00+08:00', { language: 'en' });
    await chat.member('Ming').says('hello');
    await chat.member('Hong', 'g2').becomes('owner');
    await chat.member('Hong', 'g2').says('settings community.language zh-TW');
    chat.rest();
  }
  const settings = { 'community.language': 'zh-CN' };
  await using chat = await reopened('2026-03-02T09:00:00+08:00', { settings });
  await chat.member('Ming').says('checkin', { id: 'run' });
  chat.hears(/^签到成功/);
  await chat.member('Hong', 'g2').says('checkin', { id: 'run' });
  chat.hears(/^簽到成功/);
});

test('a group from before this was kept goes on in the language that it had', async () => {
  {
    await using chat = await reopened('2026-03-01T09:00:00+08:00', { language: 'en' });
    await chat.member('Ming').says('hello');
    await chat.app.store.write(chat.now(), async (_, { connection }) => {
      connection.exec('update communities set language = null, zone = null');
    });
  }
  {
    await using chat = await reopened('2026-03-02T09:00:00+08:00', { language: 'en' });
    await chat.member('Ming').says('checkin', { id: 'updated' });
    chat.hears(/^Checked in, \+5!/);
  }
  await using chat = await reopened('2026-03-03T09:00:00+08:00', { language: 'zh-CN' });
  await chat.member('Ming').says('checkin', { id: 'later' });
  expect(chat.rest().map(({ text }) => text)).toEqual([expect.stringMatching(/^Checked in, \+5!/)]);
});
