/** Names and texts that try to be markup: Telegram shows them as text and notifies nobody. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Piece, parsePlatformId, partsOf, webAddress } from '#kit';
import { can } from '../../../bots/telegram/can.ts';
import { htmlOf, marked, wordsOf } from '../../../bots/telegram/html.ts';
import { readMarkup } from './markup.ts';

const list = join(import.meta.dirname, '../../../../shared/data/blns.json');
const isThere = existsSync(list);
const left = isThere ? '' : ' (left out: ../shared/data/blns.json is not here)';

const EVIL = [
  '<b>粗</b>',
  '</a><a href="tg://user?id=1">管理员</a>',
  '&lt;script&gt;&amp;amp;',
  '"><img src=x onerror=alert(1)>',
  '<tg-spoiler>x',
  '[x](tg://user?id=1)',
  '\ud83d',
  '@admin @all ＠here',
  '<!-- -->',
  '&#60;b&#62;',
];

const mention = (name: string, id = '42'): Piece => ({
  mention: parsePlatformId(id) ?? expect.fail(),
  name,
});

/** What Telegram would take for a mention of somebody: a bare `@` before a name. */
const NOTIFYING = /(?:^|[^A-Za-z0-9])@[A-Za-z0-9_]/;

function holds(text: string): void {
  const html = htmlOf([text, mention(text), '：', text]);
  const read = readMarkup(html);
  expect(read.mentions).toEqual(['42']);
  expect(read.text).toBe([text, text, '：', text].map(shown).join(''));
  expect(read.text).not.toMatch(NOTIFYING);
  expect(wordsOf({ pieces: [text] })).not.toMatch(NOTIFYING);
  expect(html).not.toMatch(/\p{Cs}/u);
}

/** The same text, but for what cannot be sent and what would notify. */
function shown(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').replace(/(?<![A-Za-z0-9])@(?=[A-Za-z0-9_]|$)/g, '＠');
}

describe('hostile texts', () => {
  test.for(EVIL)('%j stays text', (text) => holds(text));

  test.runIf(isThere)(`all naughty strings stay text${left}`, () => {
    const strings = z.array(z.string()).parse(JSON.parse(readFileSync(list, 'utf8')));
    for (const text of strings) holds(text);
  });

  test('whatever is written stays text', () => {
    const bits = fc.constantFrom(
      ...EVIL,
      '<',
      '>',
      '&',
      '"',
      '@',
      'a',
      '名',
      '\udc00',
      '</a>',
      ' ',
    );
    const text = fc.oneof(
      fc.array(bits).map((parts) => parts.join('')),
      fc.string(),
    );
    fc.assert(fc.property(text, holds), { seed: 7, numRuns: 1_000 });
  });

  test('an address of mail is left as it is, and so is a sign that names nobody', () => {
    expect(htmlOf(['a@b.example 5 @ 3 @ '])).toBe('a@b.example 5 @ 3 @ ');
  });

  test('who has no account of a person is named, not linked', () => {
    expect(htmlOf([mention('公告', '-100123')])).toBe('公告');
  });
});

describe('a link as a message of its own', () => {
  const card = (title: string) => ({
    title,
    address: webAddress('https://example.com/?a=1&b=2') ?? expect.fail(),
    description: title,
  });

  test.for(EVIL)('has a title that stays text: %j', (title) => {
    const { text } = z
      .object({ text: z.string() })
      .parse(marked('text', { pieces: [title], card: card(title) }));
    const read = readMarkup(text);
    expect(read.mentions).toEqual([]);
    expect(read.text).toBe([title, title, title].map(shown).join('\n'));
    expect(text).toContain('<a href="https://example.com/?a=1&amp;b=2">');
    expect(wordsOf({ pieces: [], card: card(title) })).not.toMatch(NOTIFYING);
  });

  test.for([
    'javascript:alert(1)',
    'ftp://example.com/a',
    'https://me:secret@example.com/',
    'https://me@example.com/',
    'https://exa mple.com',
    'https://example.com/"onclick="x',
    `https://example.com/${'a'.repeat(1_000)}`,
    'example.com',
  ])('is not made of %j', (typed) => {
    expect(webAddress(typed)).toBeUndefined();
  });
});

test('only the builder of markup knows of markup', () => {
  const folder = join(import.meta.dirname, '../../../bots/telegram');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const knowing = files.filter((file) =>
    /parse_mode|<a |<b>|MarkdownV2/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(knowing).toEqual(['html.ts']);
});

describe('what is too long', () => {
  const to = { group: parsePlatformId('-100') ?? expect.fail() };
  const substitutes = { image: '[图]', file: '[文件]' };

  test('for the words below a picture goes before it', () => {
    const say = { do: 'say', to, pieces: ['长'.repeat(1_500)], image: '/p.png' } as const;
    const parts = partsOf(say, can, substitutes);
    expect(parts).toMatchObject([
      { pieces: ['长'.repeat(1_500)], image: undefined },
      { pieces: [], image: '/p.png' },
    ]);
  });

  test('is not moved while it fits below the picture', () => {
    const say = { do: 'say', to, pieces: ['好'.repeat(1_024)], image: '/p.png' } as const;
    expect(partsOf(say, can, substitutes)).toHaveLength(1);
  });
});
