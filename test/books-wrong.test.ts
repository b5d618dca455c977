/**
 * Books that somebody changed behind the program's back, on the running bot: no points go out, the
 * owner hears of it, everything else goes on, and it ends when the books are right again.
 */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import type { App } from '../src/app.ts';
import { Connection } from '../src/store/sqlite.ts';
import { watchOver } from '../src/watch-over.ts';
import { TimedChat } from './timed-chat.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const ALARM = /^积分账目对不上，已暂停支出：.*。请在服务器上运行 npx qunli doctor。$/;

/** A group with an owner, in which 小明 has 100 points. */
async function open(): Promise<TimedChat> {
  const chat = await TimedChat.open({ features, settings: { 'points.giveOn': true } });
  await chat.hear({ type: 'role', member: 'boss', role: 'owner' });
  const talk = [
    chat.says('hong', '大家好', { name: '小红' }),
    chat.says('ming', '大家好', { name: '小明' }),
  ];
  await chat.says('boss', '加分 @小明 100 开张', { mentions: ['ming'] });
  await chat.app.settle();
  await Promise.all(talk);
  chat.said.length = 0;
  return chat;
}

/** Somebody with a tool of their own; `points` is what the first entry then says. */
function tamper({ file }: TimedChat, points: number): void {
  const intruder = new Connection(file, 'write');
  intruder.exec(`drop trigger if exists ledger_entries_stay;
    update ledger_entries set points = ${points} where points in (100, 101)`);
  intruder.close();
}

async function answerTo(chat: TimedChat, text: string, mentions: readonly string[] = []) {
  const before = chat.heardBy('g1').length;
  await chat.says('ming', text, { mentions });
  await chat.app.settle();
  return chat.heardBy('g1').slice(before).join('\n');
}

const giving = (chat: TimedChat) => answerTo(chat, '赠送 @小红 30', ['hong']);

test('books that are wrong at the start: no points go out, and the owner is told', async () => {
  await using chat = await open();
  await chat.stop();
  tamper(chat, 101);
  await chat.reopen();
  expect(chat.heardBy('@boss')).toEqual([expect.stringMatching(ALARM)]);
  expect(await giving(chat)).toContain('积分账目正在核对，暂时只能加、不能减。');
  expect(await answerTo(chat, '签到')).toContain('签到成功');
});

test('books that become wrong while the bot runs are noticed by its own check', async () => {
  await using chat = await open();
  const { app, world, file } = chat;
  const ignore = () => undefined;
  const logOf = () => ({ info: ignore, warn: ignore, error: ignore });
  const config = { file, backupHours: 0 };
  let checks = 0;
  const reviewBooks: App['reviewBooks'] = async (mismatches) => {
    await app.reviewBooks(mismatches);
    checks += 1;
  };
  const nextCheck = async (wait: number) => {
    const before = checks;
    await chat.pass(wait);
    await expect.poll(() => checks, { timeout: 10_000 }).toBe(before + 1);
  };
  const watch = watchOver({ config, app: { reviewBooks }, clock: world, timers: world, logOf });
  try {
    await nextCheck(10 * SECOND);
    expect(await giving(chat)).toContain('+30 积分');
    tamper(chat, 101);
    await nextCheck(HOUR);
    expect(chat.heardBy('@boss')).toEqual([expect.stringMatching(ALARM)]);
    expect(await giving(chat)).toContain('暂时只能加、不能减');
    expect(await answerTo(chat, '签到')).toContain('签到成功');
    tamper(chat, 100);
    await nextCheck(HOUR);
    expect(await giving(chat)).toContain('+30 积分');
  } finally {
    await watch.stop();
  }
}, 60_000);
