/** What frames of QQ become: one recorded habit after the other, and frames that nobody sent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseInstant, parsePlatformId } from '#kit';
import { receive } from '../../../bots/qq/receive.ts';
import { Roles } from '../../../bots/qq/roles.ts';
import { type MessageEvent, readFrame } from '../../../bots/qq/wire.ts';
import { FakeQq, SELF } from './fake.ts';

const id = parsePlatformId(String(SELF));
if (id === undefined) throw new Error('not an id');
const self = { id, name: '小助手' };

const cases = z.array(
  z.object({
    what: z.string(),
    frame: z.unknown(),
    becomes: z.union([z.string(), z.looseObject({ at: z.string() })]),
  }),
);
const habits = ['napcat', 'lagrange', 'llonebot', 'go-cqhttp', 'onebots'].map((name) => {
  const path = join(import.meta.dirname, '../../fixtures/qq', `${name}.json`);
  return [name, cases.parse(JSON.parse(readFileSync(path, 'utf8')))] as const;
});

/** The event without its key, or why it is none. */
function decode(frame: unknown): unknown {
  const read = readFrame(JSON.stringify(frame));
  if (read.kind === 'foreign') return read.what;
  if (read.kind === 'answer' || read.event.post_type === 'meta_event') return read.kind;
  const received = receive(read.event, self);
  if (received.kind === 'own') return 'own message';
  if (received.kind === 'dropped') return received.what;
  const { key, ...event } = received.event;
  expect(key).toMatch(/^[0-9a-z]{8}\.[\w-]{16}$/);
  return JSON.parse(JSON.stringify(event));
}

describe.for(habits)('%s sends', ([, all]) => {
  test.for(all)('$what', ({ frame, becomes }) => {
    if (typeof becomes === 'string') return expect(decode(frame)).toBe(becomes);
    return expect(decode(frame)).toEqual({ ...becomes, at: parseInstant(becomes.at) });
  });
});

test('whatever is done to a frame, nothing throws at the socket', () => {
  const frames = habits.flatMap(([, all]) => all.map(({ frame }) => JSON.stringify(frame)));
  const mangled = fc
    .tuple(fc.constantFrom(...frames), fc.nat(), fc.nat(40), fc.string({ unit: 'binary' }))
    .map(([frame, at, cut, put]) => {
      const place = at % frame.length;
      return frame.slice(0, place) + put + frame.slice(place + cut);
    });
  const keys = ['message', 'user_id', 'group_id', 'time', 'sender', 'message_id', 'operator_id'];
  const replaced = fc
    .tuple(fc.constantFrom(...frames), fc.constantFrom(...keys), fc.jsonValue())
    .map(([frame, key, value]) => JSON.stringify({ ...JSON.parse(frame), [key]: value }));
  fc.assert(
    fc.property(fc.oneof(mangled, replaced, fc.json(), fc.string()), (text) => {
      const read = readFrame(text);
      if (read.kind !== 'event' || read.event.post_type === 'meta_event') return;
      receive(read.event, self);
      if (read.event.post_type === 'message') new Roles().changeIn(read.event);
    }),
    { numRuns: 1_500 },
  );
});

describe('an event is known again', () => {
  const messageOf = (event: unknown): MessageEvent => {
    const read = readFrame(JSON.stringify(event));
    if (read.kind !== 'event' || read.event.post_type !== 'message') throw new Error('no message');
    return read.event;
  };
  const keyOf = (event: unknown): string => {
    const received = receive(messageOf(event), self);
    if (received.kind !== 'event') throw new Error(received.kind);
    return received.event.key;
  };
  const qq = new FakeQq();
  const one = qq.spoken({ from: 42, text: '签到', id: 5, seq: 9, time: 1_772_326_800 });

  test('when it is delivered again, and when it comes back from history', () => {
    expect(keyOf(one)).toBe(keyOf(structuredClone(one)));
  });

  test.for([
    ['the number in the group', { real_seq: '10' }],
    ['the author', { user_id: 43 }],
    ['the second', { time: 1_772_326_801 }],
  ] as const)('and is another one where %s differs, although the id is the same', ([, other]) => {
    expect(keyOf({ ...one, ...other })).not.toBe(keyOf(one));
  });

  test('by its id where the implementation knows no number', () => {
    const bare = { ...one, real_seq: undefined, message_seq: 0 };
    expect(keyOf(bare)).toBe(keyOf({ ...bare }));
    expect(keyOf({ ...bare, message_id: 6 })).not.toBe(keyOf(bare));
  });

  test('and its key holds nobody’s number', () => {
    expect(keyOf({ ...one, user_id: 123_456_789 })).not.toContain('123456789');
  });
});

test('a role is told once, and again only when it has changed', () => {
  const qq = new FakeQq();
  const roles = new Roles();
  const said = (role: 'owner' | 'admin' | 'member', time: number) => {
    qq.group(777).members.set(42, { nickname: 'x', role });
    const read = readFrame(JSON.stringify(qq.spoken({ from: 42, text: '早', time })));
    if (read.kind !== 'event' || read.event.post_type !== 'message') throw new Error('no message');
    return roles.changeIn(read.event)?.role;
  };
  expect(said('admin', 100)).toBe('admin');
  expect(said('admin', 101)).toBeUndefined();
  expect(said('member', 102)).toBe('member');
  // A message from before that comes late makes nobody an admin again.
  expect(said('admin', 90)).toBeUndefined();
});

test('an admin who was forgotten (忘记我) is an admin again with the next message', () => {
  const roles = new Roles();
  const said = (from: number, time: number) => {
    const qq = new FakeQq();
    qq.group(777).members.set(from, { nickname: 'x', role: 'admin' });
    const read = readFrame(JSON.stringify(qq.spoken({ from, text: '早', time })));
    if (read.kind !== 'event' || read.event.post_type !== 'message') throw new Error('no message');
    return roles.changeIn(read.event);
  };
  const told = said(42, 100);
  said(142, 100);
  roles.forgetPeople(told ? [told.member] : []);
  expect(said(42, 101)?.role).toBe('admin');
  expect(said(142, 101)).toBeUndefined();
});
