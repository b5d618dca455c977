/** Reminders of check-in: one message a day, mentions of those who asked, and who is told alone. */
import { expect, test } from 'vitest';
import { addDays, type Day, parseDay } from '#kit';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { attention } from '../attention/index.ts';
import { checkin } from './index.ts';
import { recordDay } from './store/days.ts';
import { countDay } from './store/totals.ts';

const YESTERDAY = parseDay('2026-02-28') ?? expect.unreachable();
const KEPT = { 'community.lullMinutes': 0 };

/** Sunday, 1 March 2026, 09:00; 阿强 is an admin. */
async function open(settings: Readonly<Record<string, unknown>> = {}, language?: 'en' | 'zh-TW') {
  const chat = await openChat({
    features: [checkin, attention],
    settings: { ...KEPT, ...settings },
    ...(language && { language }),
  });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  return { chat, qiang, [Symbol.asyncDispose]: () => chat.close() };
}

/** Somebody who has checked in on so many days until yesterday, or until `last`. */
async function regular(chat: Chat, name: string, { days = 1, last = YESTERDAY } = {}) {
  const member = chat.member(name);
  await member.says('早');
  const id = await chat.idOf(member);
  await chat.app.store.write(chat.now(), async (tx) => {
    const { community } = (await tx.people.find(id)) ?? expect.unreachable();
    for (let ago = 0; ago < days; ago += 1) {
      const day: Day = addDays(last, -ago);
      const when = { at: chat.now(), heardAt: chat.now() };
      await recordDay(tx, { member: id, community, ...when, day, kind: 'madeUp', points: 0 });
      await countDay(tx, { community, member: id });
    }
  });
  return member;
}

const mentioned = (heard: ReturnType<Chat['next']>) =>
  heard.said?.pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name]));

test('nobody is reminded in a group whose managers have not asked for it', async () => {
  await using group = await open();
  await regular(group.chat, '小明');
  await group.chat.advance({ days: 2 });
  group.chat.hearsNothing();
});

test('once a day the group hears how many are missing, until all have checked in', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const ming = await regular(chat, '小明');
  const hong = await regular(chat, '小红', { days: 7 });
  await qiang.says('提醒签到 20:30');
  chat.hears(
    '每天 20:30 提醒一次，都签到了就不说。换时间：提醒签到 20:30；关掉：提醒签到 关\n下次：今天 20:30',
  );
  await chat.at('2026-03-01T20:29:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-01T20:31:00+08:00');
  chat.hears('还有 2 人今天没签到，其中 1 人已连签 7 天以上，别断了：签到');
  await ming.says('签到');
  await hong.says('签到');
  chat.rest();
  await chat.at('2026-03-02T09:00:00+08:00');
  await ming.says('签到');
  chat.rest();
  await chat.at('2026-03-02T20:31:00+08:00');
  chat.hears('还有 1 人今天没签到，其中 1 人已连签 7 天以上，别断了：签到');
  await ming.says('好');
  await chat.at('2026-03-03T09:00:00+08:00');
  await ming.says('签到');
  await hong.says('签到');
  chat.rest();
  await chat.at('2026-03-03T23:00:00+08:00');
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('only those who come regularly are missed: not who is on leave, has left, or only talks', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await regular(chat, '小明');
  await regular(chat, '老王', { last: addDays(YESTERDAY, -7) });
  await (await regular(chat, '小红')).says('请假');
  await (await regular(chat, '小刚')).leaves();
  await chat.member('小李').says('大家好');
  await qiang.says('提醒签到 20:00');
  chat.rest();
  await chat.at('2026-03-01T20:00:00+08:00');
  chat.hears('还有 1 人今天没签到，连签别断：签到');
});

