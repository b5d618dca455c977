/** Many who check in at once: their answers become one message, and nobody goes without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { instantOf, type Language } from '#kit';
import { forgettingIn } from '../../src/testing/forgetting.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { checkin } from './index.ts';

const features = [checkin];

/** So many members check in within two seconds, and nobody waits for an answer. */
async function crowd(chat: Chat, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `群友${index + 1}`);
  const said: Promise<void>[] = [];
  for (const [index, name] of names.entries()) {
    said.push(chat.member(name).says('签到'));
    if (index % 20 === 19) await chat.advance({ seconds: 1 });
  }
  await Promise.all(said);
  return names;
}

/** Who was answered in which message: by a quoting answer, or by name. */
function answered(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [...text.matchAll(/@(群友\d+) /g)].map(([, name = '']) => name));
}

test('of forty members in two seconds three are answered at once and the others in one message', async () => {
  await using chat = await openChat({ features });
  const names = await crowd(chat, 40);
  const first = chat.rest().map(({ text }) => text);
  expect(first).toEqual(
    [1, 2, 3].map((place) => `签到成功，+5 积分！今天第 ${place} 位，已连续 1 天。`),
  );
  await chat.advance({ seconds: 4 });
  const [together, ...more] = chat.rest();
  expect(more).toEqual([]);
  const rows = together?.text.split('\n') ?? [];
  expect(rows.slice(0, 2)).toEqual(['37 人签到成功：', '@群友4 第 4 位，+5，连续 1 天']);
  expect(answered(rows)).toEqual(names.slice(3));
  const mentions = together?.said?.pieces.filter((piece) => typeof piece !== 'string');
  expect(mentions).toHaveLength(37);
  expect(await chat.pointsOf(chat.member('群友40'))).toBe(5);
  await chat.advance({ minutes: 5 });
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('the message goes out a few seconds after the first of them, and not before', async () => {
  await using chat = await openChat({ features });
  await crowd(chat, 5);
  chat.rest();
  await chat.advance({ seconds: 4 });
  chat.hearsNothing();
  await chat.advance({ seconds: 1 });
  expect(answered([chat.next().text])).toEqual(['群友4', '群友5']);
});

test('the crowd of the next day is answered for its own day alone', async () => {
  await using chat = await openChat({ features });
  await crowd(chat, 5);
  await chat.advance({ days: 1 });
  chat.rest();
  await crowd(chat, 5);
  await chat.advance({ seconds: 5 });
  const [, , , together, ...more] = chat.rest();
  expect(more).toEqual([]);
  expect(together?.text).toBe(
    '2 人签到成功：\n@群友4 第 4 位，+5，连续 2 天\n@群友5 第 5 位，+5，连续 2 天',
  );
});

test('a bonus is told in the common message, too', async () => {
  const settings = { 'checkin.milestones': [{ streak: 1, points: 20, cards: 2 }] };
  await using chat = await openChat({ features, settings });
  await crowd(chat, 4);
  await chat.advance({ seconds: 5 });
  expect(chat.rest().at(-1)?.text).toBe(
    '1 人签到成功：\n@群友4 第 4 位，+25，连续 1 天，得 2 张补签卡',
  );
});

test('a very large crowd is answered in several messages of equal length', async () => {
  await using chat = await openChat({ features });
  const names = await crowd(chat, 100);
  await chat.advance({ seconds: 10 });
  const together = chat.rest().slice(3);
  expect(answered(together.map(({ text }) => text))).toEqual(names.slice(3));
  const lengths = together.map(({ text }) => text.split('\n').length - 1);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(40);
  expect(Math.min(...lengths)).toBeGreaterThan(15);
});

test('answers that were being collected when the program stopped go out after it starts again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-crowd-'));
  try {
    let names: readonly string[];
    {
      await using chat = await openChat({ features, folder });
      names = await crowd(chat, 10);
      expect(chat.rest()).toHaveLength(3);
    }
    await using chat = await openChat({ features, folder, now: '2026-03-01T09:00:30+08:00' });
    await chat.app.settle();
    expect(answered(chat.rest().map(({ text }) => text))).toEqual(names.slice(3));
    await chat.advance({ minutes: 1 });
    chat.hearsNothing();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('messages that were held up together are answered together', async () => {
  await using chat = await openChat({ features, now: '2026-03-02T00:10:00+08:00' });
  const sent = chat.now() - 3_600_000;
  for (const index of [1, 2, 3, 4, 5, 6]) {
    const at = instantOf(sent + index * 120_000);
    await chat.member(`群友${index}`).says('签到', { at });
  }
  await chat.advance({ seconds: 5 });
  const last = chat.rest().slice(3);
  expect(last.map(({ text }) => text)).toEqual([
    '3 人签到成功：\n' +
      '@群友4 3月1日 第 4 位，+5，连续 1 天\n' +
      '@群友5 3月1日 第 5 位，+5，连续 1 天\n' +
      '@群友6 3月1日 第 6 位，+5，连续 1 天',
  ]);
});

test('one who asks again while the answers are collected is told at once', async () => {
  await using chat = await openChat({ features });
  await crowd(chat, 5);
  chat.rest();
  await chat.member('群友5').says('签到');
  chat.hears('今天已经签到过了：09:00，第 5 位，已连续 1 天。');
});

test('one who asked to be forgotten meanwhile is not named', async () => {
  await using chat = await openChat({ features });
  await crowd(chat, 5);
  chat.rest();
  const member = await chat.idOf(chat.member('群友4'));
  await chat.app.store.write(chat.now(), async (tx) => {
    await checkin.personal?.erase(forgettingIn(tx), member);
    await tx.people.erase(member);
  });
  await chat.advance({ seconds: 5 });
  chat.hears('1 人签到成功：\n@群友5 第 5 位，+5，连续 1 天');
});

test('with the setting at 0 everybody is answered alone', async () => {
  await using chat = await openChat({
    features,
    settings: { 'checkin.mergeAnswers': { afterMany: 0 } },
  });
  await crowd(chat, 10);
  expect(chat.rest()).toHaveLength(10);
});

describe('the common message', () => {
  test.each<[Language, string]>([
    ['zh-TW', '1 人簽到成功：\n@群友4 第 4 位，+5，連續 1 天'],
    ['en', '1 member checked in:\n@群友4 no. 4, +5, streak 1'],
  ])('in %s', async (language, text) => {
    await using chat = await openChat({ features, language });
    await crowd(chat, 4);
    await chat.advance({ seconds: 5 });
    expect(chat.rest().at(-1)?.text).toBe(text);
  });
});
