/** What every replay must come to, whatever the platform. */
import { expect } from 'vitest';
import { features } from '../../../commands/index.ts';
import { onQq } from './on-qq.ts';
import { onTelegram } from './on-telegram.ts';
import { onWechat } from './on-wechat.ts';
import { commandsIn } from './plain-matcher.ts';
import { activityIn, countsIn, type Happened, messagesIn, staysIn } from './real-log.ts';
import type { Replayed } from './replay.ts';

/** By name; the frames that each may drop are those that repeat what the bot itself has said. */
export const STAGES = [
  { name: 'QQ', stage: onQq, isEchoed: false },
  { name: 'Telegram', stage: onTelegram, isEchoed: false },
  { name: 'WeChat', stage: onWechat, isEchoed: true },
] as const;

/** Nothing failed, nothing was lost, and everybody has said as much as a plain count says. */
export function expectPlainCount(
  log: readonly Happened[],
  { replayed, isEchoed }: { readonly replayed: Replayed; readonly isEchoed: boolean },
): void {
  expect(replayed.complaints).toEqual([]);
  const { length: answers } = replayed.answered;
  expect(replayed.outcomes).toEqual(answers === 0 ? {} : { sent: answers });
  expect(replayed.dropped).toEqual(isEchoed && answers > 0 ? { 'own message': answers } : {});
  expect(replayed.connections).toBe(1);
  expect(countsIn(log)).toMatchObject(replayed.handedIn);
  expect(replayed.activity).toEqual(activityIn(log));
  expect(replayed.messages).toEqual(messagesIn(log));
  expect(replayed.stays).toEqual(staysIn(log));
}

/** Where the program and the plain matcher do not agree about the whole log, by what was said. */
export interface Disagreement {
  /** A command to the matcher, and neither carried out nor answered. */
  readonly ignored: readonly string[];
  /** Carried out or answered, and no command to the matcher. */
  readonly surprising: readonly string[];
}

/** @param replayed on a platform that quotes, so that it shows which message was answered */
export function disagreement(log: readonly Happened[], replayed: Replayed): Disagreement {
  const matched = commandsIn(log, features);
  const taken = new Set([...replayed.carriedOut, ...replayed.answered]);
  const said = log.filter(({ type }) => type === 'message');
  const textsOf = (isOne: (message: number) => boolean) =>
    said.filter(({ message }) => isOne(message)).map(({ text }) => text.trim());
  return {
    ignored: textsOf((message) => matched.has(message) && !taken.has(message)),
    surprising: textsOf((message) => taken.has(message) && !matched.has(message)),
  };
}
