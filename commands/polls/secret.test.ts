/** Secret polls: what anybody could learn from the group, the file, and the exports. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openForReading } from '../../src/store/open.ts';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';
import { personal } from './personal.ts';

const SECRET = '发起投票 班长 | 甲 | 乙 | 丙 | +匿名';

async function openGroup(): Promise<Chat> {
  const chat = await openChat({ features, settings: { 'points.chatPoints': 0 } });
  await chat.member('群主').becomes('owner');
  return chat;
}

type Rows = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/** Every row of every table that a ballot could leave a trace in. */
function everything({ exportParts }: Chat): Rows {
  const connection = openForReading(exportParts.file);
  const all = (sql: string) => [...connection.iterate({ sql, parameters: [] })];
  const names = all("select name from sqlite_master where type = 'table' order by name");
  const rows = names.map(([name]) => [String(name), all(`select * from "${name}"`)] as const);
  connection.close();
  // Which file it is differs from file to file.
  return Object.fromEntries(rows.filter(([name]) => name !== 'facts'));
}

test('a secret poll says what it is, takes presses and whispers, and tells nothing before its end', async () => {
  await using chat = await openGroup();
  const [ming, hong, gang] = [chat.member('小明'), chat.member('小红'), chat.member('小刚')];
  for (const member of [ming, hong, gang]) await member.says('早');
  await ming.says(SECRET);
  const asked = chat.hears(
    /^1 号投票：班长\n按按钮，或私聊我发「投票 1 1」。\n匿名，谁也查不到谁投了什么；投了不能改；截止后公布结果；/,
  );
  expect(asked.said?.choices?.map(({ label }) => label)).toEqual(['1. 甲', '2. 乙', '3. 丙']);
  await chat.advance({ minutes: 2 });
  await hong.presses('polls:1:2');
  chat.hears('收到 1 张匿名票，共 1 票。');
  await hong.presses('polls:1:1');
  chat.hears('@小红 你已经投过了，这个投票投了不能改。');
  await gang.whispers('投票 1 2');
  expect(chat.hears('记下了，这张票是匿名的。').said?.to).toEqual({ private: '小刚' });
  await ming.says('投票 1 2');
  chat.hears('匿名投票请私聊我发「投票 1 1」，刚才这条不算。');
  await ming.says('2');
  await ming.says('乙');
  chat.hearsNothing();
  await ming.says('投票结果');
  chat.hears('「班长」截止后公布结果，已有 2 票。');
  await ming.says('投票名单');
  chat.hears('1 号投票是匿名的，没有名单。');
  await chat.advance({ minutes: 2 });
  await ming.whispers('投票 1 乙');
  chat.rest();
  await ming.says('结束投票 1');
  chat.hears(
    /^1 号投票结束：班长（3 票）\n1\. 甲 0 票\n2\. 乙 ▇+ 3 票 100%\n3\. 丙 0 票\n胜出：乙$/,
  );
});

test('with fewer than three ballots a secret result is not told, nor exported', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says(SECRET);
  await chat.member('小红').presses('polls:1:2');
  chat.rest();
  await chat.member('小明').says('结束投票');
  chat.hears('1 号投票结束：班长（1 票）\n不足 3 票，为保密不公布。');
  expect(exportedRows(chat, { what: 'polls' })).toMatchObject([{ poll: 1, options: null }]);
});

test('an open secret poll is exported without ballots, a closed one by kinds of ballots', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says(SECRET);
  for (const [n, option] of [1, 2, 2].entries()) {
    await chat.member(`群友${n}`).presses(`polls:1:${option}`);
  }
  expect(exportedRows(chat, { what: 'polls' })).toMatchObject([{ options: null, memberId: null }]);
  await chat.member('小明').says('结束投票');
  const rows = exportedRows(chat, { what: 'polls' });
  expect(
    rows.map(({ options, ballots, memberId, name, at }) => [options, ballots, memberId, name, at]),
  ).toEqual([
    ['1', 1, null, null, null],
    ['2', 2, null, null, null],
  ]);
});

test('whoever swaps their choices leaves the same file behind: nothing in it joins them', async () => {
  const fileOf = async (choices: readonly number[], isClosed: boolean): Promise<Rows> => {
    await using chat = await openGroup();
    await chat.member('小明').says(SECRET);
    for (const [n, option] of choices.entries()) {
      await chat.member(`群友${n}`).presses(`polls:1:${option}`);
    }
    if (isClosed) await chat.member('小明').says('结束投票');
    return everything(chat);
  };
  const ballots = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(ballots, fc.boolean(), fc.nat(), async (choices, isClosed, turn) => {
      const at = turn % choices.length;
      const turned = [...choices.slice(at), ...choices.slice(0, at)];
      expect(await fileOf(turned, isClosed)).toEqual(await fileOf(choices, isClosed));
    }),
    { numRuns: 8 },
  );
});

test('once it is closed, even who has cast a ballot is forgotten', async () => {
  await using chat = await openGroup();
  const hong = chat.member('小红');
  await chat.member('小明').says(SECRET);
  await hong.presses('polls:1:2');
  const id = await chat.idOf(hong);
  const known = () => personal.export(chat.app.store.reader, id);
  expect(await known()).toMatchObject({ ballots: [], secretBallots: [1] });
  await chat.member('小明').says('结束投票');
  expect(await known()).toMatchObject({ ballots: [], secretBallots: [] });
  expect(everything(chat).polls_voters).toEqual([]);
});

test('a secret poll of several choices is answered in private alone', async () => {
  await using chat = await openGroup();
  const hong = chat.member('小红');
  await hong.says('早');
  await chat.member('小明').says(`${SECRET} +多选2`);
  const asked = chat.hears(/私聊我发「投票 1 1 2」。\n1\. 甲\n2\. 乙\n3\. 丙\n/);
  expect(asked.said?.choices).toBeUndefined();
  await hong.whispers('投票 1 1 3');
  chat.hears('记下了，这张票是匿名的。');
  await hong.whispers('投票 1 1 2');
  chat.hears('你已经投过了，这个投票投了不能改。');
});
