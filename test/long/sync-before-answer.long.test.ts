import { describe, expect, test } from 'vitest';
import { hasStrace, watchCheckIns } from '../sync-before-answer.ts';

describe.runIf(hasStrace)('system calls of the program (strace)', () => {
  test('each of 1,000 check-ins is on the disk before its answer leaves', async () => {
    const { answers, syncsBefore, unsynced } = await watchCheckIns(1_000);
    expect(answers).toBe(1_000);
    expect(syncsBefore.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1_000);
    expect(syncsBefore.filter((count) => count < 1)).toEqual([]);
    expect(unsynced).toBe(0);
  });
});
