/** What becomes of an operator's .env when an account is added. */
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withVariables } from './env-file.ts';

test('a variable takes its own line; comments and order stay as they were', () => {
  const text = '# mine\nQUNLI_DB=a.db\n# The token.\n# QUNLI_POST_TOKEN=\nQUNLI_X=1';
  expect(withVariables(text, { QUNLI_POST_TOKEN: '12:ab', QUNLI_DB: 'b.db', QUNLI_NEW: 'y' })).toBe(
    '# mine\nQUNLI_DB=b.db\n# The token.\nQUNLI_POST_TOKEN=12:ab\nQUNLI_X=1\nQUNLI_NEW=y\n',
  );
});

test('whatever is written is read back the same, or refused', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      let written: string | undefined;
      try {
        written = withVariables('A=1\n', { B: value });
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
      if (written !== undefined) expect(parseEnv(written)).toEqual({ A: '1', B: value });
    }),
  );
});

test('a token with signs that mean something to a pattern stays what it is', () => {
  expect(withVariables('T=old\n', { T: '$&$1' })).toBe("T='$&$1'\n");
});
