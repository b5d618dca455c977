/** One member writes 50 messages a second for a minute; the others hear little of it. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { openChat } from '../src/testing/open-chat.ts';

const PER_SECOND = 50;
/** A whole minute where nothing else is tried; the variants take ten seconds of it. */
const MINUTE = 60;
const WHILE = 10;
/** No more answers than this to one member in a minute. */
const ANSWERS_MAX = 5;
/** How many others ask something meanwhile, each once. */
const OTHERS = 10;

/** What a flooding member may type, in the group or to the bot alone. */
const FLOODS = [
  ['签到', 'says', MINUTE],
  ['我的积分', 'says', WHILE],
  ['/签道', 'says', WHILE],
  ['@群力 你好', 'says', WHILE],
  ['帮助 没有这个', 'says', WHILE],
  ['我的', 'whispers', WHILE],
  ['/签道', 'whispers', WHILE],
] as const;

test.for(FLOODS)(
  'who floods with «%s» (%s) hears 5 answers at most, the others all',
  async ([text, where, seconds]) => {
    await using chat = await openChat({ features });
    const flooder = chat.member('刷屏');
    await flooder.says('大家好');
    for (let second = 0; second < seconds; second += 1) {
      const said = Array.from({ length: PER_SECOND }, () => flooder[where](text));
      if (second % (seconds / OTHERS) === 0) {
        said.push(chat.member(`群友${second}`).says('我的积分', { id: `calm${second}` }));
      }
      await Promise.all(said);
      await chat.advance({ seconds: 1 });
    }
    const heard = chat.rest().map(({ said }) => said?.replyTo ?? '');
    const calm = heard.filter((id) => id.startsWith('calm'));
    expect(calm).toHaveLength(OTHERS);
    expect(heard.length - calm.length).toBeLessThanOrEqual(ANSWERS_MAX);
    expect(chat.errors).toEqual([]);
  },
);

test('a stranger who floods the bot in private hears 5 answers at most', async () => {
  await using chat = await openChat({ features });
  const stranger = chat.member('路人');
  for (let second = 0; second < WHILE; second += 1) {
    await Promise.all(Array.from({ length: PER_SECOND }, () => stranger.whispers('在吗')));
    await chat.advance({ seconds: 1 });
  }
  expect(chat.rest().length).toBeLessThanOrEqual(ANSWERS_MAX);
  expect(chat.errors).toEqual([]);
});

test('a manager who sets a group up hears every answer, and the refusal among them', async () => {
  await using chat = await openChat({ features });
  const owner = chat.member('群主');
  await owner.becomes('owner');
  for (let command = 1; command <= 45; command += 1) {
    await owner.says(
      command === 44 ? '设置 checkin.points 很多' : `设置 checkin.points ${command}`,
    );
    chat.hears(command === 44 ? /不能是「很多」/ : new RegExp(`${command}`));
    await chat.advance({ seconds: 1 });
  }
});

test('a manager who floods is withheld answers too, only later', async () => {
  await using chat = await openChat({ features });
  const owner = chat.member('群主');
  await owner.becomes('owner');
  for (let second = 0; second < WHILE; second += 1) {
    await Promise.all(Array.from({ length: PER_SECOND }, () => owner.says('设置')));
    await chat.advance({ seconds: 1 });
  }
  const answers = chat.rest().map(({ text }) => text);
  expect(answers.length).toBeLessThanOrEqual(60);
  expect(answers.at(-1)).toMatch(/^慢一点/);
});
