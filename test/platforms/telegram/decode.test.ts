/** Updates as Telegram sends them, each with what it must become; and as nobody should. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { instantOf, type PlatformId, parsePlatformId } from '#kit';
import { receive } from '../../../bots/telegram/receive.ts';
import type { Facts } from '../../../bots/telegram/received.ts';
import { readUpdate } from '../../../bots/telegram/wire.ts';

const folder = join(import.meta.dirname, '../../fixtures/telegram');
const NOW = instantOf(1_772_327_111_222);
const SEED = 20_261_125;

const fixture = z.object({
  about: z.string(),
  update: z.record(z.string(), z.unknown()),
  becomes: z.union([
    z.object({ events: z.array(z.record(z.string(), z.unknown())) }),
    z.object({ dropped: z.string() }),
  ]),
});

const fixtures = readdirSync(folder).map((file) => ({
  file,
  ...fixture.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
}));

const idOf = (text: string): PlatformId => parsePlatformId(text) ?? expect.fail();
const facts: Facts = {
  self: idOf('123456789'),
  handle: 'qunli_bot',
  now: NOW,
  hearsMembers: () => false,
  accountOf: (handle) => (handle === 'wang_wei' ? idOf('5012') : undefined),
};

/** What an update becomes, without the keys. */
function becomes(raw: unknown, known: Facts = facts): unknown {
  const update = readUpdate(raw);
  if (!update) return { dropped: 'unreadable' };
  const received = receive(update, known);
  if (received.kind === 'dropped') return { dropped: received.what };
  return JSON.parse(JSON.stringify({ events: received.events.map(({ key: _, ...rest }) => rest) }));
}

function keysOf(raw: unknown): readonly string[] {
  const update = readUpdate(raw);
  const received = update && receive(update, facts);
  return received?.kind === 'events' ? received.events.map(({ key }) => key) : [];
}

describe('an update', () => {
  test.for(fixtures)('$file: $about', ({ update, becomes: wanted }) => {
    const expected = JSON.parse(JSON.stringify(wanted).replace('"now"', String(NOW)));
    expect(becomes(update)).toEqual(expected);
  });

  test('with the ballot of a bot, or of nobody, is none', () => {
    const answer = { poll_id: 'p1', option_ids: [0] };
    const user = { id: 5, is_bot: true, first_name: '别的机器人' };
    const ballot = { dropped: 'ballot of nobody' };
    expect(becomes({ update_id: 1, poll_answer: { ...answer, user } })).toEqual(ballot);
    expect(becomes({ update_id: 2, poll_answer: answer })).toEqual(ballot);
    const person = { ...user, is_bot: false };
    expect(becomes({ update_id: 3, poll_answer: { ...answer, user: person } })).toMatchObject({
      events: [{ type: 'ticks', poll: 'p1', ticked: [0] }],
    });
  });

  test('has the same key when it comes again, and never an id of a person in it', () => {
    for (const { update } of fixtures) {
      expect(keysOf(update)).toEqual(keysOf(update));
      for (const key of keysOf(update)) expect(key).not.toMatch(/501[123]/);
    }
  });

  test('of a join has one key, whether it is told by a notice or by itself', () => {
    const byNotice = fixtures.find(({ file }) => file === 'notice-joined-alone.json')?.update;
    const byItself = fixtures.find(({ file }) => file === 'member-came-alone.json')?.update;
    expect(keysOf(byNotice)).toEqual(keysOf(byItself));
  });

  test('of a group that got another id has one key, in the old place and in the new one', () => {
    const [to, from] = ['notice-moved-to.json', 'notice-moved-from.json'].map(
      (name) => fixtures.find(({ file }) => file === name)?.update,
    );
    expect(keysOf(to)).toHaveLength(1);
    expect(keysOf(to)).toEqual(keysOf(from));
    // Nor does the time matter: the bot may have learned it before, while it was about to speak.
    const later = structuredClone(to);
    Object.assign(Reflect.get(Object(later), 'message'), { date: 1_900_000_000 });
    expect(keysOf(later)).toEqual(keysOf(from));
  });

  test('of a notice that an admin is told otherwise is nothing', () => {
    const admin = { ...facts, hearsMembers: () => true };
    for (const { file, update } of fixtures) {
      if (!/^notice-(?:joined|left|removed)/.test(file)) continue;
      expect(becomes(update, admin)).toEqual({ dropped: 'told otherwise' });
    }
  });
});

describe('a frame that nobody should send', () => {
  const anything = fc.anything({ withNullPrototype: true, maxDepth: 3 });
  const updates = fc.constantFrom(...fixtures.map(({ update }) => update));

  test('does not throw, whatever was changed in a good one', () => {
    const changed = fc.tuple(updates, fc.nat(), anything).map(([update, at, value]) => {
      const copy: unknown = structuredClone(update);
      const places = placesIn(copy);
      const place = places[at % places.length];
      if (place) Reflect.set(place.holder, place.key, value);
      return copy;
    });
    fc.assert(
      fc.property(changed, (update) => void becomes(update)),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  test('does not throw, whatever it is', () => {
    fc.assert(
      fc.property(anything, (frame) => void becomes(frame)),
      { seed: SEED },
    );
  });

  test('does not throw with entities that lie', () => {
    const entity = fc.record({
      type: fc.constantFrom('mention', 'text_mention', 'bot_command'),
      offset: fc.nat(40),
      length: fc.nat(40),
      user: fc.constant({ id: 5, first_name: 'x' }),
    });
    const message = fc.record({ text: fc.string({ unit: 'binary' }), entities: fc.array(entity) });
    fc.assert(
      fc.property(message, (said) => {
        const chat = { id: -1, type: 'group' };
        const from = { id: 1, first_name: 'x' };
        becomes({ update_id: 1, message: { message_id: 1, date: 1, chat, from, ...said } });
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

interface Place {
  readonly holder: object;
  readonly key: string;
}

/** Every field of a frame, however deep. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly Place[] => [
    { holder: value, key },
    ...placesIn(inner),
  ]);
}
