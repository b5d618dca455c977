/** A word on a schedule counts for what was shown: what others have changed is shown first. */
import { expect, test } from 'vitest';
import { openManagedGroup } from '../../../test/managed-group.ts';

/** Number 1 says «早安» every day at 10:00 and waits for approval; 小芳 has been shown it. */
async function openApproval() {
  const group = await openManagedGroup();
  const { chat, qiang, fang } = group;
  await qiang.says('设置 schedule.approval 是');
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('1');
  chat.rest();
  await fang.whispers('批准定时 1');
  chat.hears(/^1 号等你同意：每天 10:00（北京时间）发给建它的群：\n早安\n/);
  return group;
}

test.each([
  ['改内容 1 买一送一', /发给建它的群：\n买一送一\n/],
  ['改时间 1 11:00', /^1 号等你同意：每天 11:00/],
  ['改定时 1 发给 标签=新人', /发给符合「标签=新人」的人（私聊）：\n早安\n/],
])('«%s» after 小芳 was asked is not approved unseen', async (typed, shown) => {
  await using group = await openApproval();
  const { chat, qiang, fang, at } = group;
  await qiang.says(typed);
  await qiang.says('就这样改');
  chat.rest();
  await fang.whispers('1');
  chat.hears('1 号刚才被人改过，按现在的再看一眼：');
  chat.hears(shown);
  await at('11-26T12:00');
  chat.hearsNothing();
  await fang.whispers('批准定时 1');
  await fang.whispers('同意');
  expect(chat.rest().at(-1)?.text).toMatch(/^1 号定时已保存，第一次：/);
});

test('who is asked to approve may leave it waiting, and nothing is sent', async () => {
  await using group = await openApproval();
  const { chat, fang, at } = group;
  await fang.whispers('2');
  chat.hears('好，1 号没有批准，还在等。');
  await at('11-26T12:00');
  chat.hearsNothing();
});

test('a wish to mention all, that came after 小芳 was asked, is not approved unseen', async () => {
  await using group = await openApproval();
  const { chat, qiang, fang } = group;
  await qiang.says('定时全体 1');
  chat.rest();
  await fang.whispers('1');
  chat.hears('1 号刚才被人改过，按现在的再看一眼：');
  chat.hears(/\n发的时候 @全体。\n/);
});

test('what somebody has approved meanwhile, or taken away, is not approved again', async () => {
  await using group = await openApproval();
  const { chat, qiang, fang } = group;
  const lin = chat.member('小林');
  await lin.becomes('admin');
  await lin.says('批准定时 1');
  await lin.says('1');
  chat.rest();
  await fang.whispers('1');
  chat.hears('1 号不用批准。');
  await qiang.says('删除定时 1');
  chat.rest();
  await fang.whispers('批准定时 1');
  chat.hears(/^没有 1 号定时/);
});

test('a time that is over is not approved, for its text could be sent again unseen', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, at } = group;
  await qiang.says('设置 schedule.approval 是');
  await qiang.says('定时 今天 10:00 开会');
  await qiang.says('1');
  await at('11-26T11:00');
  chat.rest();
  await fang.says('批准定时 1');
  chat.hears('这个时间以后都不会有了。\n换个时间：改时间 1 明天 9:00');
  await fang.says('再发 1');
  chat.hears('1 号还没开始发。');
});

test('in English', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang } = group;
  await qiang.says('设置 schedule.approval 是');
  await qiang.says('设置 community.language en');
  await qiang.says('schedule every day 10:00 hello');
  await qiang.says('1');
  expect(chat.rest().at(-1)?.text).toBe(
    'Schedule 1 waits for a second manager. To see it and decide: approve-schedule 1',
  );
  await fang.says('approve-schedule 1');
  chat.hears(
    /^Schedule 1 waits for your word: every day at 10:00 \(.*\) to the group .*:\nhello\n/,
  );
});

test('a draft that another manager has changed while its preview was open is shown before it is kept', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, at } = group;
  await qiang.says('定时 每天 10:00 早安');
  chat.rest();
  await fang.whispers('改内容 1 买一送一');
  await fang.whispers('1');
  chat.rest();
  await qiang.says('1');
  chat.hears('1 号刚才被人改过，按现在的再看一眼：');
  chat.hears(/^每天 10:00（北京时间）发：\n买一送一\n/);
  await at('11-26T10:30');
  chat.hearsNothing();
  await qiang.says('继续 1');
  chat.hears(/^每天 10:00（北京时间）发：\n买一送一\n/);
  await qiang.says('2');
  chat.hears('好，1 号还留作草稿。');
  await qiang.says('继续 1');
  await qiang.says('1');
  expect(chat.rest().at(-1)?.text).toMatch(/^1 号定时已保存/);
});

test('of several drafts of others one is shown, and of the rest it is said how to see them', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang } = group;
  for (const words of ['一', '二', '三']) await qiang.says(`定时 每天 10:00 ${words}`);
  chat.rest();
  await fang.says('继续 1 2 3');
  chat.hears('2 号草稿你还没看过，先看再定：继续 2\n3 号草稿你还没看过，先看再定：继续 3');
  chat.hears(/^每天 10:00（北京时间）发：\n一\n/);
});

test('a draft that somebody else has begun is not told as thrown away', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, at } = group;
  await qiang.says('定时 每天 10:00 早安');
  await fang.whispers('继续 1');
  await fang.whispers('1');
  chat.rest();
  await qiang.says('2');
  chat.hears('1 号没有暂停，照常在发。');
  await at('11-26T10:00');
  chat.hears('早安');
});
