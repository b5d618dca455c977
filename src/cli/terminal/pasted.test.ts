import { expect, test } from 'vitest';
import { messagesIn } from './pasted.ts';

const isCommand = (word: string) => ['定时', '签到', 'clock'].includes(word);

test.each([
  ['签到', ['签到']],
  ['定时 每天 10:00\n1/2 第一课\n2/2 结业', ['定时 每天 10:00\n1/2 第一课\n2/2 结业']],
  ['签到\n/clock +1d\n\n签到', ['签到', '/clock +1d', '签到']],
  ['', ['']],
])('a series is one message, and commands below each other are several: %j', (text, messages) => {
  expect(messagesIn(text, isCommand)).toEqual(messages);
});
