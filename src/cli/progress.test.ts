import { expect, test } from 'vitest';
import { type Clock, instantOf } from '#kit';
import { openProgress } from './progress.ts';

function drawing(isTTY: boolean) {
  const drawn: string[] = [];
  let ms = 0;
  const clock: Clock = { isSet: true, now: () => instantOf(ms) };
  const screen = { isTTY, write: (text: string) => drawn.push(text) };
  const progress = openProgress(
    { title: 'members', total: 2_000, unit: 'rows' },
    { screen, clock },
  );
  const at = (time: number, done: number) => {
    ms = time;
    progress.to(done);
  };
  return { drawn, progress, at };
}

test('work of a moment shows no bar', () => {
  const { drawn, progress, at } = drawing(true);
  at(299, 1_000);
  progress.end();
  expect(drawn).toEqual([]);
});

test('long work shows how much is done, ten times a second, and clears the line at the end', () => {
  const { drawn, progress, at } = drawing(true);
  at(300, 500);
  at(350, 700);
  at(400, 1_000);
  progress.end();
  expect(drawn).toEqual([
    '\r\u001b[Kmembers ━━━━━━━━──────────────────────  25 %  500 rows',
    '\r\u001b[Kmembers ━━━━━━━━━━━━━━━───────────────  50 %  1,000 rows',
    '\r\u001b[K',
  ]);
});

test('where nobody watches nothing is drawn', () => {
  const { drawn, progress, at } = drawing(false);
  at(10_000, 1_000);
  progress.end();
  expect(drawn).toEqual([]);
});
