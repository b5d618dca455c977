/** How people switch something on and off: «开», «关»; «20:30» means on, at that time. */
import { type MinuteOfDay, parseMinuteOfDay } from './day.ts';
import { plainWord } from './fold.ts';

export type TypedSwitch =
  | { readonly isOn: false }
  /** Without a minute whoever reads it chooses the time. */
  | { readonly isOn: true; readonly minute: MinuteOfDay | undefined };

const ON = new Set(['开', '開', '开启', '開啟', '打开', '打開', 'on']);
const OFF = new Set(['关', '關', '关闭', '關閉', '关掉', '關掉', 'off']);

/** @returns undefined for anything else */
export function parseSwitch(typed: string): TypedSwitch | undefined {
  const word = plainWord(typed);
  if (OFF.has(word)) return { isOn: false };
  if (ON.has(word)) return { isOn: true, minute: undefined };
  const minute = parseMinuteOfDay(word);
  return minute === undefined ? undefined : { isOn: true, minute };
}
