/** Which of its messages an account takes for the one that comes back: the one it must be. */
import { expect, test } from 'vitest';
import { instantOf, type MessageId, parseMessageId } from '#kit';
import { idOf } from '../../../test/pretend-bot.ts';
import { type Attempt, digestOf, Echoes } from './echoes.ts';

const messageOf = (id: string): MessageId => parseMessageId(id) ?? expect.fail();
const second = (count: number) => instantOf(1_800_000_000_000 + count * 1_000);

function account() {
  const sure: number[] = [];
  const echoes = new Echoes((row) => sure.push(row));
  type More = Partial<Attempt> & { readonly text?: string | undefined };
  const tries = (row: number, at: number, given: More = {}) => {
    const { text, ...more } = { text: '早', ...given };
    const digest = text === undefined ? undefined : digestOf(text);
    const attempt = { row, lane: 'g:1', digest, since: second(at), isDoubtful: true };
    echoes.attempted({ ...attempt, ...more });
  };
  const hears = (id: string, at: number, more: { text?: string; group?: string } = {}) => {
    const { text = '早', group = '1' } = more;
    echoes.heard({ group: idOf(group), id: messageOf(id), text, at: second(at) });
  };
  return { echoes, sure, tries, hears };
}

test('it is the one that was tried before, whichever comes first', () => {
  const { sure, tries, hears, echoes } = account();
  tries(1, 10);
  hears('a', 11, { text: ' 早\n' });
  hears('b', 21);
  tries(2, 20);
  expect(sure).toEqual([1, 2]);
  expect([echoes.isSure(1), echoes.isSure(3)]).toEqual([true, false]);
});

test('it is none of another group, of other words, or of an earlier day', () => {
  const { sure, tries, hears } = account();
  tries(1, 10);
  hears('a', 11, { group: '2' });
  hears('b', 11, { text: '晚' });
  hears('c', 5);
  expect(sure).toEqual([]);
});

test('of two that it may be it is none', () => {
  const { sure, tries, hears } = account();
  tries(1, 10);
  tries(2, 12);
  hears('a', 13);
  expect(sure).toEqual([]);
});

test('what was confirmed is not confirmed for another, nor twice', () => {
  const { sure, tries, hears } = account();
  tries(1, 10, { isDoubtful: false, id: messageOf('a') });
  tries(2, 12);
  hears('a', 13);
  expect(sure).toEqual([]);
  hears('b', 13);
  expect(sure).toEqual([2]);
  tries(3, 14);
  hears('b', 15);
  expect(sure).toEqual([2]);
});

test('what was confirmed without a number takes its own echo', () => {
  const { sure, tries, hears } = account();
  tries(1, 10, { isDoubtful: false });
  hears('a', 11);
  tries(2, 12);
  expect(sure).toEqual([]);
  hears('b', 13);
  expect(sure).toEqual([2]);
});

test('a text in parts is there when every doubtful part is', () => {
  const { sure, tries, hears } = account();
  tries(1, 10);
  tries(1, 12, { text: '晚' });
  hears('a', 13);
  expect(sure).toEqual([]);
  hears('b', 13, { text: '晚' });
  expect(sure).toEqual([1]);
  tries(2, 20);
  tries(2, 20, { text: undefined });
  hears('c', 21);
  expect(sure).toEqual([1]);
});

test('of two that it may be both have arrived when it stands there twice', () => {
  const { sure, tries, hears } = account();
  tries(1, 10);
  tries(2, 12, { isDoubtful: false });
  hears('a', 13);
  hears('b', 14);
  expect(sure).toEqual([1]);
});

test('the same words an hour later are another message, also when they are read back', () => {
  const { sure, tries, hears } = account();
  tries(1, 0);
  tries(2, 3_600, { isDoubtful: false });
  hears('a', 3_601);
  expect(sure).toEqual([]);
  hears('b', 2);
  expect(sure).toEqual([1]);
});

test('whose another one is becomes clear when the first is known', () => {
  const { sure, tries, hears } = account();
  tries(1, 0);
  tries(2, 100, { isDoubtful: false });
  // From the newest on: it may be either.
  hears('b', 101);
  expect(sure).toEqual([]);
  hears('a', 1);
  expect(sure).toEqual([1]);
});
