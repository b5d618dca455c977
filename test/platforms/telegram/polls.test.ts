/** Polls on Telegram, over real HTTP: its own polls where they show our figures, else buttons. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { features } from '../../../commands/index.ts';
import { openTestApp } from '../../app.ts';
import { until } from '../hurried-time.ts';
import { GROUP, openWorld, telegramBot, type World } from './world.ts';

/** The ballots that are kept, by name. */
function ballots(world: World): readonly (readonly unknown[])[] {
  return world.rows(`select members.name, ballot from polls_ballots
    join members on members.id = member_id order by members.name`);
}

function ballotsAre(world: World, expected: readonly (readonly unknown[])[]): Promise<void> {
  const isSo = () => JSON.stringify(ballots(world)) === JSON.stringify(expected);
  return until(() => `ballots are ${JSON.stringify(ballots(world))}`, isSo);
}

/** The poll that Telegram shows, once our side knows of it. */
async function pollIn(world: World): Promise<{ readonly id: string; readonly message: number }> {
  const known = () => world.rows('select poll, message from platform_polls');
  await until('the poll is sent', () => known().length === 1);
  const [[id, message] = []] = known();
  return { id: String(id), message: Number(message) };
}

describe("Telegram's own poll", () => {
  test('is sent for a named poll, and its ballots are counted, changed and taken back', async () => {
    await using world = await openWorld();
    const [ming, hong] = [world.person(1, '小明'), world.person(2, '小红')];
    ming.says('发起投票 周末去哪 | 爬山 | 看海');
    const poll = await pollIn(world);
    expect(world.fake.called('sendPoll').map(({ payload }) => payload)).toEqual([
      {
        chat_id: GROUP,
        question: '1 号投票：周末去哪',
        options: [{ text: '爬山' }, { text: '看海' }],
        is_anonymous: false,
        allows_multiple_answers: false,
      },
    ]);
    ming.ticks(poll.id, 0);
    hong.ticks(poll.id, 1);
    await ballotsAre(world, [
      ['小明', '1'],
      ['小红', '2'],
    ]);
    ming.ticks(poll.id);
    await ballotsAre(world, [['小红', '2']]);
    ming.ticks(poll.id, 1);
    await ballotsAre(world, [
      ['小明', '2'],
      ['小红', '2'],
    ]);
    const before = world.fake.heardIn(GROUP).length;
    ming.says('结束投票');
    await world.hears(
      /^1 号投票结束：周末去哪（2 票）\n1\. 爬山 0 票\n2\. 看海 ▇+ 2 票 100%\n胜出：看海$/,
    );
    await until('the poll is stopped', () => world.fake.called('stopPoll').length === 1);
    expect(world.fake.called('stopPoll')[0]?.payload).toEqual({
      chat_id: GROUP,
      message_id: poll.message,
    });
    // No ballot was answered: Telegram shows by itself that it has arrived.
    expect(world.fake.heardIn(GROUP).length).toBe(before + 1);
    hong.ticks(poll.id, 0);
    ming.says('我的积分');
    await world.hears(/积分/);
    expect(ballots(world)).toHaveLength(2);
    expect(world.logged).toEqual([]);
  });

  test('takes as many as one likes where the poll does', async () => {
    await using world = await openWorld();
    const ming = world.person(1, '小明');
    ming.says('发起投票 带什么 | 水 | 伞 | 帽子 | +多选');
    const poll = await pollIn(world);
    expect(world.fake.called('sendPoll')[0]?.payload).toMatchObject({
      allows_multiple_answers: true,
    });
    ming.ticks(poll.id, 2, 0);
    await ballotsAre(world, [['小明', '1,3']]);
  });

  test('is ticked by members before Telegram has answered us: their ballots count, the later one', async () => {
    await using world = await openWorld();
    const { fake } = world;
    const [ming, hong] = [world.person(1, '小明'), world.person(2, '小红')];
    fake.fail('sendPoll', 'lateReply');
    ming.says('发起投票 周末去哪 | 爬山 | 看海');
    await until('the poll stands in the group', () => fake.called('sendPoll').length === 1);
    const poll = fake.lastPoll;
    hong.ticks(poll, 0);
    hong.ticks(poll, 1);
    await until('Telegram has told us', () => fake.isAllGiven);
    fake.answerLate();
    await ballotsAre(world, [['小红', '2']]);
  });

  test('is closed at once when its question was closed before it had left', async () => {
    await using world = await openWorld();
    const { fake } = world;
    const ming = world.person(1, '小明');
    fake.fail('sendPoll', 'lateReply');
    ming.says('发起投票 周末去哪 | 爬山 | 看海');
    await until('the poll stands in the group', () => fake.called('sendPoll').length === 1);
    ming.says('结束投票');
    const isClosed = () => world.rows('select 1 from polls_polls where closed_at > 0').length === 1;
    await until('the question is closed', isClosed);
    fake.answerLate();
    await until('the poll is stopped', () => fake.called('stopPoll').length === 1);
    expect(`poll${String(fake.called('stopPoll')[0]?.payload.message_id)}`).toBe(fake.lastPoll);
    expect(world.rows('select poll from platform_polls')).toEqual([]);
  });

  test('of which Telegram has told nothing is asked again with buttons, and its ballots are not lost in silence', async () => {
    await using world = await openWorld();
    const { fake } = world;
    const [ming, hong] = [world.person(1, '小明'), world.person(2, '小红')];
    fake.fail('sendPoll', 'lostReply');
    ming.says('发起投票 周末去哪 | 爬山 | 看海');
    await world.hears(/^1 号投票：周末去哪\n上面要是有投票框，那里的票我收不到，请在这里投。$/);
    expect(fake.called('sendPoll')).toHaveLength(1);
    hong.ticks('poll77', 1);
    await world.hears('小红 投票框里的那一票没有收到，请在后来发的那条里投。');
    hong.ticks('poll77', 0);
    hong.presses('polls:1:2');
    await ballotsAre(world, [['小红', '2']]);
    ming.says('结束投票');
    await world.hears(/胜出：看海/);
    const told = fake.heardIn(GROUP).filter((text) => text.includes('没有收到'));
    expect(told).toHaveLength(1);
    expect(fake.called('stopPoll'), 'nobody knows which it is').toEqual([]);
    expect(world.rows('select state, count(*) from outbox group by state')).toContainEqual([
      'unknown',
      1,
    ]);
  });

  test('whose sending a crash has interrupted is asked again with buttons', async () => {
    const world = await openWorld();
    const { fake, time, folder, logged } = world;
    fake.fail('sendPoll', 'lateReply');
    world.person(1, '小明').says('发起投票 周末去哪 | 爬山 | 看海 | +截止 3天');
    await until('the poll stands in the group', () => fake.called('sendPoll').length === 1);
    // The disk as a crash in this moment would leave it.
    const left = join(folder, 'left');
    mkdirSync(left);
    for (const file of ['qunli.db', 'qunli.db-wal']) {
      copyFileSync(join(folder, file), join(left, file));
    }
    fake.answerLate();
    await world.app.close();
    const bot = await telegramBot({ features, folder, time, root: fake.root });
    const file = join(left, 'qunli.db');
    const { clock, timers } = time;
    const again = await openTestApp({ file, features, bots: [bot], clock, timers, logged });
    again.connect();
    await world.hears(/上面要是有投票框，那里的票我收不到，请在这里投。$/);
    expect(fake.called('sendPoll')).toHaveLength(1);
    world.person(2, '小红').presses('polls:1:1');
    await world.hears(/小红 投了 1\. 爬山/);
    await again.close();
    await fake.stop();
    rmSync(folder, { recursive: true });
  });

  test('is heard after a restart, and stopped by the program that did not send it', async () => {
    const world = await openWorld();
    const { fake, time, folder, logged } = world;
    world.person(1, '小明').says('发起投票 周末去哪 | 爬山 | 看海 | +截止 3天');
    const poll = await pollIn(world);
    await world.app.close();
    world.person(2, '小红').ticks(poll.id, 0);
    const bot = await telegramBot({ features, folder, time, root: fake.root });
    const file = join(folder, 'qunli.db');
    const { clock, timers } = time;
    const again = await openTestApp({ file, features, bots: [bot], clock, timers, logged });
    again.connect();
    await ballotsAre(world, [['小红', '1']]);
    world.person(1, '小明').says('结束投票 1');
    await until('the poll is stopped', () => fake.called('stopPoll').length === 1);
    expect(fake.called('stopPoll')[0]?.payload.message_id).toBe(poll.message);
    await again.close();
    await fake.stop();
    rmSync(folder, { recursive: true });
  });
});

