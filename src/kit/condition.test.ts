/** Conditions as people type them: read, shown, and what a member lacks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  COMPARISONS,
  type Condition,
  conditionInWords,
  conditionShape,
  type Demand,
  isMet,
  type MeasureInfo,
  readCondition,
  unmetPart,
} from '#kit';

const MEASURES: readonly (MeasureInfo & { readonly words: readonly string[] })[] = [
  { key: 'streak', title: '连签', isAbout: false, words: ['连签', '連簽', 'streak'] },
  { key: 'points', title: '积分', isAbout: false, words: ['积分', '點數', 'points'] },
  { key: 'silent', title: '未发言天数', isAbout: false, words: ['未发言天数', 'silent days'] },
  { key: 'tag', title: '标签', isAbout: true, words: ['标签', 'tag'] },
];

const called = (typed: string) => MEASURES.find(({ words }) => words.includes(typed.toLowerCase()));
const titleOf = (key: string) => MEASURES.find((measure) => measure.key === key)?.title ?? key;

function read(typed: string): Condition {
  const outcome = readCondition(typed, called);
  if (!outcome.ok) throw new Error(`${outcome.problem}: ${outcome.typed}`);
  return outcome.condition;
}

const streak7: Demand = { measure: 'streak', comparison: '>=', figure: 7 };
const points100: Demand = { measure: 'points', comparison: '>=', figure: 100 };
const vip: Demand = { measure: 'tag', about: 'VIP', comparison: '=', figure: 1 };

test.for([
  '连签≥7 且 积分≥100',
  '连签>=7且积分>=100',
  '連簽＞＝7 並且 點數≧100',
  '连签≥7，积分≥100',
  '连签≥7天 和 积分≥100分',
  'streak>=7 and points>=100',
  'STREAK => 7 && POINTS => 100',
])('«%s» demands both', (typed) => {
  expect(read(typed)).toEqual({ all: [streak7, points100] });
});

test('and binds closer than or, and parentheses closer than both', () => {
  expect(read('连签≥7 且 积分≥100 或 标签=VIP')).toEqual({
    any: [{ all: [streak7, points100] }, vip],
  });
  expect(read('连签≥7 且（积分≥100 或 标签=「VIP」）')).toEqual({
    all: [streak7, { any: [points100, vip] }],
  });
});

test.for([
  ['', 'unreadable', ''],
  ['连签', 'unreadable', '连签'],
  ['连签≥', 'noFigure', '连签≥'],
  ['等级≥3', 'noMeasure', '等级'],
  ['连签≥7 且', 'unreadable', ''],
  ['连签≥7 积分≥3', 'unreadable', '积分≥3'],
  ['(连签≥7', 'unreadable', ''],
  ['标签>VIP', 'noFigure', ''],
  // Never a tag of that name, which nobody can have.
  ['标签=VIP和积分>1', 'unreadable', '>1'],
  ['连签≥7'.repeat(60), 'tooLong', ''],
  [Array.from({ length: 9 }, () => '连签≥7').join('且'), 'tooLong', ''],
  ['('.repeat(190), 'unreadable', ''],
] as const)('«%s» is refused: %s', ([typed, problem, part]) => {
  expect(readCondition(typed, called)).toEqual({ ok: false, problem, typed: part });
});

const demand: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    measure: fc.constantFrom('streak', 'points', 'silent'),
    comparison: fc.constantFrom(...COMPARISONS),
    figure: fc.nat(999_999_999),
  }),
  fc.record({
    measure: fc.constant('tag'),
    about: fc.constantFrom('VIP', '群主且慢', 'a b', '或许', '1', '🎉', 'ünï'),
    comparison: fc.constantFrom('=' as const, '!=' as const),
    figure: fc.constant(1),
  }),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    demand,
    fc.array(tie('tree'), { minLength: 2, maxLength: 2 }).map(allOf),
    fc.array(tie('tree'), { minLength: 2, maxLength: 2 }).map(anyOf),
  ),
}));

test('a condition that is shown is read as the same condition, in any language', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom('zh-CN' as const, 'en' as const), (condition, language) => {
      const shown = conditionInWords(condition, { language, titleOf });
      fc.pre(shown.length <= 200);
      expect(read(shown)).toEqual(condition);
      expect(conditionShape.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
    }),
  );
});

test('whatever is typed, reading ends in a condition or in a reason', () => {
  const pieces = fc.constantFrom(
    '连签',
    '积分',
    '标签',
    '≥',
    '=',
    '7',
    ' ',
    '(',
    ')',
    '且',
    '或',
    '「',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: pieces }), fc.string()), (typed) => {
      const outcome = readCondition(typed, called);
      if (outcome.ok) expect(conditionShape.safeParse(outcome.condition).success).toBe(true);
    }),
  );
});

test('what is lacking is exactly what does not hold', () => {
  fc.assert(
    fc.property(tree, fc.func(fc.nat(10)), (condition, figures) => {
      const figureOf = (asked: Demand) => figures(asked.measure, asked.about);
      const lacking = unmetPart(condition, figureOf);
      expect(lacking === undefined).toBe(isMet(condition, figureOf));
      if (lacking) expect(unmetPart(lacking, figureOf)).toEqual(lacking);
    }),
  );
});

test('who never spoke was silent for longer than any number of days', () => {
  const silent = (typed: string) => isMet(read(typed), () => 'never');
  expect(silent('未发言天数<=3')).toBe(false);
  expect(silent('未发言天数>30')).toBe(true);
});
