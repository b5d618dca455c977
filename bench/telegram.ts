/** Our program behind a Telegram webhook, beside telegraf and beside a bare receiver. */
import { inTurns, ROOMY } from './contender.ts';
import { fastThenSteady, receiverRow } from './receivers.ts';
import type { Section } from './report.ts';

const TELEGRAF = 'telegraf, a transaction a message';
const BARE = 'bare receiver, same writes';

export async function telegram({ runs }: { runs: number }): Promise<Section> {
  const taken = await inTurns(runs, {
    Qunli: () => fastThenSteady('telegramOurs'),
    'Qunli, with more memory': () => fastThenSteady('telegramOurs', ROOMY),
    [TELEGRAF]: () => fastThenSteady('telegramTelegraf'),
    [`${TELEGRAF}, FULL`]: () => fastThenSteady('telegramTelegrafFull'),
    [BARE]: () => fastThenSteady('telegramBare'),
  });
  const beside = [taken[TELEGRAF] ?? {}, taken[BARE] ?? {}];
  return {
    title: 'Messages over a Telegram webhook',
    about:
      'Telegram’s side in a process of its own on loopback: connections that stay open call the ' +
      'webhook, 40 unless it asks for more, as Qunli does (100), and a Bot API takes the answers. 20,000 updates, 5 groups of 200 members, every ' +
      'tenth a check-in, at most 64 of them unanswered, by a program that has just started; 20,000 ' +
      'further ones, of which each check-in is a repeat, as the difference to a longer run; then ' +
      '200 updates a second for 20 s, from update to answer, the first third left out. Qunli: real clock, all features on, ' +
      'synchronous=FULL, merging of answers off, no pace. telegraf: each message counted, a check-in ' +
      'once a day with points and a ledger row, answered by ctx.reply over kept connections; ' +
      'synchronous=NORMAL, the preset of the driver, and FULL. The bare receiver runs the statements ' +
      'that our program wrote for the same updates, and holds them all in memory.',
    columns: [
      'receiver',
      'updates/s',
      '× telegraf',
      '× bare',
      'CPU µs/update',
      'further/s',
      'CPU µs/further',
      'p50 ms',
      'p99 ms',
      'unanswered',
      'peak MiB',
    ],
    rows: Object.entries(taken).map(([name, figures]) => receiverRow(name, figures, beside)),
  };
}
