import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '排行榜',
  commands: {
    show: {
      words: ['排行榜', '排行', '排名'],
      usage: '[點數|活躍|簽到] [今日|本週|本月|總]',
      help: '誰在前面，我在哪',
    },
    points: {
      words: ['點數榜', '點數排行', '點數排行榜', '積分榜'],
      usage: '[今日|本週|本月|總]',
      help: '點數排行榜',
    },
    activity: {
      words: ['活躍榜', '活躍排行', '活躍排行榜'],
      usage: '[今日|本週|本月|總]',
      help: '活躍排行榜',
    },
    checkins: {
      words: ['簽到榜', '簽到排行'],
      usage: '[今日|本週|本月|總]',
      help: '今天誰先到，誰簽得多',
    },
    hours: { words: ['活躍時段', '活躍時間'], help: '群裡幾點最熱鬧' },
    hide: { words: ['不上榜', '退出排行榜'], help: '不在排行榜上出現' },
    appear: { words: ['上榜', '加入排行榜'], help: '回到排行榜' },
  },
  boards: { activity: ['活躍', '活躍度', '活躍榜', '發言'] },
  measures: {
    tenure: ['入群天數', '在群天數', '天數'],
    messages: ['訊息', '訊息數', '發言數'],
    silent: ['未發言天數', '潛水天數'],
  },
  slots: { first: ['榜首', '第一名'] },
  labels: {
    'measure.tenure': '{n} 天',
    'measure.messages': '{n} 則',
    'measure.silent': '{n} 天',
    'setting.leaderboard.shown': '排行榜顯示幾位',
  },
  texts: {
    nobodyFirst: '暫無',
    title: '{board}榜 · {period}',
    day: '今日',
    week: '本週',
    month: '本月',
    all: '總榜',
    row: '{place}. {total} · {name}',
    ownRow: '{place}. {total} · {name} ← 你',
    gap: '…',
    count: '共 {n} 人上榜',
    empty: '還沒有人上榜。',
    notYet: '你還沒有上榜，加油。',
    youHide: '你選擇了不上榜，傳「上榜」就回來。',
    noBoard: '沒有這個榜，現在有：{boards}。',
    comma: '、',
    hoursTitle: '最近 {days} 天 {hour} 點最熱鬧，佔 {percent}%：',
    hourRow: '{hour} {bar} {messages}',
    noHours: '最近 {days} 天還沒有人在群裡說話。',
    hidden: '好，排行榜上不再出現你。一切照常記，傳「上榜」就回來。',
    shown: '好，你回到排行榜了。',
  },
});
