import { expect, test } from 'vitest';
import { days, minutes } from '#kit';
import { readTyped, type Typed } from './typed.ts';

test.for<[string, Typed]>([
  ['', { kind: 'nothing' }],
  ['   ', { kind: 'nothing' }],
  ['签到', { kind: 'say', text: '签到' }],
  [' 大家好 ', { kind: 'say', text: '大家好' }],
  ['/签到', { kind: 'say', text: '/签到' }],
  ['/clok +1d', { kind: 'slash', word: 'clok', text: '/clok +1d' }],
  ['/as /as 群主', { kind: 'incomplete', command: 'as' }],
  ['/join /as', { kind: 'incomplete', command: 'join' }],
  ['/checkin', { kind: 'slash', word: 'checkin', text: '/checkin' }],
  ['/assist', { kind: 'slash', word: 'assist', text: '/assist' }],
  ['/as 小红', { kind: 'as', name: '小红' }],
  ['／AS @小红', { kind: 'as', name: '小红' }],
  ['/as 小 红', { kind: 'as', name: '小 红' }],
  ['/as', { kind: 'incomplete', command: 'as' }],
  ['/dm 我的积分', { kind: 'private', text: '我的积分' }],
  ['/private  我的积分 7 ', { kind: 'private', text: '我的积分 7' }],
  ['/private', { kind: 'incomplete', command: 'private' }],
  ['/join 小刚', { kind: 'join', name: '小刚', by: undefined }],
  ['/join 小刚 by 小明', { kind: 'join', name: '小刚', by: '小明' }],
  ['/join Abby by Bob', { kind: 'join', name: 'Abby', by: 'Bob' }],
  ['/join by 小明', { kind: 'incomplete', command: 'join' }],
  ['/leave', { kind: 'leave', name: undefined, by: undefined }],
  ['/leave 小红 by @群主', { kind: 'leave', name: '小红', by: '群主' }],
  ['/group g2', { kind: 'group', id: 'g2' }],
  ['/group', { kind: 'incomplete', command: 'group' }],
  ['/clock', { kind: 'clock', ahead: undefined }],
  ['/clock +1d', { kind: 'clock', ahead: days(1) }],
  ['/clock 1d2h 30m', { kind: 'clock', ahead: minutes((24 + 2) * 60 + 30) }],
  ['/clock ＋３０ｍ', { kind: 'clock', ahead: minutes(30) }],
  ['/clock tomorrow', { kind: 'incomplete', command: 'clock' }],
  ['/recall', { kind: 'recall' }],
  ['/members', { kind: 'members' }],
  ['/help', { kind: 'help' }],
  ['/exit', { kind: 'quit' }],
])('«%s» is read as %o', ([line, typed]) => {
  expect(readTyped(line)).toEqual(typed);
});
