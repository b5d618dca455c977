/** Whoever says «提醒» alone is told what reminds. */
import { test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

test('«提醒» alone is answered with the reminders that there are', async () => {
  await using chat = await openChat({ features });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await qiang.says('提醒');
  chat.hears(
    [
      '要提醒什么？有这些：',
      '到时候发到群里：定时 明天 10:00 开会',
      '话题、冷场叫醒、周预告：每日提醒',
      '每天提醒还没签到的人：提醒签到',
      '不想被 @：别提醒我',
    ].join('\n'),
  );
  await qiang.says('提醒 大家明天开会');
  chat.hearsNothing();
  await chat.member('小明').says('/reminder');
  chat.hears('要提醒什么？有这些：\n不想被 @：别提醒我');
});
