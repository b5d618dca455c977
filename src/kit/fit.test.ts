/** What a member reads where the platform carries less than the feature says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sandboxCan } from '../../bots/sandbox/index.ts';
import {
  type Capabilities,
  type Outgoing,
  type Piece,
  parseMessageId,
  parsePlatformId,
  partsOf,
  plainText,
  restOf,
  type Say,
} from './index.ts';

const idOfMessage = (text: string) => parseMessageId(text) ?? expect.unreachable();
const id = (text: string) => parsePlatformId(text) ?? expect.unreachable();
const words = { image: '（图片）', file: '（文件）' };
const say = (pieces: readonly Piece[], more: Partial<Say> = {}): Say => ({
  do: 'say',
  to: { group: id('g1') },
  pieces,
  ...more,
});
const able = (can: Partial<Capabilities>): Capabilities => ({ ...sandboxCan, ...can });
const fitted = (action: Outgoing, can: Partial<Capabilities>) => partsOf(action, able(can), words);
const textOf = (part: Outgoing) => (part.do === 'say' ? plainText(part.pieces) : part.do);

test('without buttons choices are numbered lines', () => {
  const choices = [
    { id: 'a', label: '是' },
    { id: 'b', label: '否' },
  ];
  const [part] = fitted(say(['去吗？'], { choices }), { buttons: false });
  expect(part).toMatchObject({ choices: undefined });
  expect(part && textOf(part)).toBe('去吗？\n1. 是\n2. 否');
});

const polls = { mostChoices: 3, longestTitle: 10, longestChoice: 5 };
const choices = [
  { id: 'a', label: '面' },
  { id: 'b', label: '饭' },
];

test('where the platform has polls of its own, the words come first and then the poll', () => {
  const poll = { title: '吃什么？', most: 1 };
  const parts = fitted(say(['今天吃什么？周五截止'], { choices, poll }), { polls });
  expect(parts.map(textOf)).toEqual(['今天吃什么？周五截止', 'poll']);
  expect(parts[1]).toMatchObject({ title: '吃什么？', choices, most: 1 });
  expect(restOf(parts)).toMatchObject({ pieces: ['今天吃什么？周五截止'], choices, poll });
  const left = restOf(parts.slice(1));
  expect(left && fitted(left, { polls })).toEqual(parts.slice(1));
});

test.each([
  ['a title that is too long', { title: '今天中午大家想吃什么呢', most: 1 }, choices],
  [
    'a choice that is too long',
    { title: '吃？', most: 1 },
    [...choices, { id: 'c', label: '随便什么都行' }],
  ],
  ['too many choices', { title: '吃？', most: 1 }, [...choices, ...choices]],
  ['two of three', { title: '吃？', most: 2 }, [...choices, { id: 'c', label: '粥' }]],
])('what its polls cannot hold becomes buttons: %s', (_, poll, offered) => {
  const parts = fitted(say(['吃？'], { choices: offered, poll }), { polls });
  expect(parts).toMatchObject([{ do: 'say', choices: offered }]);
});

test('without polls its choices are as any others, and there is none to close', () => {
  const poll = { title: '吃什么？', most: 1 };
  const [part] = fitted(say(['吃什么？'], { choices, poll }), { buttons: false });
  expect(part && textOf(part)).toBe('吃什么？\n1. 面\n2. 饭');
  const closing = { do: 'closePoll', to: { group: id('g1') }, id: idOfMessage('5') } as const;
  expect(fitted(closing, {})).toEqual([]);
});

test('a picture or file that cannot be sent is spoken of', () => {
  const [part] = fitted(say(['月历'], { image: 'a.png', file: 'b.csv' }), {
    images: false,
    files: false,
  });
  expect(part && textOf(part)).toBe('月历\n（图片）\n（文件）');
  expect(part).toMatchObject({ image: undefined, file: undefined });
});

const card = { title: '报名', address: 'https://example.com/a', description: '先到先得' };

test('a link is a card where there are cards, and words elsewhere', () => {
  expect(fitted(say(['看这里'], { card }), {})).toMatchObject([{ pieces: ['看这里'], card }]);
  const [part] = fitted(say(['看这里'], { card }), { cards: false });
  expect(part).toMatchObject({ card: undefined });
  expect(part && textOf(part)).toBe('看这里\n报名\n先到先得\nhttps://example.com/a');
  const [alone] = fitted(say([], { card }), { cards: false });
  expect(alone && textOf(alone)).toBe('报名\n先到先得\nhttps://example.com/a');
});

test('words, a card and a picture are three messages where each stands alone, and none is empty', () => {
  const parts = fitted(say(['看'], { card, image: '/a.png' }), { longestCaption: 0 });
  expect(parts).toMatchObject([
    { pieces: ['看'], card: undefined },
    { pieces: [], card },
    { pieces: [], image: '/a.png' },
  ]);
  expect(restOf(parts)).toMatchObject({ pieces: ['看'], card, image: '/a.png' });
  expect(restOf(parts.slice(1))).toMatchObject({ pieces: [], card, image: '/a.png' });
  expect(fitted(say([], { image: '/a.png' }), { longestCaption: 0 })).toHaveLength(1);
  expect(fitted(say([], { card }), { longestCaption: 0 })).toHaveLength(1);
  expect(fitted(say(['看'], { card, image: '/a.png' }), {})).toHaveLength(2);
});

test('words that leave no room for a card go before it', () => {
  const parts = fitted(say(['一二三四五六'], { card }), { longestText: 35 });
  expect(parts.map((part) => part.do === 'say' && part.card)).toEqual([undefined, card]);
});

test('words that are too long to stand below a picture go before it', () => {
  const parts = fitted(say(['一二三四五六'], { image: '/tmp/a.png' }), { longestCaption: 5 });
  expect(parts.map((part) => [textOf(part), part.do === 'say' && part.image])).toEqual([
    ['一二三四五六', undefined],
    ['', '/tmp/a.png'],
  ]);
});

test('a mention that cannot be made is the name', () => {
  const [part] = fitted(say([{ mention: id('u1'), name: '小红' }, ' 恭喜']), { mention: false });
  expect(part).toMatchObject({ pieces: ['@小红 恭喜'] });
});

test('what a platform cannot do is not tried', () => {
  const mute: Outgoing = { do: 'mute', to: { group: id('g1') }, member: id('u1'), seconds: 60 };
  expect(fitted(mute, { mute: false })).toEqual([]);
  expect(fitted(mute, {})).toEqual([mute]);
});

test('a long text is split between its lines; the first part quotes, the last one has the buttons', () => {
  const choices = [{ id: 'a', label: '好' }];
  const lines = Array.from({ length: 10 }, (_, index) => `第 ${index} 行`).join('\n');
  const parts = fitted(say([lines], { choices }), { longestText: 20 });
  expect(parts.map(textOf).join('\n')).toBe(lines);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.map((part) => part.do === 'say' && part.choices !== undefined)).toEqual([
    ...parts.slice(1).map(() => false),
    true,
  ]);
});

const pieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('\n', '😀😀😀', '一行\n两行'),
    fc.string({ minLength: 1, maxLength: 5 }).map((name) => ({ mention: id('u1'), name })),
  ),
  { maxLength: 12 },
);

/** Whether a text holds half a character. */
const hasHalves = (text: string) => /\p{Cs}/u.test(text);

test('however it is split, nothing is lost but line breaks at the cuts, and no part is too long', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 8, max: 60 }), (said, longestText) => {
      const parts = fitted(say(said), { longestText });
      const bare = (text: string) => text.replace(/\n/g, '');
      expect(bare(parts.map(textOf).join(''))).toBe(bare(plainText(said)));
      for (const part of parts) {
        expect(textOf(part).length).toBeLessThanOrEqual(longestText);
        expect(hasHalves(textOf(part))).toBe(hasHalves(plainText(said)));
      }
    }),
  );
});

test('what is left of a half-sent text is all that was not sent', () => {
  const lines = Array.from({ length: 10 }, (_, index) => `第 ${index} 行`).join('\n');
  const parts = fitted(say([lines]), { longestText: 20 });
  const rest = restOf(parts.slice(1));
  const sent = [parts[0], ...(rest ? fitted(rest, { longestText: 20 }) : [])];
  expect(sent.map((part) => part && textOf(part)).join('\n')).toBe(lines);
});
