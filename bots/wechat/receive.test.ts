/** What a gateway tells, and what becomes of it: payloads as gateways write them, each labelled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { instantOf, parsePlatformId } from '#kit';
import { decodeJoin, decodeLeave, decodeMessage, type Surroundings } from './receive.ts';

const labelled = z.array(
  z.object({
    what: z.string(),
    sort: z.enum(['message', 'join', 'leave']),
    payload: z.record(z.string(), z.unknown()),
    becomes: z.array(z.record(z.string(), z.unknown())).optional(),
    dropped: z.string().optional(),
  }),
);
const file = join(import.meta.dirname, '../../test/fixtures/wechat/payloads.json');
const payloads = labelled.parse(JSON.parse(readFileSync(file, 'utf8')));

const around: Surroundings = {
  self: parsePlatformId('wxid_bot') ?? expect.unreachable(),
  now: instantOf(1_764_000_009_000),
  namesIn: (group) => (group ? ['群力', '小 管家'] : ['群力']),
};
const decoders = { message: decodeMessage, join: decodeJoin, leave: decodeLeave };

describe('a gateway tells of', () => {
  test.for(payloads)('$what', ({ sort, payload, becomes, dropped }) => {
    const decoded = decoders[sort](payload, around);
    if (decoded.kind === 'own') return expect('own message').toBe(dropped);
    if (decoded.kind === 'dropped') return expect(decoded.what).toBe(dropped);
    const events = decoded.events.map(({ key, ...event }) => ({ key: typeof key, ...event }));
    return expect(events).toEqual(becomes?.map((event) => ({ key: 'string', ...event })));
  });
});

test('the same event again has the same key, another one has another', () => {
  const keys = (given: Partial<Record<'id' | 'timestamp', unknown>>) => {
    const message = { id: '1', talkerId: 'wxid_a', roomId: 'g', text: 'x', timestamp: 1, type: 7 };
    const decoded = decodeMessage({ ...message, ...given }, around);
    return decoded.kind === 'events' ? decoded.events.map(({ key }) => key) : [];
  };
  expect(keys({})).toHaveLength(1);
  expect(keys({})).toEqual(keys({}));
  expect(keys({ id: '2' })).not.toEqual(keys({}));
  // A gateway may begin to count anew: the id alone is not the message.
  expect(keys({ timestamp: 2 })).not.toEqual(keys({}));
});

test('no key holds an id of anybody: keys outlive an erasure', () => {
  const all = payloads.flatMap(({ sort, payload }) => {
    const decoded = decoders[sort](payload, around);
    return decoded.kind === 'events' ? decoded.events.map(({ key }) => key) : [];
  });
  expect(all.filter((key) => /wxid|chatroom|@/.test(key))).toEqual([]);
});

test('whatever a frame holds, nothing is thrown at the line', () => {
  const odd = fc.anything({ withNullPrototype: true, withBigInt: true });
  const twisted = fc.constantFrom(...payloads).chain(({ payload }) =>
    fc.record({ field: fc.constantFrom(...Object.keys(payload)), value: odd }).map((change) => ({
      ...payload,
      [change.field]: change.value,
    })),
  );
  fc.assert(
    fc.property(fc.oneof(odd, twisted), (payload) => {
      for (const decode of Object.values(decoders)) {
        const decoded = decode(payload, around);
        if (decoded.kind === 'dropped') expect(decoded.what.length).toBeLessThan(30);
        else if (decoded.kind === 'events')
          for (const { at } of decoded.events) expect(Number.isSafeInteger(at)).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
