import { expect, test } from 'vitest';
import { endure } from './reconnects.ts';

test.for(['forward', 'reverse'] as const)(
  'a line that is cut twenty times (%s) loses nothing and doubles nothing',
  { timeout: 60_000 },
  async (way) => {
    const ended = await endure({ way, cuts: 20 });
    expect(ended.sockets).toBe(1);
    expect(ended.messages[0]).toBe(ended.messages[1]);
    expect(ended.checkIns[0]).toBe(ended.checkIns[1]);
    expect(ended.answers).toBeLessThanOrEqual(ended.checkIns[1]);
  },
);
