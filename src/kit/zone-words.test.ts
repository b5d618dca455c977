/** How the clock of a zone is called in each language. */
import { strict as assert } from 'node:assert';
import { expect, test } from 'vitest';
import { LANGUAGES } from './phrases.ts';
import { parseZone } from './zone.ts';
import { showZone } from './zone-words.ts';

test.each([
  ['Asia/Shanghai', ['北京时间', '北京時間', 'Beijing time']],
  ['asia/taipei', ['台北时间', '台北時間', 'Taipei time']],
  ['Asia/Hong_Kong', ['香港时间', '香港時間', 'Hong Kong Time']],
])('the clock of %s is called as people there call it', (typed, names) => {
  const zone = parseZone(typed);
  assert(zone);
  expect(LANGUAGES.map((language) => showZone(zone, language))).toEqual(names);
});

test('a zone without a name is told by how far it is from UTC', () => {
  const zone = parseZone('Etc/GMT-8');
  assert(zone);
  expect(showZone(zone, 'zh-CN')).toMatch(/^GMT\+0?8/);
});
