/**
 * Bar S12 at full size: `STOPS=100` planned restarts while pushes leave on three platforms, each of
 * which takes 400 ms to answer. Stops amid a story of members are in `test/stop.long.test.ts`.
 */
import { expect, test } from 'vitest';
import { runPushKills } from '../push-kills/run.ts';
import { verdictOf } from '../push-kills/verdict.ts';

const stops = Number(process.env.STOPS ?? 100);
const { SEED: seed = '1' } = process.env;
/** So that no stop finds nothing left to be sent. */
const PUSHES_EACH = 12;

test(`${stops} planned restarts while pushes leave: none in doubt, each done within 10 s`, async () => {
  const account = await runPushKills({
    ...{ kills: stops, signal: 'SIGTERM', pushes: stops * PUSHES_EACH, seed },
    servers: () => ({ replyMs: 400 }),
  });
  const { wrong, unknown } = verdictOf(account);
  const { kills, longestStopMs } = account;
  const doubtful = [...account.ends].flatMap(([lane, end]) => (end === 'unknown' ? [lane] : []));
  process.stdout.write(`${JSON.stringify({ kills, unknown, doubtful, longestStopMs })}\n`);
  expect([wrong, unknown]).toEqual([[], 0]);
  expect(longestStopMs).toBeLessThan(10_000);
  expect(kills).toBe(stops);
});
