/** How fast a member may type before the answers stop, and when they come again. */
import { expect, test } from 'vitest';
import { type Instant, instantOf, type MemberId, type Role } from '#kit';
import { openBooks } from '../../../test/ledger-books.ts';
import { FloodWatch, type Pace } from './flood.ts';

const SECOND = 1_000;
let member: MemberId | undefined;

async function anybody(): Promise<MemberId> {
  if (member !== undefined) return member;
  const books = await openBooks();
  member = books.members[0]?.id ?? expect.fail();
  books.close();
  return member;
}

/** Somebody who types every so many ms. @returns what each command met with */
async function types(count: number, { every, role }: { every: number; role: Role }) {
  const id = await anybody();
  const watch = new FloodWatch();
  const at = (index: number): Instant => instantOf(1_000_000 + index * every);
  return Array.from({ length: count }, (_, index): Pace => watch.note({ id, role }, at(index)));
}

test('the fifth command within two seconds is too fast, the fifth in more is not', async () => {
  const fast = await types(5, { every: 499, role: 'member' });
  expect(fast).toEqual(['calm', 'calm', 'calm', 'calm', 'justTooFast']);
  expect(await types(5, { every: 500, role: 'member' })).not.toContain('justTooFast');
});

test('the thirtieth command within a minute is too fast, however evenly they come', async () => {
  const steady = await types(30, { every: 2 * SECOND, role: 'member' });
  expect(steady.slice(0, 29)).toEqual(Array.from({ length: 29 }, () => 'calm'));
  expect(steady[29]).toBe('justTooFast');
  expect(await types(120, { every: 2.1 * SECOND, role: 'member' })).not.toContain('justTooFast');
});

test('managers may type 19 commands in two seconds and 59 in a minute', async () => {
  const burst = await types(20, { every: 100, role: 'manager' });
  expect(burst.indexOf('justTooFast')).toBe(19);
  const steady = await types(60, { every: SECOND, role: 'admin' });
  expect(steady.indexOf('justTooFast')).toBe(59);
});

test('answers come again after a minute of calm, and not before', async () => {
  const id = await anybody();
  const watch = new FloodWatch();
  const note = (ms: number) => watch.note({ id, role: 'member' }, instantOf(1_000_000 + ms));
  for (let index = 0; index < 5; index += 1) note(index);
  expect(note(59 * SECOND)).toBe('tooFast');
  expect(note(118 * SECOND)).toBe('tooFast');
  expect(note(179 * SECOND)).toBe('calm');
});
