/** What is typed behind `话题`: «加 …», «删 3», «开», «关», «20:30», «晚上8点», or nothing for the list. */
import {
  type Arg,
  arg,
  isNoClockTime,
  parseClockTimes,
  parseSwitch,
  plainWord,
  type TypedSwitch,
} from '#kit';

export type TypedTopic =
  | { readonly do: 'add'; readonly content: string }
  | { readonly do: 'remove'; readonly number: number }
  | { readonly do: 'switch'; readonly to: TypedSwitch }
  /** Several times of day, one that there is not, or a number alone. */
  | { readonly do: 'wrongClock' };

const ADD = new Set(['加', '添加', '新增', 'add']);
const REMOVE = new Set(['删', '删除', '刪', '刪除', 'remove', 'delete']);

export const topicArg: Arg<TypedTopic> = {
  async read(tokens, lookup) {
    const read = await arg.text().read(tokens, lookup);
    if (!read.ok) return read;
    const value = parseTopic(read.value);
    if (value) return { ...read, value };
    return { ok: false, problem: 'notChoice', typed: read.value };
  },
};

/** @returns undefined for anything else */
export function parseTopic(typed: string): TypedTopic | undefined {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(typed.trim()) ?? [];
  const verb = plainWord(word);
  if (ADD.has(verb)) return { do: 'add', content: rest.trim() };
  if (REMOVE.has(verb) && /^[1-9][0-9]{0,5}$/.test(plainWord(rest))) {
    return { do: 'remove', number: Number(plainWord(rest)) };
  }
  const to = parseSwitch(typed);
  if (to) return { do: 'switch', to };
  const isClock = parseClockTimes(typed) !== undefined || isNoClockTime(plainWord(typed));
  return isClock ? { do: 'wrongClock' } : undefined;
}
