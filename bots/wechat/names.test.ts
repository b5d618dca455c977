/** What people are called, while names change and gateways take their time. */
import { expect, test } from 'vitest';
import { instantOf, type PlatformId, parsePlatformId } from '#kit';
import { TimeWorld } from '../../test/time-world.ts';
import { Names } from './names.ts';

const idOf = (text: string): PlatformId => parsePlatformId(text) ?? expect.fail('no id');
const [ming, group] = [idOf('wxid_ming'), idOf('1@chatroom')];

/** A gateway that answers when the test says so. */
function openNames() {
  const world = new TimeWorld(instantOf(0));
  const questions: ((name: string) => void)[] = [];
  const ask = () =>
    new Promise<string>((answer) => {
      questions.push(answer);
    });
  const names = new Names({ clock: world, timers: world, ask });
  const answer = (index: number, name: string) => questions[index]?.(name);
  return { names, answer, asked: () => questions.length };
}

test.for([ming, group])(
  'a slow answer from before a change of name does not bring the old name back (%s changed)',
  async (changed) => {
    const { names, answer, asked } = openNames();
    const first = names.of(ming, group);
    names.forget(changed);
    const second = names.of(ming, group);
    answer(1, '新名字');
    expect(await second).toBe('新名字');
    answer(0, '旧名字');
    await first;
    expect(await names.of(ming, group)).toBe('新名字');
    expect(asked()).toBe(2);
  },
);

test('a name that was asked for before it changed is asked for again with the next message', async () => {
  const { names, answer, asked } = openNames();
  const first = names.of(ming, group);
  names.forget(ming);
  answer(0, '旧名字');
  await first;
  const next = names.of(ming, group);
  answer(1, '新名字');
  expect(await next).toBe('新名字');
  expect(asked()).toBe(2);
});
