/** What may go wrong with a push on each platform, and how it must end. */
import type { Fault as QqFault } from '../platforms/qq/fake.ts';
import type { Fault as TelegramFault } from '../platforms/telegram/fake.ts';
import type { TextFault } from '../wechat-gateway.ts';

export interface Case<F> {
  readonly name: string;
  /** What the first attempt meets. */
  readonly fault: F;
  /** How the push ends. */
  readonly end: 'sent' | 'unknown' | 'refused';
  /** How often the group has read it. */
  readonly times: 0 | 1;
}

const of = <F>(
  name: string,
  fault: F,
  ...[end, times]: readonly [Case<F>['end'], Case<F>['times']]
): Case<F> => ({ name, fault, end, times });

export const TELEGRAM: readonly Case<TelegramFault>[] = [
  of('429', 'tooMany', 'sent', 1),
  of('502', 'badGateway', 'unknown', 0),
  of('500', 'serverError', 'unknown', 0),
  of('reset after the body', 'resetAfterBody', 'unknown', 0),
  of('lost reply', 'lostReply', 'unknown', 1),
  of('broken JSON', 'brokenJson', 'unknown', 0),
  of('403', { refuse: 403, description: 'Forbidden: bot was kicked' }, 'refused', 0),
];
/** Costs 20 s each. */
export const TELEGRAM_SILENT: readonly Case<TelegramFault>[] = [
  of('silence', 'silence', 'unknown', 0),
];

export const NONE: Case<undefined> = of('nobody there at first', undefined, 'sent', 1);

/** QQ keeps no history here: nothing shows afterwards what has arrived. */
export const QQ: readonly Case<QqFault>[] = [
  of('failed', { refuse: 100 }, 'refused', 0),
  of('asynchronous', 'async', 'unknown', 1),
];
/** An account whose line breaks again and again waits longer each time. */
export const QQ_BREAKING: readonly Case<QqFault>[] = [
  of('socket closed behind the frame', 'cut', 'unknown', 1),
  of('socket closed before the frame is read', 'cutBefore', 'unknown', 0),
];
/** Where QQ keeps a history, it shows what has arrived. */
export const QQ_IN_DOUBT: readonly Case<QqFault>[] = [
  of('closed behind the frame, and in the history', 'cut', 'sent', 1),
  of('closed before the frame is read, and others say the same', 'cutBefore', 'unknown', 0),
];
/** The same, at half a minute each. */
export const QQ_LOST: readonly Case<QqFault>[] = [
  of('lost reply, and in the history', 'lostReply', 'sent', 1),
];

/** Cost half a minute each. */
export const QQ_SILENT: readonly Case<QqFault>[] = [
  of('lost reply', 'lostReply', 'unknown', 1),
  of('reply after 120 s', 'lateReply', 'unknown', 1),
  of('broken JSON', 'brokenReply', 'unknown', 1),
];
export const QQ_HALF_OPEN: readonly Case<QqFault>[] = [
  of('half-open socket', 'halfOpen', 'unknown', 0),
];

/** A gateway tells what its account says: what has arrived is known to have. */
export const WECHAT: readonly Case<TextFault>[] = [
  of('not found', { before: 5 }, 'refused', 0),
  of('unimplemented', { before: 12 }, 'refused', 0),
  of('unauthenticated', { before: 16 }, 'sent', 1),
  of('internal error before', { before: 13 }, 'unknown', 0),
  of('internal error behind', { after: 13 }, 'sent', 1),
  of('unavailable before', { before: 14 }, 'unknown', 0),
  of('unavailable behind', { after: 14 }, 'sent', 1),
];
/** Cost half a minute each. */
export const WECHAT_SILENT: readonly Case<TextFault>[] = [
  of('silence before', { before: 'silence' }, 'unknown', 0),
  of('lost reply', { after: 'silence' }, 'sent', 1),
];
export const WECHAT_KILLED: readonly Case<TextFault>[] = [
  of('gateway killed before', { before: 'die' }, 'unknown', 0),
];
