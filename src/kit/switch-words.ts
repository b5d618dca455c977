/**
 * How people switch something on and off: «开», «关»; a time of day («20:30», «晚上8点», «每天 9点») means
 * on, at that time.
 */
import { type Arg, arg } from './args.ts';
import { parseClockTime } from './clock-time.ts';
import type { MinuteOfDay } from './day.ts';
import { plainWord } from './fold.ts';

export type TypedSwitch =
  | { readonly isOn: false }
  /** Without a minute whoever reads it chooses the time. */
  | { readonly isOn: true; readonly minute: MinuteOfDay | undefined };

const ON = new Set(['开', '開', '开启', '開啟', '打开', '打開', 'on']);
const OFF = new Set(['关', '關', '关闭', '關閉', '关掉', '關掉', 'off']);
/** What is switched so comes every day anyhow; of «每晚» the part of the day stays. */
const DAILY = /^(?:(?:每天|每日|天天)(?:的|在)?|每(?=[早晚])|(?:every|each)\s?day|daily)\s*/;

/** @returns undefined for anything else */
export function parseSwitch(typed: string): TypedSwitch | undefined {
  const word = plainWord(typed);
  if (OFF.has(word)) return { isOn: false };
  if (ON.has(word)) return { isOn: true, minute: undefined };
  const minute = parseClockTime(word.replace(DAILY, ''));
  return minute === undefined ? undefined : { isOn: true, minute };
}

/** All that follows a command's word: a time may hold blanks. */
export const switchArg: Arg<TypedSwitch> = {
  async read(tokens, lookup) {
    const read = await arg.text().read(tokens, lookup);
    if (!read.ok) return read;
    const value = parseSwitch(read.value);
    return value ? { ...read, value } : { ok: false, problem: 'notChoice', typed: read.value };
  },
};
