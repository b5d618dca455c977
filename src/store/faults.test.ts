import { expect, test } from 'vitest';
import { faultFor } from './sqlite.ts';

test.each([
  ['SQLITE_FULL', 'disk-full', 'later', /the disk is full/],
  ['SQLITE_IOERR_WRITE', 'disk-broken', 'later', /cannot be read or written/],
  ['SQLITE_IOERR_FSYNC', 'disk-broken', 'later', /system log/],
  ['SQLITE_IOERR_SHORT_READ', 'database-damaged', 'never', /ends too early/],
  ['SQLITE_READONLY_DIRECTORY', 'read-only', 'later', /read-only/],
  ['SQLITE_BUSY_SNAPSHOT', 'database-busy', 'later', /another program/],
])(
  'a disk that fails with %s is called «%s», not simply full',
  (...[sqlite, code, retry, says]) => {
    const fault = faultFor(sqlite, { file: 'q.db', cause: new Error(sqlite) });
    expect(fault).toMatchObject({ code, retry });
    expect(fault?.message).toMatch(says);
  },
);

test('a statement that is wrong is a bug, not a fault of the disk', () => {
  expect(faultFor('SQLITE_CONSTRAINT', { file: 'q.db', cause: new Error() })).toBeUndefined();
});
