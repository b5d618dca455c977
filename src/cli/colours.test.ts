import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { isColoured } from './colours.ts';

const TELLS = `
  import { Told } from './src/cli/connect/told.ts';
  await new Told(process.stdout).finding({ level: 'good', what: 'it answers' });
`;

test('what goes into a file has no colours, even where the environment speaks for them', () => {
  expect(isColoured(new PassThrough())).toBe(false);
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', TELLS],
    { env: { ...process.env, CI: '1', FORCE_COLOR: '1' }, encoding: 'utf8' },
  );
  expect(stdout).toBe('  ✓ it answers\n');
});
