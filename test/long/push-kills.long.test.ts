/**
 * Bar S1 at full size: `KILLS=1000 PUSHES=2000 SEED=1 npm run test:long -- push-kills`. The figures
 * are printed, for `unknown` has a bound of its own.
 */
import { expect, test } from 'vitest';
import { runPushKills } from '../push-kills/run.ts';
import { verdictOf } from '../push-kills/verdict.ts';

const kills = Number(process.env.KILLS ?? 1_000);
const pushes = Number(process.env.PUSHES ?? 2_000);
const { SEED: seed = '1' } = process.env;

test(`${kills} kills while ${pushes} pushes leave: none doubled, none lost unseen`, async () => {
  const account = await runPushKills({ kills, pushes, seed });
  const { wrong, unknown, unknownArrived } = verdictOf(account);
  const ends = Object.fromEntries(countOf(account.ends.values()));
  const figures = { kills: account.kills, ends, unknown, unknownArrived };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(account.ends.size).toBe(pushes);
  expect(wrong).toEqual([]);
});

function countOf(values: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
