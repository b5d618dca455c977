/** The list of settings as a manager reads it, where only the first clause of each has room. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { openChat } from '../src/testing/open-chat.ts';

test('in the list of settings each line says what its figure is', async () => {
  await using chat = await openChat({ features });
  const boss = chat.member('群主');
  await boss.becomes('owner');
  await boss.says('设置 全部');
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
  await owner.says('设置 全部');
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

test('the list is short: the community’s own settings, and how many each feature has', async () => {
  await using chat = await openChat({ features });
  const owner = chat.member('群主');
  await owner.becomes('owner');
  await owner.says('设置');
  const rows = chat.next().text.split('\n');
  expect(rows.length).toBeLessThan(15);
  expect(rows.at(-2)).toMatch(/^其余：签到 \d+ 项、积分 \d+ 项、/);
  expect(rows.at(-1)).toBe(
    '看一项功能：「设置 签到」。改一项：「设置 签到一次得几积分 5」。全部：「设置 全部」。',
  );
});

test('a setting is changed by what the list calls it, in any of the three languages', async () => {
  await using chat = await openChat({ features });
  const owner = chat.member('群主');
  await owner.becomes('owner');
  for (const [typed, value] of [
    ['每个群一天最多主动发几条 6', 6],
    ['· 每个群一天最多主动发几条：7', 7],
    ['每個群一天最多主動傳幾則=8', 8],
    ['签到 补签一天要几积分 15', 15],
    ['points for a check-in 9', 9],
    ['签到一次得几积分 ５', 5],
  ] as const) {
    await owner.says(`设置 ${typed}`);
    expect(chat.next().text, typed).toContain(`→ ${value}`);
  }
  await owner.says('设置 连续签到的奖励 7=20 30=100');
  chat.hears(/^checkin\.milestones：/);
  await owner.says('设置 晚上几点以后不主动发 23:00');
  chat.hears(/^community\.quietFrom：22:30 → 23:00/);
  await owner.says('设置 晚上几点以后不主动发：23:30');
  chat.hears(/^community\.quietFrom：23:00 → 23:30/);
  await owner.says('设置 连续天数何时重新算 每周');
  chat.hears(/^checkin\.cycle：none → week/);
  await owner.says('设置 补签一天要几积分');
  chat.hears(/^checkin\.makeUp\.price = 15/);
  expect(chat.errors).toEqual([]);
});

test('a name that several settings have is asked about, and answered with a number', async () => {
  await using chat = await openChat({ features, can: { buttons: false } });
  const owner = chat.member('群主');
  await owner.becomes('owner');
  await owner.says('设置 每天上限 6');
  const asked = chat.hears(/^「6」是哪一项？\n1\. /).text.split('\n');
  const nth = asked.findIndex((line) => line.includes('每个群一天最多主动发几条（现在 4）'));
  expect(nth).toBeGreaterThan(0);
  await owner.says(String(nth));
  chat.hears(/^community\.pushesADay：4 → 6/);
  await owner.says('设置 每天上限');
  expect(chat.next().text).toMatch(/^叫这个的有几项：\n[\s\S]*community\.pushesADay = 6/);
  await owner.says('设置 投票 截止前几分钟提醒 30');
  chat.hears(/^polls\.remindMinutes：60 → 30/);
});

test('whoever may not change points by hand may not do so by a name either', async () => {
  await using chat = await openChat({ features });
  const [owner, hong] = [chat.member('群主'), chat.member('小红')];
  await owner.becomes('owner');
  await hong.says('早');
  await owner.says('任命 @小红 运营', { mentions: [hong] });
  chat.rest();
  await hong.says('设置 签到一次得几积分 999');
  chat.hears(/要管理员来改/);
  await hong.says('设置 闹钟 7点');
  chat.hears(/看不懂/);
});
