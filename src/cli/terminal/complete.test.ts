import { expect, test } from 'vitest';
import { complete } from './complete.ts';

const known = {
  commands: ['签到', '签到榜', '积分', 'checkin'],
  names: ['小明', '小红', '小刚'],
};

test.for<[string, string[], string]>([
  ['签', ['签到', '签到榜'], '签'],
  ['CH', ['checkin'], 'CH'],
  ['', ['签到', '签到榜', '积分', 'checkin'], ''],
  ['/m', ['/members'], '/m'],
  ['/签', ['/签到', '/签到榜'], '/签'],
  ['/as ', ['小明', '小红', '小刚'], ''],
  ['/as 小红', ['小红'], '小红'],
  ['/join 小丽 by 小', ['小明', '小红', '小刚'], '小'],
  ['赠送 @小', ['@小明 ', '@小红 ', '@小刚 '], '@小'],
  ['@', ['@小明 ', '@小红 ', '@小刚 '], '@'],
  ['今天天气', [], '今天天气'],
  ['两个 词', [], '两个 词'],
])('after «%s» Tab offers %o', ([line, offered, replaced]) => {
  expect(complete(line, known)).toEqual([offered, replaced]);
});
