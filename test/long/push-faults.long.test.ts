/**
 * Bar S2: faults times so many pushes each (`EACH=250`) on each platform, through the whole
 * program. What is never answered costs 20 to 40 real seconds a push, and leaves one at a time by
 * each account; an account whose line breaks again and again waits longer each time. So there are
 * many accounts, and programs run side by side.
 */
import { expect, test } from 'vitest';
import * as cases from '../push-faults/cases.ts';
import { onQq, onTelegram, onWechat, type Trial, tryFaults } from '../push-faults/trial.ts';

const each = Number(process.env.EACH ?? 250);
const MOST_ACCOUNTS = 9;
/** So many meet a fault that breaks the line, at one account. */
const BREAKS = 4;

type Tried<F> = Omit<Trial<F>, 'accounts' | 'each'>;

async function tryAll<F>(trials: readonly Tried<F>[], programs = 1): Promise<readonly string[]> {
  const share = Math.ceil(each / programs);
  const own = { accounts: Math.min(MOST_ACCOUNTS, share), each: share };
  const all = trials.flatMap((trial) =>
    Array.from({ length: programs }, () => tryFaults({ ...trial, ...own })),
  );
  return (await Promise.all(all)).flat();
}

const breaking = Math.ceil(each / MOST_ACCOUNTS / BREAKS);

test(`on Telegram ${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  const telegram = { platform: 'telegram', faults: onTelegram } as const;
  const wrong = await tryAll([
    { ...telegram, cases: cases.TELEGRAM },
    { ...telegram, cases: cases.TELEGRAM_SILENT },
  ]);
  expect(wrong).toEqual([]);
});

const qq = { platform: 'qq', faults: onQq } as const;

test(`on QQ ${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  const wrong = await tryAll([
    { ...qq, cases: cases.QQ },
    { ...qq, cases: [cases.NONE], servers: { qqAfterMs: 20_000 } },
    ...cases.QQ_SILENT.map((one) => ({ ...qq, cases: [one] })),
  ]);
  expect(wrong).toEqual([]);
});

test.for([...cases.QQ_BREAKING, ...cases.QQ_HALF_OPEN])(
  `on QQ ${each} pushes break the line ($name): one of each is unknown, the next one arrives`,
  async (one) => {
    expect(await tryAll([{ ...qq, cases: [one] }], breaking)).toEqual([]);
  },
);

const wechat = { platform: 'wechat', faults: onWechat } as const;

test(`on WeChat ${each} pushes into each fault: none doubled, none lost, the doubtful ones unknown`, async () => {
  expect(await tryAll([{ ...wechat, cases: cases.WECHAT }])).toEqual([]);
});

test(`on WeChat ${each} pushes into each silence: none doubled, none lost, the doubtful ones unknown`, async () => {
  expect(await tryAll(cases.WECHAT_SILENT.map((one) => ({ ...wechat, cases: [one] })))).toEqual([]);
});

/** Each death costs a start of a gateway, and a longer wait than the one before. */
const deaths = Math.min(45, each);

test(`on WeChat ${deaths} gateways die with a push in their hands: none doubled, none lost`, async () => {
  const own = { each: deaths, accounts: Math.min(MOST_ACCOUNTS, deaths) };
  expect(await tryFaults({ ...wechat, ...own, cases: cases.WECHAT_KILLED })).toEqual([]);
});