test('only those who asked are mentioned, and not any more once they have had enough', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const ming = await regular(chat, '小明');
  const hong = await regular(chat, '小红');
  await ming.says('提醒我签到');
  chat.hears(/^好，管理员打开签到提醒后，没签到会 @ 你。/);
  await qiang.says('提醒签到 20:00');
  chat.rest();
  await hong.says('提醒我签到');
  chat.hears(/^好，没签到会 @ 你。/);
  await chat.at('2026-03-01T20:00:00+08:00');
  const heard = chat.hears(/还有 2 人今天没签到/);
  expect(mentioned(heard)).toEqual(['小明', '小红']);
  await hong.says('别提醒我签到');
  chat.hears('好，签到不再提醒你。改主意了：提醒我签到');
  await hong.says('别提醒我签到');
  chat.hears('本来就没有提醒你。想要：提醒我签到');
  await ming.says('别提醒我');
  chat.rest();
  await chat.at('2026-03-02T20:00:00+08:00');
  expect(mentioned(chat.hears(/还有 2 人今天没签到/))).toEqual([]);
  await ming.says('提醒我签到');
  chat.rest();
  await chat.at('2026-03-03T20:00:00+08:00');
  expect(mentioned(chat.hears(/还有 2 人今天没签到/))).toEqual(['小明']);
});

test('the time is learnt from when the group talks, and managers see that it is', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('提醒签到 开');
  chat.hears(/^每天 20:00 提醒一次，都签到了就不说；满一周后改在本群最热闹的时候。/);
  const ming = await regular(chat, '小明');
  for (let day = 1; day <= 7; day += 1) {
    await chat.at(`2026-03-0${day}T12:10:00+08:00`);
    for (const word of ['吃饭', '吃什么', '面']) await ming.says(word);
  }
  await ming.says('签到');
  chat.rest();
  await chat.at('2026-03-08T11:00:00+08:00');
  await qiang.says('提醒签到');
  chat.hears(/^每天 12:00 提醒一次，都签到了就不说；这是本群最热闹的时候，会跟着变。/);
  await chat.at('2026-03-08T12:00:00+08:00');
  chat.hears('还有 1 人今天没签到，连签别断：签到');
});

test('another time holds at once, and the old one says nothing', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await regular(chat, '小明');
  for (const time of ['20:00', '21:00']) await qiang.says(`提醒签到 ${time}`);
  chat.rest();
  await chat.at('2026-03-01T20:30:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-01T21:00:00+08:00');
  chat.hears(/还有 1 人/);
  await qiang.says('提醒签到 关');
  chat.hears('签到提醒没开。打开：提醒签到 开');
  await chat.advance({ days: 2 });
  chat.hearsNothing();
});

test('«nobody was reminded»: asked, the bot says why, and when it comes next', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const ming = await regular(chat, '小明');
  await qiang.says('提醒签到 20:00');
  await ming.says('签到');
  chat.rest();
  await chat.at('2026-03-01T20:30:00+08:00');
  chat.hearsNothing();
  await qiang.says('提醒签到');
  chat.hears(/\n下次：明天 20:00；今天 20:00 没发：都签到了$/);
  await qiang.says('关掉推送 签到提醒');
  chat.rest();
  await chat.at('2026-03-02T21:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('提醒签到');
  chat.hears(
    /\n这一类关着，到时候不会发。打开：打开推送 签到提醒；今天 20:00 没发：这一类已经关掉$/,
  );
  await qiang.says('打开推送 签到提醒');
  chat.rest();
  await chat.at('2026-03-15T20:30:00+08:00');
  chat.rest();
  await qiang.says('提醒签到');
  chat.hears(/\n下次：明天 20:00；今天 20:00 没发：最近 7 天没人签过到$/);
});

test('whoever is reminded in the morning is not promised another one that evening', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await regular(chat, '小明');
  await qiang.says('提醒签到 10:00');
  chat.rest();
  await chat.at('2026-03-01T10:00:00+08:00');
  chat.hears(/还有 1 人/);
  await qiang.says('提醒签到 20:00');
  chat.hears(/\n下次：明天 20:00$/);
  await chat.at('2026-03-01T21:00:00+08:00');
  chat.hearsNothing();
});

test('where the evening is quiet, the usual time is one that can be heard', async () => {
  await using early = await open({ 'community.quietFrom': '19:00' });
  await early.qiang.says('提醒签到 开');
  early.chat.hears(/^每天 18:00 提醒一次/);
});

