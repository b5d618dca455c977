import { expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { LANGUAGES, ROLES } from '../kit/index.ts';
import { catalogue } from '../runtime/texts/index.ts';
import { ROLE_WORDS, reasonWords } from './words.ts';

test.for(['zh-CN', 'zh-TW'] as const)('a role in %s is called as in the talk', (language) => {
  const { labels } = catalogue[language];
  expect(ROLES.map((role) => ROLE_WORDS[language]?.[role])).toEqual(
    ROLES.map((role) => labels[role]),
  );
});

test.for(LANGUAGES)('every reason for which points move has a word in %s', (language) => {
  const reasons = [
    'award',
    'chat',
    'chat.recalled',
    'checkin',
    'checkin.makeUp',
    'checkin.milestone',
    'checkin.total',
    'deduct',
    'give.received',
    'give.sent',
    'undo',
  ];
  const words = reasonWords(features)[language] ?? {};
  expect(reasons.filter((reason) => !(reason in words))).toEqual([]);
  expect(Object.keys(words).filter((code) => /setting|audit|export\./.test(code))).toEqual([]);
});
