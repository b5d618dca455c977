/** A steady load: every so manieth message is a check-in, by one member after the other. */
import type { Instant, Message } from '#kit';
import { GROUPS, MEMBERS, messageOf } from './talk.ts';

export interface LoadOptions {
  readonly perSecond: number;
  readonly count: number;
  /** One of so many messages is a command. */
  readonly commandEvery: number;
}

export function isCommand(n: number, { commandEvery }: LoadOptions): boolean {
  return n % commandEvery === 0;
}

export function loadMessage(n: number, options: LoadOptions & { readonly at: Instant }): Message {
  const speaker = { group: 1 + (n % GROUPS), member: 1 + (Math.floor(n / GROUPS) % MEMBERS) };
  const text = isCommand(n, options) ? '签到' : '今天大家都在聊什么?';
  return messageOf({ n, at: options.at, text, ...speaker });
}
