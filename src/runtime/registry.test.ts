import { expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { Registry } from './registry.ts';

const registry = new Registry(features);

test.each([
  ['積分流水', '积分流水'],
  ['點數流水', '积分流水'],
  ['查積分', '积分'],
  ['導出', '导出'],
  ['匯出', '导出'],
  ['導出数据', '导出'],
  ['誰是運營', '管理员'],
  ['刪除我的數據', '忘记我'],
  ['ＰＯＩＮＴＳ', '积分'],
])('«%s» is the command «%s», whichever script and whichever word of it', (typed, word) => {
  const known = registry.command(typed);
  expect(known).toBeDefined();
  expect(known).toEqual(registry.command(word));
});
