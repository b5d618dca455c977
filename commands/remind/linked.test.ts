/** Reminders and members who turn out to be one person, or part again. */
import { expect, test } from 'vitest';
import { join, openLinkedChat, undo } from '../../test/linked-chat.ts';

/** Sunday; both accounts may manage the group, and something is due on Wednesday. */
async function openGroup() {
  const chat = await openLinkedChat({ 'community.lullMinutes': 0 });
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) {
    await member.becomes('admin');
    await member.says('早');
  }
  await old.says('发起投票 去哪 | 山 | 海 | +截止 60小时');
  return { chat, old, fresh };
}

const MONDAY = '2026-03-02T09:00:00+08:00';

test('who wanted to hear of the week under either account hears of it once', async () => {
  const { chat, old, fresh } = await openGroup();
  await using _ = chat;
  await fresh.says('周预告 私聊');
  await old.says('周预告 私聊');
  await join(chat, { fresh, old });
  chat.rest();
  await chat.at(MONDAY);
  const heard = chat.rest().filter(({ text }) => text.startsWith('七天内有 1 项安排'));
  expect(heard).toHaveLength(1);
});

test('parted, the account that wanted it hears of the week again', async () => {
  const { chat, old, fresh } = await openGroup();
  await using _ = chat;
  await fresh.says('周预告 私聊');
  await join(chat, { fresh, old });
  await undo(old);
  chat.rest();
  await chat.at(MONDAY);
  const heard = chat.rest().filter(({ text }) => text.startsWith('七天内有 1 项安排'));
  expect(heard.map(({ to }) => to)).toContain('@新号');
});

test('who wanted to be reminded of check-in under one account is mentioned as one person', async () => {
  const { chat, old, fresh } = await openGroup();
  await using _ = chat;
  await fresh.says('签到');
  await fresh.says('提醒我签到');
  await old.says('提醒签到 20:00');
  await join(chat, { fresh, old });
  await chat.at('2026-03-02T19:59:00+08:00');
  chat.rest();
  await chat.at('2026-03-02T20:00:00+08:00');
  const heard = chat.hears(/还有 1 人今天没签到/);
  const mentioned = heard.said?.pieces.filter((piece) => typeof piece !== 'string');
  expect(mentioned).toHaveLength(1);
});

test('what an erased manager had added stays a topic of the group', async () => {
  const { chat, old } = await openGroup();
  await using _ = chat;
  await old.says('话题 加 书？');
  chat.rest();
  await old.says('忘记我');
  await old.says('确认忘记');
  chat.rest();
  await chat.at('2026-03-01T20:00:00+08:00');
  expect(chat.rest().map(({ text }) => text)).toContain('今日话题：书？');
});