test.for([
  ['a secret poll', '+匿名'],
  ['one with a quorum', '+满 2'],
  ['one with a condition', '+条件 消息>=1'],
  ['one whose ballots stand', '+不可改'],
  ['one whose result comes later', '+截止后看结果'],
  ['a ranked one', '+排序'],
  ['one with two of three choices', '+多选2'],
] as const)(
  '%s is asked with buttons, for Telegram would show other figures',
  async ([, terms]) => {
    await using world = await openWorld();
    world.person(1, '小明').says(`发起投票 班长 | 甲 | 乙 | 丙 | ${terms}`);
    await world.hears(/^1 号投票：班长/);
    expect(world.fake.called('sendPoll')).toEqual([]);
    const [sent] = world.fake.called('sendMessage');
    expect(JSON.stringify(sent?.payload.reply_markup)).toContain('polls:1:3');
  },
);

test('a pressed button is a ballot; after the end it is told that it is over', async () => {
  await using world = await openWorld();
  const [ming, hong] = [world.person(1, '小明'), world.person(2, '小红')];
  ming.says('发起投票 班长 | 甲 | 乙 | +满 1');
  await world.hears(/^1 号投票：班长/);
  hong.presses('polls:1:2');
  await world.hears('小红 投了 2. 乙，共 1 票。');
  ming.says('结束投票');
  await world.hears(/胜出：乙/);
  hong.presses('polls:1:1');
  await world.hears('小红 这个已经结束了，按了不算。');
  expect(ballots(world)).toEqual([['小红', '2']]);
});
