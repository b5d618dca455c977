/**
 * QQ at its worst: every message comes one to five times, out of order within reach, over restarts
 * of the bot; and some messages carry the number of another one, as 31 bits of a hash do.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Random, seededRandom } from '#kit';
import { faults } from '../../kill/evidence.ts';
import { FakeQq, type WireRecord } from './fake.ts';
import { openWorld, until, untilLive, type World } from './qq-world.ts';

export interface Ordeal {
  readonly seed: string;
  /** Different messages. */
  readonly messages: number;
  /** Of them carry the id of another message. */
  readonly collisions: number;
  readonly restarts: number;
}

export interface Ended {
  readonly complaints: readonly unknown[];
  readonly deliveries: number;
  readonly stored: Effects;
  readonly wanted: Effects;
}

interface Effects {
  readonly messages: number;
  readonly checkIns: number;
}

const GROUPS = 4;
const ACCOUNTS = 50;
const MOST_DELIVERIES = 5;
/** A delivery may be late by so many others. */
const REACH = 100;
/** So many frames are sent before the bot may catch up. */
const BURST = 2_000;

interface Said {
  readonly event: WireRecord;
  readonly checkIn: string | undefined;
}

export async function endure({ seed, messages, collisions, restarts }: Ordeal): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-qq-again-'));
  const qq = new FakeQq({ hasHistory: false });
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const chance = seededRandom(seed, 'qq');
  const said = talk(qq, { messages, collisions, chance });
  const deliveries = shuffled(said, chance);
  const perStart = Math.ceil(deliveries.length / (restarts + 1));
  const complaints: unknown[] = [];
  try {
    for (let from = 0; from < deliveries.length; from += perStart) {
      const world = await openWorld({ given, folder });
      await untilLive(world);
      await deliver(qq, world, deliveries.slice(from, from + perStart));
      complaints.push(...world.logged);
      await world.close();
    }
    const world = await openWorld({ given, folder });
    const stored = storedIn(world);
    await world.close();
    const checkIns = new Set(said.flatMap(({ checkIn }) => checkIn ?? [])).size;
    const wanted = { messages: said.length, checkIns };
    complaints.push(...faults(join(folder, 'qunli.db')));
    return { complaints, deliveries: deliveries.length, stored, wanted };
  } finally {
    await qq.close();
    rmSync(folder, { recursive: true });
  }
}

interface Talk {
  readonly messages: number;
  readonly collisions: number;
  readonly chance: Random;
}

/** All of it within the last minutes; a collision has the id, the author and the second, too. */
function talk(qq: FakeQq, { messages, collisions, chance }: Talk): readonly Said[] {
  const every = collisions === 0 ? Number.POSITIVE_INFINITY : Math.floor(messages / collisions);
  const end = Math.floor(Date.now() / 1_000) - 1;
  const all: Said[] = [];
  for (let index = 0; index < messages; index += 1) {
    const time = end - Math.floor((messages - index) / 400);
    const before = all.at(-GROUPS)?.event;
    const isTwin = before !== undefined && index % every === every - 1;
    const from = isTwin ? Number(before.user_id) : 1 + chance.int(1, ACCOUNTS);
    const group = 700 + (index % GROUPS);
    const isCheckIn = chance.int(1, 3) === 1;
    const twin = isTwin ? { id: Number(before.message_id), time: Number(before.time) } : { time };
    const event = qq.spoken({ from, group, text: isCheckIn ? '签到' : '早', ...twin });
    const day = new Date((Number(event.time) + 8 * 3_600) * 1_000).toISOString().slice(0, 10);
    all.push({ event, checkIn: isCheckIn ? `${group} ${from} ${day}` : undefined });
  }
  return all;
}

function shuffled(said: readonly Said[], chance: Random): readonly string[] {
  return said
    .flatMap(({ event }, index) => {
      const text = JSON.stringify(event);
      const copies = Array.from({ length: chance.int(1, MOST_DELIVERIES) });
      return copies.map(() => ({ text, place: index + chance.int(0, REACH) }));
    })
    .sort((a, b) => a.place - b.place)
    .map(({ text }) => text);
}

async function deliver(qq: FakeQq, world: World, texts: readonly string[]): Promise<void> {
  for (let from = 0; from < texts.length; from += BURST) {
    for (const text of texts.slice(from, from + BURST)) qq.raw(text);
    // What is behind them on the line has come when the bot has heard this.
    const marker = `m${from}`;
    qq.raw(marker);
    const dropped = () => world.app.health()[0]?.dropped['not JSON'] ?? 0;
    const markers = from / BURST + 1;
    await until(() => dropped() >= markers, 'the end of a burst');
  }
  await world.app.settle();
}

function storedIn({ query }: World): Effects {
  return {
    messages: Number(query('select sum(messages) from memberships')[0]),
    checkIns: Number(query(`select count(*) from ledger_entries where reason = 'checkin'`)[0]),
  };
}
