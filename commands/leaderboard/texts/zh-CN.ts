/** Leaderboards in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '排行榜',
  commands: {
    show: {
      words: ['排行榜', '排行', '排名'],
      usage: '[积分|活跃|签到] [今日|本周|本月|总]',
      help: '谁在前面，我在哪',
    },
    points: {
      words: ['积分榜', '积分排行', '积分排行榜'],
      usage: '[今日|本周|本月|总]',
      help: '积分排行榜',
    },
    activity: {
      words: ['活跃榜', '活跃排行', '活跃排行榜'],
      usage: '[今日|本周|本月|总]',
      help: '活跃排行榜',
    },
    checkins: {
      words: ['签到榜', '签到排行'],
      usage: '[今日|本周|本月|总]',
      help: '今天谁先到，谁签得多',
    },
    hours: { words: ['活跃时段', '活跃时间'], help: '群里几点最热闹' },
    hide: { words: ['不上榜', '退出排行榜'], help: '不在排行榜上出现' },
    appear: { words: ['上榜', '加入排行榜'], help: '回到排行榜' },
  },
  boards: { activity: ['活跃', '活跃度', '活跃榜', '发言'] },
  measures: {
    tenure: ['入群天数', '在群天数', '天数'],
    messages: ['消息', '消息数', '发言数'],
    silent: ['未发言天数', '潜水天数'],
  },
  slots: { first: ['榜首', '第一名'] },
  labels: {
    'measure.tenure': '{n} 天',
    'measure.messages': '{n} 条',
    'measure.silent': '{n} 天',
    'setting.leaderboard.shown': '排行榜显示几位',
  },
  texts: {
    nobodyFirst: '暂无',
    title: '{board}榜 · {period}',
    day: '今日',
    week: '本周',
    month: '本月',
    all: '总榜',
    row: '{place}. {total} · {name}',
    ownRow: '{place}. {total} · {name} ← 你',
    gap: '…',
    count: '共 {n} 人上榜',
    empty: '还没有人上榜。',
    notYet: '你还没有上榜，加油。',
    youHide: '你选择了不上榜，发「上榜」就回来。',
    noBoard: '没有这个榜，现在有：{boards}。',
    comma: '、',
    hoursTitle: '最近 {days} 天 {hour} 点最热闹，占 {percent}%：',
    hourRow: '{hour} {bar} {messages}',
    noHours: '最近 {days} 天还没有人在群里说话。',
    hidden: '好，排行榜上不再出现你。一切照常记，发「上榜」就回来。',
    shown: '好，你回到排行榜了。',
  },
});
