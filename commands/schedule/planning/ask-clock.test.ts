/** «几点发？» is asked, and the answer need not be the whole phrase. */
import { expect, test } from 'vitest';
import { openChat } from '../../../src/testing/open-chat.ts';
import { features } from '../../index.ts';

/** Thursday, 26 November 2026, shortly after 9; 阿强 is a manager. */
async function open(language: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN') {
  const chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00', language });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  chat.rest();
  return { chat, qiang, [Symbol.asyncDispose]: () => chat.close() };
}

test.for([
  ['9', '每天 09:00'],
  ['九点', '每天 09:00'],
  ['晚上8点半', '每天 20:30'],
  ['20:00', '每天 20:00'],
  ['9点和18点', '每天 09:00、18:00'],
])('«定时 每天 喝水», asked at what time and answered «%s», is %s', async ([typed = '', when]) => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 喝水');
  chat.hears('几点发？回我几点就行，如：9点，或者 晚上8点半');
  await qiang.says(typed);
  expect(chat.next().text).toContain(`${when}（北京时间）发：\n喝水\n接下来：`);
  await qiang.says('1');
  chat.hears(/^1 号定时已保存/);
  expect(chat.errors).toEqual([]);
});

test('«每晚» and «8» are eight in the evening', async () => {
  await using group = await open();
  await group.qiang.says('定时 每晚 发给全部群：睡觉');
  group.chat.hears(/^几点发？/);
  await group.qiang.says('8');
  expect(group.chat.next().text).toMatch(/^每天 20:00（北京时间）发：\n睡觉\n/);
});

test.for([
  ['定时 每天早上 喝水', '八点', '08:00'],
  ['定时 每天晚上，喝水', '9', '21:00'],
  ['schedule every day in the evening 喝水', 'at 8', '20:00'],
])(
  'of «%s» the part of the day is no text: «%s» is %s',
  async ([typed = '', answer = '', time]) => {
    await using group = await open();
    await group.qiang.says(typed);
    group.chat.hears(/^几点发？/);
    await group.qiang.says(answer);
    expect(group.chat.next().text).toMatch(new RegExp(`^每天 ${time}（北京时间）发：\\n喝水\\n`));
  },
);

test('«复制 1 每周五» keeps the time of day', async () => {
  await using group = await open();
  await group.qiang.says('定时 每天 9:00 喝水');
  await group.qiang.says('1');
  group.chat.rest();
  await group.qiang.says('复制 1 每周五');
  expect(group.chat.next().text).toMatch(/^每周五 09:00（北京时间）发：\n喝水\n/);
});

test('«每天两次 喝水» is asked at which times', async () => {
  await using group = await open();
  await group.qiang.says('定时 每天两次 喝水');
  group.chat.hears('都几点发？回我几点就行，如：9点和18点');
  await group.qiang.says('9 18');
  expect(group.chat.next().text).toMatch(/^每天 09:00、18:00（/);
});

test('an answer that is no time is told what to write, twice, and then talk is talk', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 喝水');
  chat.next();
  await qiang.says('等我想想');
  chat.hears('没看懂是几点。这样回：9点，或者 20:30；不发了就回：取消');
  await qiang.says('下班吧');
  chat.hears('还是没看懂，整句写吧：定时 每天 09:00 早安');
  await qiang.says('9');
  chat.hearsNothing();
});

test('others do not answer it, and «算了» leaves it', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 每天 喝水');
  chat.next();
  await chat.member('小明').says('9');
  chat.hearsNothing();
  await qiang.says('算了');
  chat.hears('好，没有保存。');
});

test('in English and for Taiwan', async () => {
  await using english = await open('en');
  await english.qiang.says('schedule every day Drink');
  english.chat.hears('At what time? Just answer with it, such as: 9:00, or 8:30pm');
  await english.qiang.says('8 pm');
  expect(english.chat.next().text).toMatch(/^every day at 20:00 \(Beijing time\)/);
  await using taiwan = await open('zh-TW');
  await taiwan.qiang.says('排程 每天 喝水');
  taiwan.chat.hears('幾點傳？回我幾點就行，如：9點，或者 晚上8點半');
  await taiwan.qiang.says('八點');
  expect(taiwan.chat.next().text).toMatch(/^每天 08:00（/);
});

test.for([
  [
    '定时 13:00-15:00 开会',
    /^13:00–15:00 是一段时间，要写清几点发。发一次：13:00；发两次：13:00和15:00；/,
  ],
  ['定时 每天22点到2点每小时 喝水', /^过了零点就是第二天/],
  ['定时 每个工作日每2小时 喝水', /^从几点到几点？这样写：定时 每个工作日 9点到18点每2小时/],
  ['定时 每周一9点、周三10点 例会', /^不同的日子发在不同的钟点/],
  ['定时 9点和18点 喝水', /^只有几点，没有哪天/],
] as const)('«%s» is told what to write instead', async ([typed, told]) => {
  await using group = await open();
  await group.qiang.says(typed);
  group.chat.hears(told);
});

test('«定时 明天 9点和18点 体检» comes twice and is shown as one day', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('定时 明天 9点和18点 体检');
  chat.hears(
    /^11月27日 周五 09:00、18:00（北京时间）发：\n体检\n接下来：11月27日 周五 09:00，11月27日 周五 18:00$/,
  );
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-28T12:00:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toEqual(['体检', '体检']);
});

test('«定时 父亲节 9点 …» names the festival', async () => {
  await using group = await open();
  await group.qiang.says('定时 父亲节 9点 爸爸辛苦了');
  group.chat.hears(/^每年父亲节 09:00（北京时间）发：\n爸爸辛苦了\n接下来：2027年6月20日 周日/);
});
