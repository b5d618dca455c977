import { expect, test } from 'vitest';
import { Cast } from './cast.ts';

function castOf(...names: readonly string[]): Cast {
  const cast = new Cast();
  for (const name of names) cast.findOrMake(name);
  return cast;
}

test('a newcomer has an account of the same name, and keeps it', () => {
  const cast = castOf('小明');
  expect(cast.findOrMake('小红')).toEqual({ name: '小红', fullName: '小红', account: '小红' });
  expect(cast.findOrMake('小红')).toBe(cast.find('小红'));
});

test('a member of an earlier session is found by name, whatever the account', () => {
  const cast = new Cast();
  cast.add({ name: '小明', fullName: '小明', account: 'u1' });
  expect(cast.findOrMake('小明').account).toBe('u1');
  expect(cast.nameOf('u1')).toBe('小明');
  expect(cast.nameOf('u9')).toBe('u9');
});

test('of two members with one name the one seen later is played', () => {
  const cast = new Cast();
  cast.add({ name: '小明', fullName: '小明', account: 'u1' });
  cast.add({ name: '小明', fullName: '小明', account: 'u2' });
  expect(cast.find('小明')?.account).toBe('u1');
  expect(cast.nameOf('u2')).toBe('小明');
});

test('@name is a mention, the longest name that fits', () => {
  const cast = castOf('小明', '小明明', 'a b');
  expect(cast.mentionsIn('加分 @小明明 5')).toEqual(['小明明']);
  expect(cast.mentionsIn('＠小明你好 @a b @小明')).toEqual(['小明', 'a b']);
  expect(cast.mentionsIn('写信给 x@example.org')).toEqual([]);
  expect(cast.mentionsIn('@群力 签到', [{ name: '群力', account: 'qunli' }])).toEqual(['qunli']);
});
