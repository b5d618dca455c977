/** What the guide to reminders says can be typed is answered, in both languages. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

const guides = [
  ['zh-CN', 'docs/guides/reminders.zh-CN.md'],
  ['en', 'docs/guides/reminders.md'],
] as const;

/** What stands between backticks. */
function typedIn(file: string): readonly string[] {
  const found = readFileSync(file, 'utf8').matchAll(/`([^`]+)`/g);
  return [...found].flatMap(([, typed]) => typed ?? []);
}

test.each(guides)('the guide in %s: everything in it can be typed', async (language, file) => {
  await using chat = await openChat({ features, language });
  const boss = chat.member('Amy');
  await boss.becomes('owner');
  const typed = typedIn(file);
  expect(typed.length).toBeGreaterThan(15);
  for (const each of typed.filter((one) => !one.includes('>='))) {
    await boss.says(`/${each}`);
    const heard = chat.rest().map(({ text }) => text);
    expect(heard, each).not.toEqual([]);
    expect(heard.join('\n'), each).not.toMatch(/不认识|没有「|看不懂|I do not know|there is no/);
  }
  expect(chat.errors).toEqual([]);
});

test.each(guides)('the guide in %s: its condition can be read', async (language, file) => {
  await using chat = await openChat({ features, language });
  const boss = chat.member('Amy');
  await boss.becomes('owner');
  const condition = typedIn(file).find((one) => one.includes('>='));
  const words = {
    'zh-CN': `发起投票 去哪 | 山 | 海 | +条件 ${condition}`,
    en: `new-poll Where | Hills | Sea | +if ${condition}`,
  };
  await boss.says(`/${words[language]}`);
  const { text } = chat.next();
  expect(text).toMatch(/(?:未发言天数|silent days) ?(?:≥|>=) ?30/);
  expect(text).not.toMatch(/看不懂|没有「|cannot/);
});
