import { expect, test } from 'vitest';
import { minutes } from './instant.ts';
import { showSpan } from './span-words.ts';

test.for([
  [0, '0 分钟', '0 minutes'],
  [1, '1 分钟', '1 minute'],
  [89, '89 分钟', '89 minutes'],
  [120, '2 小时', '2 hours'],
  [152, '2.5 小时', '2.5 hours'],
  // «晚了 1362 分钟» was what a manager read.
  [1_362, '23 小时', '23 hours'],
  [2_880, '2 天', '2 days'],
] as const)('%d minutes are «%s»', ([count, chinese, english]) => {
  expect(showSpan(minutes(count), 'zh-CN')).toBe(chinese);
  expect(showSpan(minutes(count), 'en')).toBe(english);
});
