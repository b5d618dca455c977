/**
 * Bar S3 at full size (`EACH=250`, `KILLS=100`): of pushes in doubt that arrived on QQ at least 99
 * of 100 are known to have, half a minute after the account is back at the latest; and nothing is
 * taken for one that is not: in each group the account has said the same before, and somebody does
 * at that moment. What WeChat tells is in `push-faults.long.test.ts`.
 */
import { expect, test } from 'vitest';
import { QQ_IN_DOUBT, QQ_LOST } from '../push-faults/cases.ts';
import { facedFaults, onQq } from '../push-faults/trial.ts';
import { runPushKills } from '../push-kills/run.ts';
import { verdictOf } from '../push-kills/verdict.ts';

const each = Number(process.env.EACH ?? 250);
const kills = Number(process.env.KILLS ?? 100);
const { SEED: seed = '1' } = process.env;
const HALF_A_MINUTE = 30_000;
const LEAST_SHARE = 0.99;
const PROGRAMS_BROKEN = Math.min(8, each);
const servers = { own: 'kept', hasMimics: true } as const;

const say = (figures: object) => process.stdout.write(`${JSON.stringify(figures)}\n`);

/** By several programs side by side: an account whose line breaks often waits longer each time. */
async function face(cases: typeof QQ_LOST, programs: number) {
  const share = Math.ceil(each / programs);
  const trial = { platform: 'qq', cases, each: share, faults: onQq, servers } as const;
  const own = { accounts: Math.min(9, share), lingerMs: HALF_A_MINUTE };
  const all = await Promise.all(
    Array.from({ length: programs }, () => facedFaults({ ...trial, ...own })),
  );
  const wrong = all.flatMap((faced) => faced.wrong);
  const lingeredMs = Math.max(...all.map(({ account }) => account.lingeredMs));
  say({ cases: cases.map(({ name }) => name), each, wrong: wrong.length, lingeredMs });
  return wrong;
}

test(`${each} pushes whose line was closed behind them are found, ${each} before them are not`, async () => {
  expect(await face(QQ_IN_DOUBT, PROGRAMS_BROKEN)).toEqual([]);
});

test(`${each} pushes whose replies were lost are found`, async () => {
  expect(await face(QQ_LOST, 1)).toEqual([]);
});

test(`${kills} kills while ${each} pushes leave: what arrived is found after a restart`, async () => {
  const account = await runPushKills({
    ...{ kills, pushes: each, seed, platforms: ['qq'], accounts: 3 },
    servers: () => servers,
    lingerMs: HALF_A_MINUTE,
  });
  const { wrong, unknown, unknownArrived } = verdictOf(account);
  const { kills: fallen, lingeredMs, delivered } = account;
  say({ fallen, delivered: delivered.length, unknown, unknownArrived, lingeredMs });
  expect(wrong).toEqual([]);
  expect(unknownArrived).toBeLessThanOrEqual(fallen * (1 - LEAST_SHARE));
});
