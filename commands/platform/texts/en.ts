/** Bot accounts in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Platforms',
  commands: {
    status: { words: ['platforms'], help: 'how the bot accounts are connected' },
    downtimes: { words: ['downtimes'], help: 'when the bot was away, and what was made good' },
    stop: {
      words: ['stop-sending'],
      usage: '[account]',
      help: 'the bot says nothing more, but goes on recording',
    },
    resume: { words: ['resume-sending'], usage: '[account]', help: 'the bot speaks again' },
  },
  labels: {
    'link.down': 'offline',
    'link.connecting': 'connecting',
    'link.authorized': 'signed in, nothing heard yet',
    'link.live': 'well',
    'link.stale': 'silent, being asked',
    'audit.hold': 'stopped the sending of {account}',
    'audit.release': 'let {account} send again',
  },
  texts: {
    none: 'There is only the sandbox here, no bot account.',
    row: '{account}: {state}',
    rowWhy: '{account}: {state} ({why})',
    rowHeld: '{account}: sending is stopped; “{word}” lets it go on',
    stopped:
      '{accounts} will send nothing more; check-ins and points are still recorded. To go on, send “{word}”.',
    resumed: '{accounts} can send again.',
    waiting: {
      one: '{n} message has been waiting and follows now.',
      other: '{n} messages have been waiting and follow now.',
    },
    tooOld: {
      one: '{n} message has waited too long and is not sent any more.',
      other: '{n} messages have waited too long and are not sent any more.',
    },
    unknown: 'There is no account “{typed}”; there are: {accounts}.',
    downtimes: 'Latest downtimes:',
    downtime: '{from} to {to} ({span}): {what}',
    nothingToMend: 'nothing to make good',
    noDowntimes: 'No downtime of {least} or more in the last 90 days.',
    semicolon: '; ',
    comma: ', ',
  },
});
