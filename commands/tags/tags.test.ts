/** Tags (标签) in a group: given, told, taken, merged and forgotten. */
import { expect, test } from 'vitest';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { forgettingIn } from '../../src/testing/forgetting.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { join, openLinkedChat, undo } from '../../test/linked-chat.ts';
import { features } from '../index.ts';
import { personal } from './personal.ts';

async function groupWithBoss() {
  const chat = await openChat({ features });
  const [boss, ming, hong] = [chat.member('群主'), chat.member('小明'), chat.member('小红')];
  await boss.becomes('owner');
  await ming.says('早');
  await hong.says('早');
  return { chat, boss, ming, hong };
}

test('a manager tags members, sees who has a tag, and takes it again', async () => {
  const { chat, boss, ming, hong } = await groupWithBoss();
  await boss.says('标签 @小明 @小红 VIP', { mentions: [ming, hong] });
  chat.hears('小明、小红 有了标签「VIP」。');
  await boss.says('标签 vip');
  chat.hears('2 人有标签「VIP」：小明、小红');
  await boss.says('去标签 @小明 vip', { mentions: [ming] });
  chat.hears('已去掉 小明 的标签「vip」。');
  await boss.says('标签');
  chat.hears('1 种标签：\nVIP：1 人');
  expect(exportedRows(chat, { what: 'tags' })).toMatchObject([{ tag: 'VIP', name: '小红' }]);
  await chat.close();
});

test('a manager who asks for the tags of one member sees those, not all there are', async () => {
  const { chat, boss, ming, hong } = await groupWithBoss();
  await boss.says('标签 @小明 VIP', { mentions: [ming] });
  await boss.says('标签 @小明 讲师', { mentions: [ming] });
  chat.rest();
  await boss.says('标签 @小明', { mentions: [ming] });
  chat.hears('小明 的标签：VIP、讲师');
  await boss.says('标签 @小红', { mentions: [hong] });
  chat.hears('小红 还没有标签。这样打：标签 @群友 VIP');
  await chat.close();
});

test('a tag that could not stand in a condition is refused with one line', async () => {
  const { chat, boss, ming } = await groupWithBoss();
  await boss.says('标签 @小明 a=b', { mentions: [ming] });
  chat.hears(/^「a=b」我看不懂。/);
  await ming.says('标签 @小明 VIP', { mentions: [ming] });
  chat.hears('「标签」需要运营权限。');
  await boss.says('标签 VIP');
  chat.hears('没有人有标签「VIP」。这样打：标签 @群友 VIP');
  await chat.close();
});

test('who links an old account keeps its tags, and gives them back on parting', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  await boss.becomes('owner');
  for (const member of [old, fresh]) await member.says('早');
  await boss.says('标签 @旧号 VIP', { mentions: [old] });
  await boss.says('标签 @新号 VIP', { mentions: [fresh] });
  await boss.says('标签 @新号 讲师', { mentions: [fresh] });
  await join(chat, { fresh, old });
  chat.rest();
  await boss.says('标签');
  chat.hears('2 种标签：\nVIP：1 人\n讲师：1 人');
  await undo(old);
  chat.rest();
  await boss.says('标签');
  chat.hears('2 种标签：\nVIP：2 人\n讲师：1 人');
  await boss.says('标签 讲师');
  chat.hears('1 人有标签「讲师」：新号');
});

test('who is forgotten has no tags, and nobody is named as having given any', async () => {
  const { chat, boss, ming, hong } = await groupWithBoss();
  await boss.says('标签 @小明 VIP', { mentions: [ming] });
  await boss.says('任命 @小明 运营', { mentions: [ming] });
  await ming.says('标签 @小红 VIP', { mentions: [hong] });
  chat.rest();
  const id = await chat.idOf(ming);
  await chat.app.store.write(chat.now(), (tx) => personal.erase(forgettingIn(tx), id));
  await boss.says('标签 VIP');
  chat.hears('1 人有标签「VIP」：小红');
  await chat.close();
});

test('each account has its own tags again when they part, but for what was taken or given since', async () => {
  await using chat = await openLinkedChat();
  const [boss, old, fresh] = [chat.member('群主'), chat.member('旧号'), chat.member('新号')];
  await boss.becomes('owner');
  for (const member of [old, fresh]) await member.says('早');
  const mentions = [old, fresh];
  await boss.says('标签 @旧号 @新号 VIP', { mentions });
  await boss.says('标签 @新号 讲师', { mentions: [fresh] });
  await boss.says('标签 @新号 志愿者', { mentions: [fresh] });
  await join(chat, { fresh, old });
  await boss.says('去标签 @旧号 讲师', { mentions: [old] });
  await boss.says('标签 @旧号 新人', { mentions: [old] });
  await undo(fresh);
  chat.rest();
  await boss.says('标签 @旧号', { mentions: [old] });
  chat.hears('旧号 的标签：VIP、新人');
  await boss.says('标签 @新号', { mentions: [fresh] });
  chat.hears('新号 的标签：VIP、志愿者');
  expect(chat.errors).toEqual([]);
});

test('a tag that both had and that was taken from the one who goes on does not come back', async () => {
  await using chat = await openLinkedChat();
  const [boss, old, fresh] = [chat.member('群主'), chat.member('旧号'), chat.member('新号')];
  await boss.becomes('owner');
  for (const member of [old, fresh]) await member.says('早');
  await boss.says('标签 @旧号 @新号 VIP', { mentions: [old, fresh] });
  await join(chat, { fresh, old });
  await boss.says('去标签 @旧号 VIP', { mentions: [old] });
  await undo(fresh);
  chat.rest();
  await boss.says('标签');
  chat.hears(/^还没有|没有标签|没有/);
});
