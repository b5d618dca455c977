/** The list of settings as a manager reads it, where only the first clause of each has room. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { openChat } from '../src/testing/open-chat.ts';

test('in the list of settings each line says what its figure is', async () => {
  await using chat = await openChat({ features });
  const boss = chat.member('群主');
  await boss.becomes('owner');
  await boss.says('设置');
  const rows = chat.next().text.split('\n');
  expect(rows).toEqual(
    expect.arrayContaining([
      '· 邀请的好友留下来得几积分：20',
      '· 平台没说是谁邀请的就问新人：开',
      '· 短时间里一人带来几位算正常：8',
      '· 短时间是多少分钟之内：60',
      '· 没写截止时间的投票开几小时：72',
    ]),
  );
});

test('what is one of a few words is shown in the reader’s own, and is set by them as well', async () => {
  await using chat = await openChat({ features });
  const owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
  await owner.says('设置');
  const all = chat.rest().map(({ text }) => text);
  for (const row of ['连续天数何时重新算：不重算', '谁可以发起投票：群友', '：北京时间']) {
    expect(all.join('\n')).toContain(row);
  }
  await owner.says('设置 checkin.cycle 每周');
  chat.hears(/checkin\.cycle.*none.*week/);
  await owner.says('设置 community.language 繁體中文');
  chat.rest();
  await owner.says('設定');
  expect(
    chat
      .rest()
      .map(({ text }) => text)
      .join('\n'),
  ).toContain('對所有人說哪種語言：繁體中文');
});
