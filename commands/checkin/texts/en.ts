import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Check-in',
  commands: { checkIn: { words: ['checkin', 'check-in', 'qiandao'], help: 'once a day, for points' } },
  labels: { checkin: 'check-in' },
  texts: {
    done: '+{points} points! You are #{order} today, {streak} in a row.',
    already: 'You have checked in today.',
  },
});
