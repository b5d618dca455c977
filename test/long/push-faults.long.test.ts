/**
 * Bar S2: faults times so many pushes each (`EACH=250`) on each platform, through the whole
 * program. What is never answered costs 20 to 40 real seconds a push, and leaves one at a time by
 * each account: these have accounts of their own, and programs run side by side.
 */
import { expect, test } from 'vitest';
import * as cases from '../push-faults/cases.ts';
import { onQq, onTelegram, onWechat, type Trial, tryFaults } from '../push-faults/trial.ts';

const each = Number(process.env.EACH ?? 250);
const accounts = Math.min(9, each);
const half = Math.ceil(each / 2);

async function tryAll<F>(
  trials: readonly Omit<Trial<F>, 'accounts' | 'each'>[],
  count = each,
): Promise<readonly string[]> {
  const all = trials.map((trial) => tryFaults({ ...trial, accounts, each: count }));
  return (await Promise.all(all)).flat();
}

test(`on Telegram ${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  const telegram = { platform: 'telegram', faults: onTelegram } as const;
  const wrong = await tryAll([
    { ...telegram, cases: cases.TELEGRAM },
    { ...telegram, cases: cases.TELEGRAM_SILENT },
  ]);
  expect(wrong).toEqual([]);
});

test(`on QQ ${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  const qq = { platform: 'qq', faults: onQq } as const;
  const wrong = await tryAll([
    { ...qq, cases: cases.QQ },
    { ...qq, cases: [{ ...cases.NONE, name: 'nobody there' }], servers: { qqAfterMs: 20_000 } },
    ...cases.QQ_SILENT.map((one) => ({ ...qq, cases: [one] })),
  ]);
  expect(wrong).toEqual([]);
});

test(`on QQ ${each} pushes into half-open sockets: one of each is unknown, the next one arrives`, async () => {
  const qq = { platform: 'qq', faults: onQq, cases: cases.QQ_HALF_OPEN } as const;
  expect(await tryAll([qq, qq], half)).toEqual([]);
});

test(`on WeChat ${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  const wechat = { platform: 'wechat', faults: onWechat } as const;
  const wrong = await tryAll([
    { ...wechat, cases: cases.WECHAT },
    { ...wechat, cases: cases.WECHAT_SILENT },
  ]);
  expect(wrong).toEqual([]);
});

test(`on WeChat ${each} gateways die with a push in their hands: none doubled, none lost`, async () => {
  const wechat = { platform: 'wechat', faults: onWechat, cases: cases.WECHAT_KILLED } as const;
  expect(await tryAll([wechat])).toEqual([]);
});
