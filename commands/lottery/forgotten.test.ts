/** Who is forgotten is named in no lottery of theirs; what others wrote of others stays. */
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '#kit';
import { openForReading } from '../../src/store/open.ts';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { forgettingIn } from '../../src/testing/forgetting.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';
import { personal } from './personal.ts';
import { freezeLottery, noteDraw } from './store/draws.ts';
import { closeLottery, lotteryById } from './store/lotteries.ts';
import { receiptOf } from './store/receipts.ts';
import { sealedTerms } from './words.ts';

const SETTINGS = { 'lottery.preset': 'none', 'points.chatPoints': 0 };
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Two groups of two communities, each with an owner of its own. */
async function openGroups() {
  const chat = await openChat({ features, settings: SETTINGS });
  const owners = ['g1', 'g2'].map((group) => chat.member(`群主${group}`, group));
  for (const owner of owners) {
    await owner.says('早');
    await owner.becomes('owner');
  }
  const [here, there] = owners;
  assert(here && there);
  const ming = chat.member('小明');
  await ming.says('早');
  return { chat, here, there, ming };
}

async function begin(owner: ChatMember, terms: string): Promise<void> {
  await owner.says(`发起抽奖 ${terms}`);
  await owner.says('发起');
}

async function drawWith(chat: Chat, owner: ChatMember, member: ChatMember): Promise<void> {
  await member.says('参加抽奖');
  await owner.says('开奖');
  await owner.says('截止开奖');
  await chat.advance({ seconds: 15 });
  await chat.advance({ seconds: 1 });
}

function lotteriesOf(chat: Chat) {
  return exportedRows(chat, { what: 'lotteries' }).map(({ title, receipt }) => [title, receipt]);
}

test('a namesake in another group is still named in the lotteries there', async () => {
  const { chat, here, there, ming } = await openGroups();
  await using _ = chat;
  for (const owner of [here, there]) {
    await begin(owner, '谢谢小明；奖品：小明的书；开奖：手动');
    await drawWith(chat, owner, chat.member('路人', owner === here ? 'g1' : 'g2'));
  }
  const [, before] = lotteriesOf(chat);
  await ming.whispers('忘记我');
  await ming.whispers('确认忘记');
  const [own, other] = lotteriesOf(chat);
  expect(own?.[0]).toBe('谢谢…');
  expect(String(own?.[1])).not.toContain('小明');
  expect(other).toEqual(before);
  expect(chat.errors).toEqual([]);
});

test('who is forgotten while the list is put together is not named in the receipt', async () => {
  const { chat, here, ming } = await openGroups();
  await using _ = chat;
  await begin(here, '谢谢小明；奖品：书，小明的杯子；开奖：手动');
  const member = await chat.idOf(ming);
  await chat.app.store.write(chat.now(), async (tx) => {
    const at = chat.now();
    await closeLottery(tx, { id: 1, at });
    const read = await lotteryById(tx, 1);
    assert(read);
    const sealed = canonicalJson(sealedTerms(hash, read));
    await personal.erase(forgettingIn(tx), member);
    const list = { list: '{}', listHash: hash('{}'), round: null, entrants: 1, tickets: 1 };
    assert(await freezeLottery(tx, { id: 1, ...list, decidedAt: at, sealedTerms: sealed }));
    await noteDraw(tx, { id: 1, at, beacon: null });
    const receipt = await receiptOf(tx, 1);
    expect(receipt).toContain('"terms":null');
  });
});

test('nobody who is named stays in the receipt word for word', async () => {
  const { chat, here } = await openGroups();
  await using _ = chat;
  await begin(here, '谢谢「小红」 & 大家 \\o/；奖品：书，杯子；开奖：手动');
  await drawWith(chat, here, chat.member('路人'));
  const [[, receipt] = []] = lotteriesOf(chat);
  expect(JSON.parse(String(receipt))).toMatchObject({
    terms: { title: '谢谢「小红」 & 大家 \\o/', prizes: ['书', '杯子'] },
  });
});

test('once a list is closed nobody can make the code of a member’s number any more', async () => {
  const { chat, here, ming } = await openGroups();
  await using _ = chat;
  const saltsOf = () => {
    const connection = openForReading(chat.exportParts.file);
    const sql = 'select salt from lottery_lotteries order by id';
    const rows = [...connection.iterate({ sql, parameters: [] })];
    connection.close();
    return rows.map(([salt]) => salt);
  };
  await begin(here, '第一；奖品：书；开奖：手动');
  await begin(here, '第二；奖品：书；开奖：手动');
  await begin(here, '第三；奖品：书；开奖：手动');
  expect(saltsOf()).not.toContain('');
  await ming.says('参加抽奖 1');
  for (const number of [1, 2]) {
    await here.says(`开奖 ${number}`);
    await here.says('截止开奖');
  }
  await here.says('取消抽奖 3 人太少');
  await here.says('取消这次抽奖');
  await chat.advance({ seconds: 20 });
  expect(saltsOf()).toEqual(['', '', '']);
  expect(chat.errors).toEqual([]);
});
