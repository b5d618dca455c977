import pc from 'picocolors';
import { expect, test } from 'vitest';
import {
  type Delivery,
  days,
  hours,
  instantOf,
  LANGUAGES,
  minutes,
  parsePlatformId,
  parseZone,
  type Say,
} from '#kit';
import { features } from '../../../commands/index.ts';
import { Registry } from '../../runtime/registry.ts';
import {
  answerLines,
  harmless,
  helpLines,
  membersLines,
  momentText,
  promptOf,
  spanText,
  welcomeLines,
} from './show.ts';
import { ownWordsIn } from './texts/index.ts';
import { widthOf } from './width.ts';

const words = ownWordsIn('zh-CN');
const colours = pc.createColors(false);
const place = { group: 'g1', nameOf: (account: string) => (account === 'u1' ? '小明' : account) };

function idOf(text: string) {
  const id = parsePlatformId(text);
  if (id === undefined) throw new Error(`not an id: ${text}`);
  return id;
}

function said(say: Partial<Say>): Delivery {
  const action = { do: 'say' as const, to: { group: idOf('g1') }, pieces: [], ...say };
  return { action, at: instantOf(0) };
}

function shown(say: Partial<Say>): string {
  return answerLines(said(say), { words, colours, place });
}

test('lines of one answer stand below each other, choices are numbered', () => {
  const choices = [
    { id: 'dialogue:yes', label: '是' },
    { id: 'dialogue:no', label: '否' },
  ];
  expect(shown({ pieces: ['真的吗？\n想好再说。'], choices })).toBe(
    ['  群力 » 真的吗？', '         想好再说。', '         1 是', '         2 否'].join('\n'),
  );
});

test('a list too long for the screen goes on below its beginning, no word is cut apart', () => {
  const pieces = ['Check-in: checkin · make-up-cards · take-leave · end-leave'];
  expect(answerLines(said({ pieces }), { words, colours, place, columns: 60 })).toBe(
    ['  群力 » Check-in: checkin · make-up-cards · take-leave ·', '         end-leave'].join('\n'),
  );
});

test('what the bot says elsewhere says where', () => {
  expect(shown({ to: { private: idOf('u1') }, pieces: ['你好'] })).toBe(
    '  群力（私聊小明） » 你好',
  );
  expect(shown({ to: { group: idOf('g2') }, pieces: ['你好'] })).toBe('  群力（群 g2） » 你好');
});

test('mentions read as names, files as paths', () => {
  const pieces = [{ mention: idOf('u1'), name: '小明' }, ' 好了'];
  expect(shown({ pieces, file: 'data/exports/a.csv' })).toBe(
    '  群力 » @小明 好了\n         文件：data/exports/a.csv',
  );
});

test('a link card that is pushed without a word does not begin with an empty line', () => {
  const card = { title: '报名', address: 'https://example.com/' };
  expect(shown({ pieces: [''], card })).toBe('  群力 » 报名\n         https://example.com/');
});

test('talk cannot move the cursor, colour the screen or turn the line around', () => {
  expect(harmless('a\u001b[2Jb\rc\u202ed\u0007e\u009bf\ng\th')).toBe('a[2Jbcdef\ng\th');
  expect(shown({ pieces: ['\u001b]0;title\u0007'] })).not.toContain('\u001b');
});

test('the first screen is short, fits 80 columns and names the data', () => {
  for (const language of LANGUAGES) {
    const file = 'data/qunli.db';
    const words = ownWordsIn(language);
    const lines = welcomeLines(words, { colours, file, owner: words.labels.owner }).split('\n');
    expect(lines.length).toBeLessThanOrEqual(9);
    expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
    expect(lines.join('\n')).toContain(file);
  }
});

test('the first screen and the help tell to send only what the bot understands', () => {
  const registry = new Registry(features);
  for (const language of LANGUAGES) {
    const { checkIn, myPoints, leaderboard, help } = ownWordsIn(language).labels;
    const unknown = [checkIn, myPoints, leaderboard, help].filter(
      (word) => !registry.command(word),
    );
    expect(unknown).toEqual([]);
  }
});

test('the help fits 80 columns in every language', () => {
  for (const language of LANGUAGES) {
    const lines = helpLines(ownWordsIn(language), { colours }).split('\n');
    expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
  }
});

test('the help lists each command of the terminal with what it does', () => {
  expect(helpLines(words, { colours })).toContain('  /as 名字');
  expect(helpLines(words, { colours }).split('\n')).toHaveLength(13);
});

test('members stand in columns, and it is said how many more there are', () => {
  const members = [
    { name: '小明', role: '群主', messages: 1 },
    { name: 'Al', role: '群友', messages: 12 },
  ];
  expect(membersLines(words, { members, more: 3, colours })).toBe(
    '  小明  群主      1 条消息\n  Al    群友      12 条消息\n  还有 3 位。',
  );
  expect(membersLines(words, { members: [], more: 0, colours })).toContain('还没有人');
});

test('the prompt says who speaks, and where when that is not the first group', () => {
  expect(promptOf({ name: '小明', group: undefined }, colours)).toBe('小明 › ');
  expect(promptOf({ name: '小明', group: 'g2' }, colours)).toBe('小明 @g2 › ');
});

test('spans read as they are typed', () => {
  expect(spanText(days(1))).toBe('1d');
  expect(spanText(minutes(26 * 60 + 5))).toBe('1d 2h 5m');
  expect(spanText(hours(0))).toBe('');
});

test('a moment is shown in the zone of the group', () => {
  const zone = parseZone('Asia/Shanghai');
  if (!zone) throw new Error('not a zone');
  const at = instantOf(Date.UTC(2026, 2, 1, 17, 5));
  expect(momentText(at, { language: 'zh-CN', zone })).toMatch(/3月2日.*01:05/);
  expect(momentText(at, { language: 'en', zone })).toMatch(/Mar 2.*01:05/);
});

test('in a window of 60 columns the first screen and the help break between words', () => {
  for (const language of LANGUAGES) {
    const words = ownWordsIn(language);
    const welcome = { colours, file: 'data/qunli.db', owner: 'Owner', columns: 60 };
    const screens = [welcomeLines(words, welcome), helpLines(words, welcome)];
    const lines = screens.flatMap((screen) => screen.split('\n'));
    expect(lines.filter((line) => widthOf(line) > 60)).toEqual([]);
  }
});
