import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '簽到',
  commands: { checkIn: { words: ['簽到', '打卡簽到'], help: '每天一次,領點數' } },
  labels: { checkin: '簽到' },
  texts: {
    done: '簽到成功,+{points} 點!今天第 {order} 位,已連續 {streak} 天。',
    already: '今天已經簽到過了。',
  },
});
