/** A group that its platform gave another id is the same group, however often that is told. */
import { expect, test } from 'vitest';
import { parsePlatformId } from '#kit';
import { features } from '../commands/index.ts';
import { openChat } from '../src/testing/open-chat.ts';

const idOf = (text: string) => parsePlatformId(text) ?? expect.fail();

test('a move that is told twice leaves members and points where they are', async () => {
  await using chat = await openChat({ features });
  const old = chat.member('小明', 'old');
  const fresh = chat.member('小明', 'new');
  await old.says('签到');
  chat.hears(/第 1 位/);
  const move = { type: 'migration', at: chat.now(), group: idOf('old'), to: idOf('new') } as const;
  await chat.happen({ ...move, key: 'in the old group' });
  await chat.happen({ ...move, key: 'in the new group' });
  await chat.happen({ ...move, key: 'in the old group' });
  expect(await chat.pointsOf(fresh)).toBe(5);
  await fresh.says('签到');
  chat.hears(/今天.*签过|已经签/);
  expect(chat.errors).toEqual([]);
});

test('a command may be typed with _ where its word has a hyphen', async () => {
  await using chat = await openChat({ features, language: 'en' });
  const ming = chat.member('Ming');
  await ming.says('/my_points');
  chat.hears(/0 points/);
});

test('a picture without words answers no question', async () => {
  await using chat = await openChat({ features });
  const ming = chat.member('小明');
  await ming.says('语言');
  chat.hears(/哪种语言/);
  await ming.says('');
  chat.hearsNothing();
  await ming.says('English');
  chat.hears(/in English/);
});
