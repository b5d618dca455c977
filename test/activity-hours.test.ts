/**
 * In which hour of a community's own day talk is counted: facts worked out by hand around turns of
 * the clock, and a recount by another way for talk at any time.
 */
import { describe, expect, test } from 'vitest';
import { formatInstant, instantOf, parseInstant, seededRandom } from '#kit';
import { openForReading } from '../src/store/open.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

const HOUR = 3_600_000;

interface Place {
  readonly zone: string;
  readonly dayStart?: string;
}

/** Somebody says something at each of these times. @returns `day hour: messages`, in order */
async function countedAt(times: readonly string[], { zone, dayStart }: Place) {
  const settings = dayStart === undefined ? {} : { 'community.dayStart': dayStart };
  await using chat = await openChat({ features: [], zone, settings, now: times[0] ?? '' });
  for (const [index, time] of times.entries()) {
    await chat.at(time);
    await chat.member(`群友${index % 7}`).says('聊天');
  }
  return hoursIn(chat);
}

function hoursIn({ exportParts }: Chat): readonly string[] {
  const reader = openForReading(exportParts.file);
  const sql = 'select day, hour, messages from activity_hours order by group_id, day, hour';
  const rows = [...reader.iterate({ sql, parameters: [] })];
  reader.close();
  return rows.map(([day, hour, messages]) => `${day} ${hour}: ${messages}`);
}

describe('the hour of talk', () => {
  test('is that of the community, to the minute', async () => {
    const times = ['2026-03-01T15:59:59Z', '2026-03-01T16:00:00Z', '2026-03-01T16:59:59Z'];
    expect(await countedAt(times, { zone: 'Asia/Shanghai' })).toEqual([
      '2026-03-01 23: 1',
      '2026-03-02 0: 2',
    ]);
  });

  test('follows a zone that is half an hour off', async () => {
    const times = ['2026-03-01T18:29:00Z', '2026-03-01T18:30:00Z', '2026-03-01T19:29:00Z'];
    expect(await countedAt(times, { zone: 'Asia/Kolkata' })).toEqual([
      '2026-03-01 23: 1',
      '2026-03-02 0: 2',
    ]);
  });

  test('skips the one that the clock skips in spring', async () => {
    const times = ['2026-03-08T06:59:00Z', '2026-03-08T07:00:00Z', '2026-03-08T08:00:00Z'];
    expect(await countedAt(times, { zone: 'America/New_York' })).toEqual([
      '2026-03-08 1: 1',
      '2026-03-08 3: 1',
      '2026-03-08 4: 1',
    ]);
  });

  test('is the same in both passes of the one that the clock repeats in autumn', async () => {
    const times = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-01T07:00:00Z'];
    expect(await countedAt(times, { zone: 'America/New_York' })).toEqual([
      '2026-11-01 1: 2',
      '2026-11-01 2: 1',
    ]);
  });

  test('follows a clock that turns by half an hour', async () => {
    // Lord Howe, 2026-04-05: at 02:00 (+11) the clock goes back to 01:30 (+10:30).
    const times = ['2026-04-04T14:59:00Z', '2026-04-04T15:00:00Z', '2026-04-04T15:30:00Z'];
    expect(await countedAt(times, { zone: 'Australia/Lord_Howe' })).toEqual([
      '2026-04-05 1: 2',
      '2026-04-05 2: 1',
    ]);
  });

  test('stays the clock’s own where a day begins at four; the day is the one before', async () => {
    const times = ['2026-03-01T19:59:00Z', '2026-03-01T20:00:00Z'];
    expect(await countedAt(times, { zone: 'Asia/Shanghai', dayStart: '04:00' })).toEqual([
      '2026-03-01 3: 1',
      '2026-03-02 4: 1',
    ]);
  });
});

test('talk of two hours that shares a commit is counted in both, piece by piece', async () => {
  await using chat = await openChat({ features: [], now: '2026-03-01T09:01:00+08:00' });
  const early = parseInstant('2026-03-01T08:59:00+08:00');
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await Promise.all([
    ming.says('早', early === undefined ? {} : { at: early }),
    hong.says('早啊'),
    ming.says('吃了吗'),
    hong.says('吃了'),
  ]);
  expect(hoursIn(chat)).toEqual(['2026-03-01 8: 1', '2026-03-01 9: 3']);
});

/** Zones with whole, half and quarter hours, each around a turn of its clock if it has any. */
const AROUND = [
  ['Asia/Shanghai', '2026-03-01T00:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/St_Johns', '2026-03-08T05:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Pacific/Chatham', '2026-09-26T14:00:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
] as const;
const MESSAGES = 120;

test.for(AROUND)('counts of %s agree with a recount', async ([zone, around]) => {
  const chance = seededRandom('hours', zone);
  const start = Date.parse(around) - 24 * HOUR;
  const offsets = Array.from({ length: MESSAGES }, () => chance.int(0, 48 * HOUR - 1));
  const times = offsets.sort((a, b) => a - b).map((ms) => formatInstant(instantOf(start + ms)));
  expect(await countedAt(times, { zone })).toEqual(recounted(times, zone));
});

/** What the clock on the wall shows, asked of `Intl` for each message; not by offsets, as we do. */
function recounted(times: readonly string[], zone: string): readonly string[] {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const counts = new Map<string, number>();
  for (const time of times) {
    const [day = '', clock = ''] = wall.format(new Date(time)).split(' ');
    const hour = `${day} ${Number(clock.slice(0, 2))}`;
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  return [...counts].map(([hour, messages]) => `${hour}: ${messages}`);
}
