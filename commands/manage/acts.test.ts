/** The audit trail as managers read it. */
import { expect, test } from 'vitest';
import type { FileRoom, Language } from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

/** Takes whatever is to be written; no file is looked at here. */
const files: FileRoom = {
  keep: async ({ name }) => name,
  writeText: async ({ name }) => name,
  writeExport: async ({ name }) => name,
  remove: async () => undefined,
};

/** Every kind of act once, as told afterwards: the newest first. */
async function actsOf(language: Language): Promise<readonly string[]> {
  await using chat = await openChat({ features, language, files });
  const [boss, qiang, ming] = [chat.member('老板'), chat.member('阿强'), chat.member('小明')];
  for (const one of [boss, qiang, ming]) await one.says('早');
  await boss.becomes('owner');
  await boss.says('任命 @阿强 运营', { mentions: [qiang] });
  await qiang.says('加分 @小明 50 答题', { mentions: [ming] });
  await qiang.says('扣分 @小明 20 奖', { mentions: [ming] });
  await qiang.says('撤销加减分');
  await qiang.says('加分 @小明 800 奖', { mentions: [ming] });
  await chat.advance({ minutes: 1 });
  await boss.says('拒绝 1');
  await boss.says('送补签卡 @小明 2', { mentions: [ming] });
  await boss.says('导出 成员');
  await boss.says('设置 checkin.points 8');
  await boss.says('关闭 排行榜');
  await boss.says('免去 @阿强', { mentions: [qiang] });
  chat.rest();
  await chat.advance({ minutes: 1 });
  await boss.says('操作记录');
  expect(chat.errors).toEqual([]);
  // A page holds ten: the appointment, which came first, stands on the next.
  return chat.next().text.split('\n').slice(1, -1);
}

test('the eleventh act is on the next page, and one asks for a member or a kind of act', async () => {
  await using chat = await openChat({ features });
  const [boss, qiang, ming] = [chat.member('老板'), chat.member('阿强'), chat.member('小明')];
  for (const one of [boss, qiang, ming]) await one.says('早');
  await boss.becomes('owner');
  await boss.says('任命 @阿强 运营', { mentions: [qiang] });
  for (let points = 1; points <= 10; points += 1) {
    await chat.advance({ minutes: 1 });
    await boss.says(`设置 checkin.points ${points + 10}`);
  }
  await qiang.says('加分 @小明 50 答题', { mentions: [ming] });
  chat.rest();
  const asked = async (typed: string, mentions: (typeof ming)[] = []) => {
    await chat.advance({ minutes: 1 });
    await boss.says(typed, { mentions });
    const rows = chat.next().text.split('\n');
    return rows.map((row) => row.replace(/^(?:3月1日|Mar 1) \d\d:\d\d /, ''));
  };
  expect((await asked('操作记录')).at(-1)).toBe('下一页：操作记录 2');
  expect(await asked('操作记录 2')).toEqual([
    '操作记录，第 2 页：',
    '老板：把「签到一次得几积分」从 5 改成 11',
    '老板：任命 阿强 为运营',
  ]);
  expect(await asked('操作记录 3')).toEqual(['没有第 3 页，最近的在第 1 页。']);
  const aboutMing = ['最近的操作：', '阿强：+50 积分给 小明（答题）'];
  expect(await asked('操作记录 @小明', [ming])).toEqual(aboutMing);
  expect(await asked('操作记录 积分')).toEqual(aboutMing);
  expect(await asked('操作记录 @阿强 身份', [qiang])).toEqual([
    '最近的操作：',
    '老板：任命 阿强 为运营',
  ]);
  expect((await asked('操作记录 设置')).at(-1)).toMatch(/从 5 改成 11$/);
  expect(await asked('操作记录 导出')).toEqual(['没有这样的操作记录。']);
  expect((await asked('操作记录 昨天'))[0]).toBe('「昨天」我看不懂。');
});

const told: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': [
    '老板：免去了 阿强 的运营身份',
    '老板：关闭了「排行榜」',
    '老板：把「签到一次得几积分」从 5 改成 8',
    '老板：导出了「成员」表格（xlsx）',
    '老板：2 张补签卡送给 小明',
    '老板：拒绝了 1 号申请',
    '阿强：1 号申请：+800 积分给 小明，等第二位运营同意',
    '阿强：+20 积分，撤销 小明 的一次加减分',
    '阿强：-20 积分，扣自 小明（奖）',
    '阿强：+50 积分给 小明（答题）',
  ],
  'zh-TW': [
    '老板：免去了 阿强 的營運身分',
    '老板：關閉了「排行榜」',
    '老板：把「簽到一次得幾點」從 5 改成 8',
    '老板：匯出了「成員」表格（xlsx）',
    '老板：2 張補簽卡送給 小明',
    '老板：拒絕了 1 號申請',
    '阿强：1 號申請：+800 點給 小明，等第二位營運同意',
    '阿强：+20 點，撤銷 小明 的一次加減分',
    '阿强：-20 點，扣自 小明（奖）',
    '阿强：+50 點給 小明（答题）',
  ],
  en: [
    '老板: dismissed 阿强, who is no longer a manager',
    '老板: switched “Leaderboards” off',
    '老板: changed “points for a check-in” from 5 to 8',
    '老板: exported the table of members (xlsx)',
    '老板: make-up cards for 小明: 2',
    '老板: refused request 1',
    '阿强: request 1: +800 for 小明, waiting for a second manager',
    '阿强: +20 for 小明, undoing an earlier change',
    '阿强: -20 for 小明, a deduction (奖)',
    '阿强: +50 for 小明, an award (答题)',
  ],
};

test.for(Object.entries(told))(
  'the audit trail in %s is read as sentences, not as a log («加分 小红, 积分 50, 流水号 7»)',
  async ([language, sentences]) => {
    const rows = await actsOf(language === 'zh-CN' || language === 'zh-TW' ? language : 'en');
    expect(rows.map((row) => row.replace(/^(?:3月1日|Mar 1) \d\d:\d\d /, ''))).toEqual(sentences);
  },
);
