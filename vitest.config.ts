import { configDefaults, defineConfig } from 'vitest/config';

const folders = '{src,bots,commands,test}';
const long = `${folders}/**/*.long.test.ts`;

/**
 * `npm test` runs everything but the long runs; `npm run test:long` (mode "long") runs only those.
 *
 * The time zone is pinned because a test that passes only at home is no test; `TEST_TZ` runs the
 * same tests elsewhere, for instance in America/New_York. Threads would be a fifth faster than
 * forks, but in a thread `TZ` is not obeyed. Files of one fork share their modules, which halves
 * the time (5.6 s instead of 11.6 s for 16 files with a database each): our modules keep no state
 * and no test mocks one, so that nothing can leak from file to file. On two cores Vitest would by
 * itself use one of them.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'long' ? [long] : [`${folders}/**/*.test.ts`],
    exclude: mode === 'long' ? configDefaults.exclude : [...configDefaults.exclude, long],
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    env: { TZ: process.env.TEST_TZ ?? 'UTC' },
    testTimeout: mode === 'long' ? 3_600_000 : 20_000,
    hookTimeout: mode === 'long' ? 3_600_000 : 20_000,
  },
}));
