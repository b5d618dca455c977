/** What managers type of a lottery, and how it is read. */
import { describe, expect, test } from 'vitest';
import {
  type Calendar,
  type Condition,
  formatInstant,
  instantOf,
  parseDay,
  parseMinuteOfDay,
  parseZone,
} from '#kit';
import { oddsPerMille } from './odds.ts';
import { parsePrizes } from './typed-prizes.ts';
import { parseTerms, type TermsFacts, wholeTerms } from './typed-terms.ts';
import { parseWhen } from './typed-when.ts';

const zone = parseZone('Asia/Shanghai');
const dayStart = parseMinuteOfDay('00:00');
const today = parseDay('2026-03-01');
if (!zone || dayStart === undefined || !today) throw new Error('no such zone or day');
const calendar: Calendar = { zone, dayStart };
const now = instantOf(Date.parse('2026-03-01T12:00:00+08:00'));
const condition: Condition = { measure: 'points', comparison: '>=', figure: 5 };
const facts: TermsFacts = {
  now,
  today,
  calendar,
  condition: (typed) => (typed.includes('积分') ? condition : `看不懂 ${typed}`),
};

const named = (name: string, quantity: number) => ({ name, quantity });

describe('prizes', () => {
  test.each([
    ['键盘', [{ name: '键盘', quantity: 1 }]],
    ['键盘 x2', [{ name: '键盘', quantity: 2 }]],
    ['键盘×2 299元', [{ name: '键盘', quantity: 2, priceFen: 299_00 }]],
    ['键盘 ￥299.5 x2', [{ name: '键盘', quantity: 2, priceFen: 299_50 }]],
    ['键盘 299.05元', [{ name: '键盘', quantity: 1, priceFen: 299_05 }]],
    ['20积分 x5', [{ name: '20积分', quantity: 5, points: 20 }]],
    ['20 points x5', [{ name: '20 points', quantity: 5, points: 20 }]],
    ['A x1、B x2，C', [named('A', 1), named('B', 2), named('C', 1)]],
    ['A x1；B x2\nC', [named('A', 1), named('B', 2), named('C', 1)]],
    ['iPhone 15 x1', [{ name: 'iPhone 15', quantity: 1 }]],
    ['ｉＰａｄ　ｘ３', [{ name: 'iPad', quantity: 3 }]],
    ['x2', undefined],
    ['', undefined],
    ['键盘 x0', undefined],
    ['键盘 x99999', undefined],
    ['A x600、B x600', undefined],
    ['A x600、B x400', [named('A', 600), named('B', 400)]],
    ['\u202e坏 x1', [{ name: '坏', quantity: 1 }]],
  ])('«%s»', (...[typed, expected]) => {
    expect(parsePrizes(typed)).toEqual(expected);
  });
});

describe('when', () => {
  test.each([
    ['20:00', '2026-03-01T12:00:00.000Z'],
    ['20点', '2026-03-01T12:00:00.000Z'],
    ['8:05', '2026-03-02T00:05:00.000Z'],
    ['3-5 20:00', '2026-03-05T12:00:00.000Z'],
    ['3月5日 20:00', '2026-03-05T12:00:00.000Z'],
    ['1-5 20:00', '2027-01-05T12:00:00.000Z'],
    ['2026-03-05 20:00', '2026-03-05T12:00:00.000Z'],
    ['明天 20:00', '2026-03-02T12:00:00.000Z'],
    ['30分钟后', '2026-03-01T04:30:00.000Z'],
    ['2小时后', '2026-03-01T06:00:00.000Z'],
    ['in 3 days', '2026-03-04T04:00:00.000Z'],
  ])('«%s» is %s', (...[typed, expected]) => {
    const when = parseWhen(typed, facts);
    expect(when?.kind === 'at' && formatInstant(when.at)).toBe(expected);
  });

  test.each(['满100人', '滿100人', '100人', 'at 100 members'])(
    '«%s» is a number of entrants',
    (typed) => {
      expect(parseWhen(typed, facts)).toEqual({ kind: 'full', entrants: 100 });
    },
  );

  test.each(['手动', '手動', 'by hand'])('«%s» is by hand', (typed) => {
    expect(parseWhen(typed, facts)).toEqual({ kind: 'byHand' });
  });

  test.each(['昨天', '2026-02-28 20:00', '25:00', '2026-13-01 20:00', '0人', '随便', ''])(
    '«%s» is none',
    (typed) => expect(parseWhen(typed, facts)).toBeUndefined(),
  );
});

describe('a whole lottery in one message', () => {
  test('every part is read, in any order', () => {
    const typed =
      '周末抽奖；花费：10积分；奖品：键盘；开奖：手动；口令：冲呀；条件：积分≥5；加票：积分≥5 +2；每人：3；安慰奖：2；领奖：3天；领取：私聊；主办：我们；联系：abc';
    const outcome = parseTerms(typed, facts);
    expect(outcome.kind === 'draft' && wholeTerms(outcome.draft)).toEqual({
      title: '周末抽奖',
      price: 10,
      prizes: [{ name: '键盘', quantity: 1 }],
      when: { kind: 'byHand' },
      word: '冲呀',
      condition,
      bonuses: [{ condition, tickets: 2 }],
      mostTickets: 3,
      consolation: 2,
      claimDays: 3,
      claiming: '私聊',
      organiser: '我们',
      contact: 'abc',
    });
  });

  test.each([
    ['抽奖；奖品：', '?'],
    ['抽奖；又一句', '?'],
    ['抽奖；开奖：昨天', 'when'],
    ['抽奖；条件：随便', 'condition'],
    ['抽奖；花费：很多', 'price'],
    ['抽奖；每人：0', 'mostTickets'],
    ['抽奖；领奖：99天', 'claimDays'],
    ['抽奖；加票：积分≥5', 'bonuses'],
  ])('«%s» names what cannot be read', (...[typed, part]) => {
    expect(parseTerms(typed, facts)).toMatchObject({ kind: 'wrong', part });
  });

  test('half a lottery is none, and the bonus tickets bound what is usual', () => {
    expect(wholeTerms({ title: '抽奖' })).toBeUndefined();
    const bonuses = [{ condition, tickets: 2 }];
    const draft = { title: 't', prizes: [], when: { kind: 'byHand' as const }, bonuses };
    expect(wholeTerms(draft)?.mostTickets).toBe(3);
  });
});

test.each([
  [{ own: 1, tickets: 4, entrants: 4, prizes: 3 }, 750],
  [{ own: 1, tickets: 3, entrants: 3, prizes: 5 }, 1_000],
  [{ own: 0, tickets: 3, entrants: 3, prizes: 1 }, 0],
  [{ own: 3, tickets: 4, entrants: 2, prizes: 1 }, 750],
  [{ own: 1, tickets: 100, entrants: 100, prizes: 1 }, 10],
  [{ own: 1, tickets: 1, entrants: 1, prizes: 1 }, 1_000],
])('whoever has %j wins with %i in a thousand', (...[numbers, expected]) => {
  expect(oddsPerMille(numbers)).toBe(expected);
});
