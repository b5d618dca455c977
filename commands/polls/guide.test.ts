/** What the guide says that one can type is typed, and understood. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

const GUIDES = join(import.meta.dirname, '../../docs/guides');

test.for([
  ['polls.md', 'new-poll', /^Poll 1: /],
  ['polls.zh-CN.md', '发起投票', /^1 号投票：/],
] as const)('every term of %s opens a poll', async ([paper, word, opened]) => {
  const guide = readFileSync(join(GUIDES, paper), 'utf8');
  const terms = [...guide.matchAll(/^\| (`\+.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\+[^`]+)`/g)].map(([, term = '']) => term),
  );
  expect(terms.length).toBeGreaterThan(8);
  const [, line = ''] = /```\n(.*)\n```/.exec(guide) ?? [];
  const language = paper === 'polls.md' ? 'en' : 'zh-CN';
  for (const typed of [line, ...terms.map((term) => `${word} a | b | c | ${term}`)]) {
    await using chat = await openChat({ features, language });
    await chat.member('小明').says(typed);
    chat.hears(opened);
    chat.hearsNothing();
  }
});
