/**
 * One check-in a day (L8): a thousand messages of one member around midnight, handed in together
 * and in no order, in zones that turn their clocks in every way.
 */
import { expect, test } from 'vitest';
import { type Instant, instantOf, parseInstant, type Random, seededRandom } from '#kit';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { checkin } from './index.ts';

const features = [checkin];
const MINUTE = 60_000;

/** A midnight in each zone; those of Havana and New York are on days when clocks turn. */
const MIDNIGHTS = [
  ['Asia/Shanghai', '2026-03-02T00:00:00+08:00'],
  ['America/New_York', '2026-03-08T00:00:00-05:00'],
  ['Australia/Lord_Howe', '2026-04-05T00:00:00+11:00'],
  ['America/Havana', '2026-03-08T05:00:00Z'],
  ['Asia/Kathmandu', '2026-03-02T00:00:00+05:45'],
] as const;

test.each(MIDNIGHTS)(
  'a thousand check-ins around midnight in %s are one a day',
  async (...given) => {
    const [zone, time] = given;
    const midnight = parseInstant(time) ?? expect.unreachable();
    const now = new Date(midnight + 10 * MINUTE).toISOString();
    await using chat = await openChat({ features, zone, now });
    const ming = chat.member('小明');
    const times = shuffled(around(midnight), seededRandom('midnight', zone));
    await Promise.all(times.map((at) => ming.says('签到', { at })));

    const rows = exportedRows(chat, { what: 'checkins' });
    const wall = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    const days = [...new Set(times.map((at) => wall.format(at)))].sort();
    expect(days).toHaveLength(2);
    expect(rows.map(({ day, kind, streak, points }) => ({ day, kind, streak, points }))).toEqual([
      { day: days[0], kind: 'own', streak: 1, points: 5 },
      { day: days[1], kind: 'own', streak: 2, points: 5 },
    ]);
    for (const { at, day } of rows) expect(wall.format(Number(at))).toBe(day);
    expect(await chat.pointsOf(ming)).toBe(10);
    expect(chat.errors).toEqual([]);
  },
);

/**
 * A thousand instants within ten minutes of midnight, the last before it and the first after it.
 */
function around(midnight: Instant): readonly Instant[] {
  const step = (20 * MINUTE) / 1_000;
  return Array.from({ length: 1_000 }, (_, index) =>
    instantOf(midnight - 10 * MINUTE + index * step),
  ).concat(instantOf(midnight - 1), midnight);
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const keyed = items.map((item) => ({ item, key: random.int(0, 1_000_000) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

test('a crowd around midnight gets one order for each day', async () => {
  await using chat = await openChat({ features, now: '2026-03-02T00:00:30+08:00' });
  const midnight = parseInstant('2026-03-02T00:00:00+08:00') ?? expect.unreachable();
  const names = Array.from({ length: 200 }, (_, index) => `群友${index}`);
  await Promise.all(
    names.map((name, index) =>
      chat.member(name).says('签到', { at: instantOf(midnight + (index % 2 === 0 ? -1 : 0)) }),
    ),
  );
  await chat.advance({ seconds: 5 });
  const places = chat
    .rest()
    .flatMap(({ text }) => [...text.matchAll(/第 (\d+) 位/g)].map(([, place]) => Number(place)))
    .sort((a, b) => a - b);
  const each = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(places).toEqual(each.flatMap((place) => [place, place]));
  expect(chat.errors).toEqual([]);
});
