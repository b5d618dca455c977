import { test } from 'vitest';
import { features } from '../../../commands/index.ts';
import { openChat } from '../../testing/open-chat.ts';

test('the button under an older proposal does not keep the newer one', async () => {
  await using chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await qiang.says('定时 每天 10:00 第一个');
  const [older] = chat.next().said?.choices ?? [];
  await qiang.says('定时 每天 11:00 第二个');
  const [newer] = chat.next().said?.choices ?? [];
  await qiang.presses(older?.id ?? '');
  chat.hears(/这个已经结束了，按了不算。$/);
  await chat.member('小明').presses(newer?.id ?? '');
  chat.hearsNothing();
  await qiang.presses(newer?.id ?? '');
  chat.hears(/^2 号定时已保存/);
});