test.each([
  ['提醒签到 23:00', '22:30–08:00 不打扰，换个时间：提醒签到 20:30'],
  ['提醒签到', '签到提醒没开。打开：提醒签到 开'],
  ['提醒签到 关', '签到提醒没开。打开：提醒签到 开'],
])('«%s» is answered in one line', async (typed, expected) => {
  await using group = await open();
  await group.qiang.says(typed);
  group.chat.hears(expected);
});

test('nobody is called while check-in is closed', async () => {
  await using group = await open({ 'checkin.windows': ['06:00-09:00', '12:00-13:00'] });
  const { chat, qiang } = group;
  await regular(chat, '小明');
  await qiang.says('提醒签到 20:00');
  chat.hears('那时候签到没开放，换个时间：提醒签到 20:30');
  await qiang.says('提醒签到 开');
  chat.hears(/^每天 12:00 提醒一次/);
  await chat.at('2026-03-01T12:00:00+08:00');
  chat.hears(/还有 1 人/);
});

test('a community that has switched the kind off hears none, and its members neither', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  const ming = await regular(chat, '小明', { days: 8 });
  await ming.whispers('提醒我签到');
  await qiang.says('提醒签到 20:00');
  await qiang.says('关掉推送 签到提醒');
  chat.rest();
  await chat.advance({ days: 1 });
  chat.hearsNothing();
});

/** 小明 has asked for it in private. */
async function asking(chat: Chat, days: number): Promise<ChatMember> {
  const ming = await regular(chat, '小明', { days });
  await ming.whispers('提醒我签到');
  chat.hears('好，没签到会 @ 你；连签 7 天以上快断时，私下告诉你。不要了：别提醒我签到');
  return ming;
}

test('whoever asked for it hears alone that a long streak is about to break', async () => {
  await using group = await open();
  const { chat } = group;
  const ming = await asking(chat, 7);
  await (await regular(chat, '小红', { days: 9 })).says('提醒我签到');
  chat.rest();
  await chat.at('2026-03-01T21:59:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-01T22:00:00+08:00');
  const heard = chat.hears('连签 7 天，今天还没签到，00:00 前到群里发「签到」就不断。');
  expect(heard.to).toBe('@小明');
  await ming.says('签到');
  chat.rest();
  await chat.at('2026-03-02T12:00:00+08:00');
  await ming.says('签到');
  chat.rest();
  await chat.at('2026-03-02T23:00:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-03T23:00:00+08:00');
  chat.hears(/^连签 9 天/);
  await ming.whispers('别提醒我');
  await ming.says('签到');
  chat.rest();
  await chat.advance({ days: 2 });
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('a short streak is nobody’s worry, and quiet hours are kept', async () => {
  await using short = await open();
  await asking(short.chat, 6);
  await short.chat.advance({ days: 1 });
  short.chat.hearsNothing();
  await using early = await open({ 'community.quietFrom': '21:00' });
  await asking(early.chat, 7);
  await early.chat.at('2026-03-01T20:30:00+08:00');
  early.chat.hears(/^连签 7 天/);
});

test('in English and as it is said in Taiwan', async () => {
  await using english = await open({}, 'en');
  await regular(english.chat, 'Amy');
  await english.qiang.says('/checkin-reminder 20:00');
  english.chat.rest();
  await english.chat.at('2026-03-01T20:00:00+08:00');
  english.chat.hears('1 member has not checked in today. Keep your streak: checkin');
  await using taiwan = await open({}, 'zh-TW');
  await regular(taiwan.chat, '小明');
  await taiwan.qiang.says('提醒簽到 20:00');
  taiwan.chat.rest();
  await taiwan.chat.at('2026-03-01T20:00:00+08:00');
  taiwan.chat.hears('還有 1 人今天沒簽到，連簽別中斷：簽到');
});

test.each([
  ['提醒签到 晚上8点', '20:00'],
  ['提醒签到 20点', '20:00'],
  ['提醒签到 晚上 8点半', '20:30'],
  ['提醒签到 每天9点', '09:00'],
  ['提醒签到 8 pm', '20:00'],
])('«%s» reminds at %s', async (typed, time) => {
  await using group = await open();
  await group.qiang.says(typed);
  group.chat.hears(new RegExp(`^每天 ${time} 提醒一次`));
});
