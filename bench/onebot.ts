/** Our program on a QQ account over a loopback socket, beside a bare receiver. */
import { inTurns, ROOMY } from './contender.ts';
import { fastThenSteady, receiverRow } from './receivers.ts';
import type { Section } from './report.ts';

/** Koishi 4.18 on the same job, quiet hour, as measured in November 2026 on two cores. */
const KOISHI = ['(note) Koishi, November 2026', 374, '', 2_750, '', '', '7.9', '50.6', '', 212];

export async function onebot({ runs }: { runs: number }): Promise<Section> {
  const taken = await inTurns(runs, {
    Qunli: () => fastThenSteady('onebotOurs'),
    'Qunli, with more memory': () => fastThenSteady('onebotOurs', ROOMY),
    'bare receiver, same writes': () => fastThenSteady('onebotBare'),
  });
  const beside = [taken['bare receiver, same writes'] ?? {}];
  return {
    title: 'Messages over OneBot',
    about:
      'A sender in a process of its own over a forward WebSocket on loopback: 20,000 messages, 5 ' +
      'groups of 200 members, every tenth a check-in, at most 64 of them unanswered, by a program ' +
      'that has just started; 20,000 further ones, of which each check-in is a repeat, as the ' +
      'difference to a longer run; then 200 messages a second for 20 s, from frame to answer, the first third left out. Real clock, all ' +
      'features on, synchronous=FULL, merging of answers off, pace switched off by its settings. The ' +
      'bare receiver runs the statements that our program wrote for the same frames.',
    columns: [
      'receiver',
      'messages/s',
      '× bare',
      'CPU µs/message',
      'further/s',
      'CPU µs/further',
      'p50 ms',
      'p99 ms',
      'unanswered',
      'peak MiB',
    ],
    rows: [
      ...Object.entries(taken).map(([name, figures]) => receiverRow(name, figures, beside)),
      KOISHI,
    ],
  };
}
