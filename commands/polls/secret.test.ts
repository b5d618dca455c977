/** Secret polls: what anybody could learn from the group, the file, and the exports. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a secret poll says what it is, takes presses and whispers, and tells nothing before its end', async () => {
  await using chat = await openGroup();
  const [ming, hong, gang] = [chat.member('小明'), chat.member('小红'), chat.member('小刚')];
  for (const member of [ming, hong, gang]) await member.says('早');
  await ming.says(SECRET);
  const asked = chat.hears(
    /^1 号投票：班长\n私聊我发「投票 1 1」，下面有按钮就直接按。\n匿名，谁也查不到谁投了什么；投了不能改；截止后公布结果；/,
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
  chat.hears('匿名投票请私聊我发「投票 1 1」，刚才这条不算。');
  await ming.says('乙');
  await chat.advance({ minutes: 1 });
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

const MARK = Buffer.alloc(32, '0');

/** The file byte by byte, without the number that tells it from other files. */
function bytesOf({ exportParts: { file } }: Chat): Buffer {
  const connection = openForReading(file);
  const id = "select value from facts where key = 'database.id'";
  const [[own] = []] = [...connection.iterate({ sql: id, parameters: [] })];
  connection.close();
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf(String(own)); at >= 0; at = bytes.indexOf(String(own))) {
    MARK.copy(bytes, at);
  }
  return bytes;
}

interface Turnout {
  readonly terms: string;
  /** What each press or whisper chooses, in the order in which they come. */
  readonly choices: readonly string[];
  readonly isClosed: boolean;
}

async function fileOf({ terms, choices, isClosed }: Turnout): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-secret-'));
  const chat = await openChat({ features, folder, settings: { 'points.chatPoints': 0 } });
  const voters = choices.map((_, n) => chat.member(`群友${n}`));
  for (const voter of voters) await voter.says('早');
  await chat.member('群主').becomes('owner');
  // Another secret poll, whose sums share pages with those of the first.
  for (const more of [terms, '']) await chat.member('群主').says(`${SECRET} ${more}`);
  for (const [n, choice] of choices.entries()) {
    await voters[n]?.whispers(`投票 1 ${choice}`);
    if (n % 2 === 0) await voters[n]?.whispers('投票 2 1');
  }
  if (isClosed) await chat.member('群主').says('结束投票 1');
  await chat.close();
  const bytes = bytesOf(chat);
  rmSync(folder, { recursive: true });
  return bytes;
}

test.for([
  ['', '1 2 3 1 2'],
  ['+多选', '1,2 3 2,3 1 2'],
  ['+排序', '1,2,3 3,2 2 2,1,3 3,2'],
] as const)(
  'whoever swaps ballots leaves the same file behind, byte for byte (%s)',
  async ([terms, typed]) => {
    const choices = typed.split(' ').map((choice) => choice.replaceAll(',', ' '));
    for (const isClosed of [false, true]) {
      const expected = await fileOf({ terms, choices, isClosed });
      const turned = [...choices.slice(2).reverse(), ...choices.slice(0, 2)];
      const swapped = await fileOf({ terms, choices: turned, isClosed });
      expect(swapped.equals(expected), `closed: ${isClosed}`).toBe(true);
    }
  },
);

test('the log beside the file does not tell either in which order ballots came', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-secret-'));
  const chat = await openChat({ features, folder, settings: { 'points.chatPoints': 0 } });
  await chat.member('群主').becomes('owner');
  await chat.member('群主').says(SECRET);
  for (const choice of [2, 1, 3]) {
    await chat.member(`群友${choice}`).presses(`polls:1:${choice}`);
    // What is left in the log after each: no state of the sums, old or new.
    const log = readFileSync(`${chat.exportParts.file}-wal`).toString('latin1');
    expect(log).not.toMatch(/[123]0000000\d/);
  }
  await chat.close();
  rmSync(folder, { recursive: true });
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

test('whoever says an option of a secret poll aloud, with its number, has cast no ballot', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says(SECRET);
  chat.rest();
  await chat.member('小红').says('2. 乙');
  chat.hears('匿名投票请私聊我发「投票 1 1」，刚才这条不算。');
  await chat.member('小红').presses('polls:1:2');
  chat.hears('收到 1 张匿名票，共 1 票。');
});

test('a secret poll is shown with its options where its ballots are whispered', async () => {
  await using chat = await openGroup();
  const hong = chat.member('小红');
  await hong.says('早');
  await chat.member('小明').says(SECRET);
  chat.rest();
  await hong.whispers('投票 1');
  chat.hears(
    /^1 号投票：班长\n私聊我发「投票 1 1」，下面有按钮就直接按。\n1\. 甲\n2\. 乙\n3\. 丙\n匿名，/,
  );
});

test('that few ballots stay secret is said when it is opened, and before it is closed', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says(`${SECRET} +截止 3小时`);
  chat.hears(/截止后公布结果；不足 3 票不公布；/);
  await chat.member('小红').presses('polls:1:2');
  chat.rest();
  await chat.advance({ hours: 2 });
  await chat.advance({ minutes: 59 });
  chat.hears(/已有 1 票。.*\n到时不足 3 票，为保密不公布结果。$/);
});
