/** When what waits is committed. */
import { expect, test } from 'vitest';
import { Queue } from './queue.ts';

const item = (lane: string, isTalk: boolean) => ({ lane, isTalk, weight: isTalk ? 1 : 8 });

/** A queue whose patience ends when it is told to. */
function open() {
  const waiting: (() => void)[] = [];
  const timers = {
    after(_: number, run: () => void) {
      waiting.push(run);
      return { cancel() {} };
    },
    async breathe() {},
  };
  const queue = new Queue<ReturnType<typeof item>>({ timers, isTimeSet: false, start() {} });
  const timeIsOver = () => {
    for (const run of waiting.splice(0)) run();
  };
  return { queue, timeIsOver };
}

test('talk is passed by for a second at most, although commands never cease', () => {
  const { queue, timeIsOver } = open();
  queue.add(item('calm', true));
  for (let turn = 0; turn < 3; turn += 1) {
    queue.add(item('busy', false));
    expect(queue.next().map(({ lane }) => lane)).toEqual(['busy']);
  }
  queue.add(item('busy', false));
  timeIsOver();
  expect(queue.next().map(({ lane }) => lane)).toEqual(['calm', 'busy']);
  expect(queue.count).toBe(0);
  queue.add(item('calm', true));
  queue.add(item('busy', false));
  expect(queue.next().map(({ lane }) => lane)).toEqual(['busy']);
});
