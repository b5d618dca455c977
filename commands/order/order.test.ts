/** Quieting and removing members, as the group sees it. */
import { expect, test } from 'vitest';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { order } from './index.ts';
import { mayOrder, parseMinutes } from './rules.ts';

async function openGroup() {
  const chat = await openChat({ features: [order] });
  const owner = chat.member('群主');
  const ming = chat.member('小明');
  const admin = chat.member('管理');
  for (const one of [owner, ming, admin]) await one.says('早');
  await owner.becomes('owner');
  await admin.becomes('admin');
  return { chat, owner, ming, admin };
}

const deed = (chat: Chat) => JSON.parse(chat.next().text);

test('a member is quiet for as long as was said, ten minutes unless said', async () => {
  const { chat, owner, ming } = await openGroup();
  await using _ = chat;
  await owner.says('禁言 @小明 30', { mentions: [ming] });
  expect(deed(chat)).toEqual({ do: 'mute', to: { group: 'g1' }, member: '小明', seconds: 1_800 });
  chat.hears('30 分钟，小明 先歇一会儿。');
  await owner.says('禁言 @小明', { mentions: [ming] });
  expect(deed(chat)).toMatchObject({ seconds: 600 });
  chat.hears('10 分钟，小明 先歇一会儿。');
  await owner.says('解禁 @小明', { mentions: [ming] });
  expect(deed(chat)).toMatchObject({ do: 'mute', seconds: 0 });
  chat.hears('小明 可以说话了。');
});

test('nobody quiets a role that is not below their own', async () => {
  const { chat, owner, admin, ming } = await openGroup();
  await using _ = chat;
  await admin.says('禁言 @群主', { mentions: [owner] });
  chat.hears('群主 是群主，只能管身份比自己低的人。');
  await ming.says('/禁言 @管理', { mentions: [admin] });
  chat.hears('「禁言」需要帮手权限。');
  chat.hearsNothing();
});

test('before somebody is removed the manager sees what stays, and may think again', async () => {
  const { chat, owner, ming } = await openGroup();
  await using _ = chat;
  await owner.says('移出 @小明', { mentions: [ming] });
  chat.hears('要把 小明 移出群吗？积分和记录都会留着，回来还能接着用。');
  await owner.says('不移出');
  chat.hears('好，没有移出。');
  await owner.says('移出 @小明', { mentions: [ming] });
  chat.next();
  await owner.says('确认移出');
  expect(deed(chat)).toEqual({ do: 'remove', to: { group: 'g1' }, member: '小明' });
  chat.hears('小明 已移出群。');
});

test('an admin who lost the role while being asked removes nobody', async () => {
  const { chat, admin, ming } = await openGroup();
  await using _ = chat;
  await admin.says('移出 @小明', { mentions: [ming] });
  chat.next();
  await admin.becomes('member');
  await admin.says('确认移出');
  chat.hears('小明 是群友，只能管身份比自己低的人。');
});

test('a quoted message is taken back', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('撤回', { replyTo: 'm7' });
  expect(deed(chat)).toEqual({ do: 'recall', to: { group: 'g1' }, id: 'm7' });
  chat.hears('已撤回。');
  await owner.says('撤回');
  chat.hears('请引用要撤回的那条消息，再发送「撤回」。');
});

test('equals leave each other alone', () => {
  expect(mayOrder('admin', 'admin')).toBe(false);
  expect(mayOrder('helper', 'member')).toBe(true);
  expect(mayOrder('manager', 'owner')).toBe(false);
});

test.for<[string, number | undefined]>([
  ['30', 30],
  ['10分钟', 10],
  ['１小时', 60],
  ['2h', 120],
  ['30天', 43_200],
  ['31天', undefined],
  ['0', undefined],
  ['一会儿', undefined],
  ['10 分', undefined],
])('«%s» is %s minutes of quiet', ([typed, minutes]) => {
  expect(parseMinutes(typed)).toBe(minutes);
});
