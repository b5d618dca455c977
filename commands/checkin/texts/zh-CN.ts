/** Check-in in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '签到',
  commands: {
    checkIn: { words: ['签到', '打卡签到'], help: '每天一次,领积分' },
  },
  labels: { checkin: '签到' },
  texts: {
    done: '签到成功,+{points} 积分!今天第 {order} 位,已连续 {streak} 天。',
    already: '今天已经签到过了。',
  },
});
