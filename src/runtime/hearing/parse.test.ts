/** What was typed: a command of ours, how it was addressed, and what follows it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePlatformId, type Token } from '#kit';
import { type Addressing, LONGEST_WORD, type Mentioned, parseTyped, tokensOf } from './parse.ts';

const names = ['群力', 'qunli'];
const isBotName = (name: string) => names.includes(name.toLowerCase());
const nobody: Addressing = { isBotName, isMentioned: false, mentionsOthers: false };
const bot: Addressing = { ...nobody, isMentioned: true };
const others: Addressing = { ...nobody, mentionsOthers: true };
const both: Addressing = { ...bot, mentionsOthers: true };

describe('a word is found', () => {
  test.for([
    ['bare', '签到', nobody, 'bare', '签到', ''],
    ['with what follows it', '签到 昨天', nobody, 'bare', '签到', '昨天'],
    ['with spaces and line breaks around it', '  签到\n', nobody, 'bare', '签到', ''],
    ['before an exclamation mark', '签到！', nobody, 'bare', '签到', ''],
    ['before a full stop', '签到。', nobody, 'bare', '签到', ''],
    ['before a wave', '签到~~', nobody, 'bare', '签到', ''],
    ['before marks and blanks', '签到 ！ …', nobody, 'bare', '签到', ''],
    ['before marks, after a mention', '@群力 签到！', nobody, 'mention', '签到', ''],
    ['with a question mark, which asks', '签到？', nobody, 'bare', '签到？', ''],
    ['as a question that asks by itself', '谁邀请了我？', nobody, 'bare', '谁邀请了我', ''],
    ['with what is meant for people', '加分 太棒了！', nobody, 'bare', '加分', '太棒了！'],
    ['before an ideographic space', '补签　3-1', nobody, 'bare', '补签', '3-1'],
    ['after a slash', '/checkin', nobody, 'slash', 'checkin', ''],
    ['after a full-width slash', '／签到', nobody, 'slash', '签到', ''],
    ['after a slash and a space', '/ 签到', nobody, 'slash', '签到', ''],
    ['with the name of the bot', '/checkin@qunli', nobody, 'slash', 'checkin', ''],
    ['with the name in capitals', '/checkin@QunLi now', nobody, 'slash', 'checkin', 'now'],
    ['after a mention', '@群力 签到', nobody, 'mention', '签到', ''],
    ['after a full-width mention', '＠群力 签到', nobody, 'mention', '签到', ''],
    ['after a mention and a comma', '@群力,签到', nobody, 'mention', '签到', ''],
    ['after a mention and a wide comma', '@群力，签到', nobody, 'mention', '签到', ''],
    ['after a mention and a wide colon', '@群力：签到', nobody, 'mention', '签到', ''],
    ['after the space that WeChat puts', '@群力\u2005签到', nobody, 'mention', '签到', ''],
    ['after a mention and a slash', '@群力 /签到', nobody, 'slash', '签到', ''],
    ['before a mention of the bot', '签到 @群力', bot, 'mention', '签到', ''],
    ['by a mention under another name', '@小助手 签到', bot, 'mention', '签到', ''],
    ['not at all in a mere mention', '@群力', bot, 'mention', '', ''],
    ['before a member, without a space', '赠送@小红 5', others, 'bare', '赠送', '@小红 5'],
    ['before a member, after a slash', '/赠送@小红 5', others, 'slash', '赠送', '@小红 5'],
    ['when bot and member are named', '@群力 赠送 @小红 5', both, 'mention', '赠送', '@小红 5'],
  ] as const)('%s: «%s»', ([, text, to, manner, word, rest]) => {
    expect(parseTyped(text, to)).toEqual({ manner, word, rest });
  });
});

describe('nothing is found', () => {
  test.for([
    ['for another bot', '/checkin@otherbot', nobody],
    ['in an empty text', ' \n\t', nobody],
    ['in a word that is longer than any of ours', '好'.repeat(LONGEST_WORD + 1), nobody],
    ['in a mention of somebody else', '@小红 签到', others],
  ] as const)('%s: «%s»', ([, text, to]) => {
    expect(parseTyped(text, to)).toBeUndefined();
  });

  test('in two slashes, which begin a comment or a path', () => {
    expect(parseTyped('//签到', nobody)?.word).not.toBe('签到');
  });
});

function mentioned(name: string, account = name): Mentioned {
  const id = parsePlatformId(account);
  if (!id) throw new Error('not an id');
  return { account: id, name };
}

/** Tokens as short text: a mention reads `@account`. */
function shown(rest: string, people: readonly Mentioned[] = []): readonly string[] {
  return tokensOf(rest, people).map((token: Token) =>
    token.kind === 'word' ? token.text : `@${token.account}`,
  );
}

