import { describe, expect, test } from 'vitest';
import { hasStrace, watchCheckIns } from './sync-before-answer.ts';

const title = hasStrace
  ? 'system calls of the program'
  : 'system calls of the program (left out: strace is not installed or may not watch)';

describe.runIf(hasStrace)(title, () => {
  test('each of 20 check-ins is on the disk before its answer leaves', async () => {
    const { answers, syncsBefore, unsynced } = await watchCheckIns(20);
    expect(answers).toBe(20);
    expect(syncsBefore.filter((count) => count < 1)).toEqual([]);
    expect(unsynced).toBe(0);
  });
});
