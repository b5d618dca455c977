/** What is more than a schedule can hold, or nothing at all: it is told, and not kept. */
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

/** Thursday, 26 November 2026; 阿强 is a manager. */
async function open() {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  return { chat, qiang, [Symbol.asyncDispose]: () => chat.close() };
}

const HALF_HOURS = Array.from({ length: 24 }, (_, hour) => `${hour}:00、${hour}:30`).join('、');
const HOURS = Array.from({ length: 24 }, (_, hour) => hour).join(',');
const DAYS = Array.from({ length: 25 }, (_, day) => day + 1).join(',');
const TOO_MUCH = '记不下这么多：间隔最长 7 天，一天最多 24 次，cron 最长 120 个字符。';

test.for([
  ['every 500 hours 喝水', TOO_MUCH],
  [`每天 ${HALF_HOURS} 喝水`, TOO_MUCH],
  [`cron "0,15,30,45 ${HOURS} ${DAYS} * *" 喝水`, TOO_MUCH],
  ['9999-12-31 23:59 喝水', '没有这一天，看看月份和日子。'],
] as const)('«定时 %s» is told, and the list still opens', async ([typed, told]) => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says(`定时 ${typed}`);
  chat.hears(told);
  await qiang.says('定时 每天 10:00 早安');
  chat.hears(/^每天 10:00/);
  await qiang.says('1');
  chat.hears(/^1 号定时已保存/);
  await qiang.says('定时列表');
  chat.hears(/^1 个定时\n/);
  expect(chat.errors).toEqual([]);
});

test.for([
  ['1/2\n2/2 再见', '少了 1/2，补上再发；不分次的话，别用「1/3」开头。'],
  ['1/3 早\n2/3：\n3/3 晚', '少了 2/3，补上再发；不分次的话，别用「1/3」开头。'],
  ['---\n---', '分隔线之间没有字，写上内容再发一次。'],
] as const)('a content that says nothing at some time is not kept: «%s»', async ([typed, told]) => {
  await using group = await open();
  await group.qiang.says(`定时 每天 10:00 ${typed}`);
  group.chat.hears(told);
});

test('a cron expression is echoed whole, so that its manager can see what was understood', async () => {
  await using group = await open();
  await group.qiang.says('定时 cron "0 9,10,11,12,13,14,15,16,17 * * 1-5" 站会');
  group.chat.hears(/^cron「0 9,10,11,12,13,14,15,16,17 \* \* 1-5」（北京时间）发：\n站会\n/);
});
