/** Series and texts in turn, where the guard or a platform keeps a part from a group. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { joinCommunity } from '../../test/joined-groups.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026; 阿强 is the owner, and quiet hours last from 22:30 to 08:00. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00', ...options });
  const qiang = chat.member('阿强');
  await qiang.becomes('owner');
  async function schedules(typed: string): Promise<void> {
    await qiang.says(typed);
    await qiang.says('1');
    chat.rest();
  }
  /** What the group heard up to a moment. */
  async function until(time: string, group = 'g1'): Promise<readonly string[]> {
    await chat.at(`2026-${time}:00+08:00`);
    return chat.rest().flatMap(({ to, text }) => (to === group ? [text] : []));
  }
  return { chat, qiang, schedules, until, [Symbol.asyncDispose]: () => chat.close() };
}

const SERIES = '\n1/3 第一课\n2/3 第二课\n3/3 结业';

test('a part of a series that the day has no place for comes at the next slot, and nothing is skipped', async () => {
  await using group = await open();
  const { chat, qiang, schedules, until } = group;
  await schedules(`定时 每天 12:00${SERIES}`);
  await qiang.says('设置 community.pushesADay 0');
  expect(await until('11-27T18:00')).not.toContain('1/3 第一课');
  await qiang.says('定时列表');
  chat.hears(/^1 个定时\n1 号 每天 12:00：.*下次 11月28日 周六 12:00$/);
  await qiang.says('设置 community.pushesADay 4');
  expect(await until('12-03T09:00')).toEqual(
    expect.arrayContaining(['1/3 第一课', '2/3 第二课', '3/3 结业']),
  );
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
  expect(chat.errors).toEqual([]);
});

test('texts in turn wait for their turn: what the guard leaves out is not passed over', async () => {
  await using group = await open();
  const { qiang, schedules, until } = group;
  await schedules('定时 每天 12:00 早安\n---\n早上好\n---\n新的一天');
  expect(await until('11-26T13:00')).toEqual(['早安']);
  await qiang.says('设置 community.pushesADay 0');
  expect(await until('11-28T13:00')).not.toContain('早上好');
  await qiang.says('设置 community.pushesADay 4');
  expect(await until('11-30T13:00')).toEqual(expect.arrayContaining(['早上好', '新的一天']));
});

test('all groups of a slot get the same part, and one that missed it does not keep it from the others', async () => {
  await using group = await open();
  const { chat, qiang, schedules } = group;
  for (const name of ['g2', 'g3']) {
    const guest = chat.member('路人', name);
    await guest.says('早');
    await joinCommunity(chat, { host: qiang, guest });
  }
  await qiang.says('设置 community.pushesADay 1');
  await schedules('定时 今天 10:00 先说一句');
  await schedules(`定时 每天 12:00 发给全部群：${SERIES}`);
  const partsAt = async (time: string) => {
    await chat.at(`2026-${time}:00+08:00`);
    const said = chat
      .rest()
      .flatMap(({ to, text }) => (/^\d\/3/.test(text) ? [`${to} ${text}`] : []));
    return said.sort();
  };
  expect(await partsAt('11-26T12:05')).toEqual(['g2 1/3 第一课', 'g3 1/3 第一课']);
  expect(await partsAt('11-27T12:05')).toEqual(['g1 2/3 第二课', 'g2 2/3 第二课', 'g3 2/3 第二课']);
  await qiang.says('定时列表');
  chat.hears(/ · 已发 2\/3 段$/);
});

test('a part that the platform refused comes again, and the series goes on from there', async () => {
  const refused = { kind: 'refused', why: 'no' } as const;
  let isDown = true;
  await using group = await open({ outcome: () => (isDown ? refused : undefined) });
  const { chat, qiang, schedules, until } = group;
  isDown = false;
  await schedules(`定时 每天 12:00${SERIES}`);
  isDown = true;
  await chat.at('2026-11-26T13:00:00+08:00');
  isDown = false;
  chat.rest();
  expect(await until('11-27T12:30')).toEqual(['1/3 第一课']);
  expect(await until('11-28T12:30')).toEqual(['2/3 第二课']);
  expect(await until('11-29T12:30')).toEqual(['3/3 结业']);
  await qiang.says('定时列表');
  chat.hears(/^还没有定时推送/);
});

test('a series whose times are over before all was said is told to its author, with what is left', async () => {
  await using group = await open();
  const { chat, schedules } = group;
  await schedules(`定时 从11月26日到11月27日每天 12:00${SERIES}`);
  await chat.at('2026-11-27T13:00:00+08:00');
  chat.hears('1/3 第一课');
  chat.hears('2/3 第二课');
  await chat.at('2026-11-27T22:00:00+08:00');
  const told = chat.hears('1 号系列还有 1 段没发，时间已经过了。下一段：3/3 结业。接着发：再发 1');
  expect(told.to).toBe('@阿强');
  chat.hearsNothing();
});

test('a part that waits for the morning is the same after a restart, and the next one follows it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-series-'));
  {
    await using group = await open({ folder });
    await group.schedules(`定时 每天 07:00${SERIES}`);
    expect(await group.until('11-27T07:30')).toEqual([]);
  }
  {
    await using chat = await openChat({ features, folder, now: '2026-11-27T07:45:00+08:00' });
    await chat.at('2026-11-27T08:05:00+08:00');
    chat.hears('1/3 第一课');
  }
  {
    await using chat = await openChat({ features, folder, now: '2026-11-28T07:30:00+08:00' });
    await chat.at('2026-11-28T08:05:00+08:00');
    chat.hears('2/3 第二课');
    chat.hearsNothing();
  }
  rmSync(folder, { recursive: true });
});