describe('what follows a word', () => {
  test.for([
    ['', []],
    ['一 二  三', ['一', '二', '三']],
    ['"a b" c', ['a b', 'c']],
    ['「每天 早上」 好', ['每天 早上', '好']],
    ['“多喝 水” 『早 睡』 «ab c»', ['多喝 水', '早 睡', 'ab c']],
    ['"没有 结束', ['"没有', '结束']],
    ['"" x', ['', 'x']],
    ['a@b.com', ['a@b.com']],
  ] as const)('«%s» is %j', ([rest, tokens]) => {
    expect(shown(rest)).toEqual(tokens);
  });

  test('a quoted token remembers its quotes, for values that need them', () => {
    expect(tokensOf('[{"a": "b c"}]', []).map((t) => t.kind === 'word' && t.typed)).toEqual([
      '[{"a":',
      '"b c"',
      '}]',
    ]);
  });

  test.for([
    ['@小红 5', ['小红'], ['@小红', '5']],
    ['@小 红 帽 5', ['小 红 帽'], ['@小 红 帽', '5']],
    ['@Tom Lee Jr @Tom 5', ['Tom', 'Tom Lee Jr'], ['@Tom Lee Jr', '@Tom', '5']],
    ['＠小红 5', ['小红'], ['@小红', '5']],
    ['5@小红', ['小红'], ['5', '@小红']],
    ['@小红@小明 5', ['小明', '小红'], ['@小红', '@小明', '5']],
    ['5', ['小红'], ['@小红', '5']],
    ['@群名片 5', ['小红'], ['@小红', '5']],
    ['@没人 5', [], ['@没人', '5']],
    ['写信到 a@b.com', ['小红'], ['@小红', '写信到', 'a@b.com']],
  ] as const)('«%s» with %j mentioned is %j', ([rest, people, tokens]) => {
    expect(
      shown(
        rest,
        people.map((name) => mentioned(name)),
      ),
    ).toEqual(tokens);
  });
});

describe('whatever people type', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({
      unit: fc.constantFrom('@', '/', '「', '"', ' ', '\n', '签', '到', '　', '\u2005'),
    }),
  );
  const to = fc.constantFrom(nobody, bot, others, both);

  test('1,000 strings are read without a throw, and no word is longer than ours', () => {
    fc.assert(
      fc.property(text, to, (typed, addressing) => {
        const found = parseTyped(typed, addressing);
        expect([...(found?.word ?? '')].length).toBeLessThanOrEqual(LONGEST_WORD);
      }),
      { numRuns: 1_000 },
    );
  });

  test('every mention is handed on exactly once, whatever the text says', () => {
    fc.assert(
      fc.property(
        text,
        fc.uniqueArray(fc.constantFrom('小红', '小 明', 'Tom', '签到')),
        (rest, people) => {
          const tokens = tokensOf(
            rest,
            people.map((name) => mentioned(name)),
          );
          const accounts = tokens.flatMap((token) =>
            token.kind === 'mention' ? token.account : [],
          );
          expect(accounts.toSorted()).toEqual(people.toSorted());
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('what stands outside mentions comes out as it went in', () => {
    fc.assert(
      fc.property(text, (rest) => {
        const typed = tokensOf(rest, []).map((token) => (token.kind === 'word' ? token.typed : ''));
        expect(typed.join('').replace(/\s/gu, '')).toBe(rest.replace(/\s/gu, ''));
      }),
      { numRuns: 1_000 },
    );
  });

  test('64 KB of quotes, of signs and of mentions are read in a moment', () => {
    for (const unit of ['「 ', '"', '@', '/', '@小红 ', '「」']) {
      const long = unit.repeat(65_536 / unit.length);
      const started = performance.now();
      parseTyped(long, both);
      tokensOf(long, [mentioned('小红'), mentioned('没有的人')]);
      expect(performance.now() - started, unit).toBeLessThan(1_000);
    }
  });
});
