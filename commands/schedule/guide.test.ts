/** What the guide says that one can type is typed, and understood. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

const GUIDES = join(import.meta.dirname, '../../docs/guides');

interface Paper {
  readonly file: string;
  readonly language: 'zh-CN' | 'en';
  readonly word: string;
  /** When the contents of the guide are scheduled. */
  readonly time: string;
  readonly proposed: RegExp;
  readonly kept: RegExp;
}

const PAPERS: readonly Paper[] = [
  {
    file: 'pushes.zh-CN.md',
    language: 'zh-CN',
    word: '定时',
    time: '每周五 18:00',
    proposed: /接下来：/,
    kept: /号定时已保存/,
  },
  {
    file: 'pushes.md',
    language: 'en',
    word: 'schedule',
    time: 'every Friday 6pm',
    proposed: /Next: /,
    kept: /^Schedule \d+ is kept/,
  },
];

/** The first cells of the tables, the n-th table alone; each in its backticks. */
function cellsIn(guide: string, table: number): readonly string[] {
  const [, rows = ''] = guide.split(/^\|---\|---\|$/gm).slice(table);
  return [...(rows.split('\n\n')[0] ?? '').matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, typed = '']) => typed.replaceAll('\\|', '|')),
  );
}

async function open({ language }: Paper) {
  const settings = { 'schedule.groupName': 'Readers', 'lottery.preset': 'none' };
  const now = '2026-11-26T09:10:00+08:00';
  const chat = await openChat({ features, language, settings, now });
  const boss = chat.member('Boss');
  await boss.becomes('owner');
  return { chat, boss, [Symbol.asyncDispose]: () => chat.close() };
}

test.for(PAPERS)('every time and every content of $file can be scheduled', async (paper) => {
  const guide = readFileSync(join(GUIDES, paper.file), 'utf8');
  const times = cellsIn(guide, 0).map((time) => `${paper.word} ${time} x`);
  const contents = cellsIn(guide, 1).map((text) => `${paper.word} ${paper.time} ${text}`);
  const blocks = [...guide.matchAll(/```\n([\s\S]*?)\n```/g)].map(([, typed = '']) => typed);
  expect([times.length, contents.length, blocks.length]).toEqual([
    expect.toSatisfy((length: number) => length >= 15),
    6,
    2,
  ]);
  await using group = await open(paper);
  for (const typed of [...times, ...contents, ...blocks]) {
    // Nobody types the whole guide within a minute.
    await group.chat.advance({ seconds: 20 });
    await group.boss.says(typed);
    expect(group.chat.next().text, typed).toMatch(paper.proposed);
  }
});

test.for(PAPERS)('every command of $file is understood', async (paper) => {
  const guide = readFileSync(join(GUIDES, paper.file), 'utf8');
  const commands = cellsIn(guide, 2);
  expect(commands.length).toBeGreaterThan(9);
  await using group = await open(paper);
  const { boss, chat } = group;
  await boss.says(`${paper.word} ${paper.time} hello`);
  await boss.says('1');
  chat.next();
  chat.hears(paper.kept);
  for (const typed of commands) {
    await chat.advance({ seconds: 20 });
    await boss.says(typed);
    expect(chat.rest(), typed).not.toEqual([]);
  }
  const settings = [...guide.matchAll(/`((?:settings|设置) [^`]+)`/g)].map(
    ([, typed = '']) => typed,
  );
  expect(settings).toHaveLength(2);
  for (const typed of settings) {
    await boss.says(typed);
    expect(chat.next().text, typed).toMatch(/schedule\.\w+/);
  }
  expect(chat.errors).toEqual([]);
});

test('«帮助 定时» names everything that can be done with schedules', async () => {
  await using chat = await openChat({ features });
  const boss = chat.member('阿强');
  await boss.becomes('owner');
  await boss.says('帮助 定时');
  chat.hears(
    /\n定时推送还有：定时列表 · 看定时 · 暂停 · 继续 · 改定时 · 改时间 · 改内容 · 立即发 · 试发 · /,
  );
  await boss.says('帮助 改定时');
  expect(chat.next().text).not.toContain('定时推送还有');
});
