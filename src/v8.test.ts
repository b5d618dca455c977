/** What the program asks of V8, seen in processes of their own: nothing of it can be taken back. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MIB = 1_048_576;

/** By how much the space for young objects grows when many objects live for a while. */
function growthMiB(...flags: readonly string[]): number {
  const script = `
    import v8 from 'node:v8';
    import { tuneV8 } from ${JSON.stringify(join(import.meta.dirname, 'v8.ts'))};
    const young = () =>
      v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size;
    tuneV8();
    const before = young();
    let alive = [];
    for (let n = 0; n < 3_000_000; n += 1) {
      alive.push({ n, text: String(n) });
      if (alive.length > 50_000) alive = [];
    }
    console.log(young() - before);
  `;
  const args = [...flags, '--import', 'tsx', '--input-type=module', '--eval', script];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' })) / MIB;
}

it('lets the space for young objects grow no further', () => {
  expect(growthMiB()).toBeLessThanOrEqual(0);
});

it.for(['--max-semi-space-size=16', '--max_semi_space_size=16'])(
  'leaves it to whoever has chosen its size by %s',
  (flag) => {
    expect(growthMiB(flag)).toBeGreaterThan(4);
  },
);
