import { expect, test } from 'vitest';
import { type Calendar, formatInstant, minuteOfDay, parseInstant, parseZone } from '#kit';
import { parseDeadline } from './deadline.ts';

const zone = parseZone('Asia/Shanghai');
const now = parseInstant('2026-03-01T21:00:00+08:00');
if (!zone || now === undefined) throw new Error('no such moment');
const calendar: Calendar = { zone, dayStart: minuteOfDay(0) };

test.for([
  ['2小时', '2026-03-01T15:00:00.000Z'],
  ['30 分钟', '2026-03-01T13:30:00.000Z'],
  ['3天后', '2026-03-04T13:00:00.000Z'],
  ['2 hours', '2026-03-01T15:00:00.000Z'],
  ['1周', '2026-03-08T13:00:00.000Z'],
  ['22:30', '2026-03-01T14:30:00.000Z'],
  ['20:00', '2026-03-02T12:00:00.000Z'],
  ['明天 20:00', '2026-03-02T12:00:00.000Z'],
  ['明天20:00', '2026-03-02T12:00:00.000Z'],
  ['明天20点', '2026-03-02T12:00:00.000Z'],
  ['明天晚上8点', '2026-03-02T12:00:00.000Z'],
  ['明晚8点半', '2026-03-02T12:30:00.000Z'],
  ['明天下午3點15分', '2026-03-02T07:15:00.000Z'],
  ['3月8日中午12点', '2026-03-08T04:00:00.000Z'],
  ['22点', '2026-03-01T14:00:00.000Z'],
  ['今天', '2026-03-01T15:59:59.999Z'],
  ['3月8日', '2026-03-08T15:59:59.999Z'],
  ['3-8 12:00', '2026-03-08T04:00:00.000Z'],
  ['2026-04-01 9:00', '2026-04-01T01:00:00.000Z'],
] as const)('«%s» is %s', ([typed, expected]) => {
  const at = parseDeadline(typed, { now, calendar });
  expect(at === undefined ? undefined : formatInstant(at)).toBe(expected);
});

test.for([
  '',
  '昨天',
  '2月1日',
  '25:00',
  '0小时',
  '61天',
  '2026-03-01 20:00',
  '随便',
  '2-30',
  '明晚12点',
  '25点',
])('«%s» is no deadline', (typed) => {
  expect(parseDeadline(typed, { now, calendar })).toBeUndefined();
});
