import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Leaderboards',
  commands: {
    show: {
      words: ['leaderboard', 'leaderboards'],
      usage: '[points|activity|checkin] [today|week|month|all]',
      help: 'who leads, and where you stand',
    },
    points: {
      words: ['points-board'],
      usage: '[today|week|month|all]',
      help: 'the leaderboard of points',
    },
    activity: {
      words: ['activity-board'],
      usage: '[today|week|month|all]',
      help: 'the leaderboard of activity',
    },
    checkins: {
      words: ['checkin-board'],
      usage: '[today|week|month|all]',
      help: 'who came first, who comes most',
    },
    hours: { words: ['active-hours'], help: 'when the group is busiest' },
    hide: { words: ['hide-me'], help: 'stay off the leaderboards' },
    appear: { words: ['show-me'], help: 'come back to the leaderboards' },
  },
  boards: { activity: ['Activity'] },
  measures: {
    tenure: ['days', 'days in the group'],
    messages: ['messages'],
    silent: ['silent days', 'days since last talk'],
  },
  slots: { first: ['first place', 'leader'] },
  labels: {
    'measure.tenure': '{n}',
    'measure.messages': '{n}',
    'measure.silent': '{n}',
    'setting.leaderboard.shown': 'how many members a leaderboard shows',
  },
  texts: {
    nobodyFirst: 'nobody yet',
    title: '{board} · {period}',
    day: 'today',
    week: 'this week',
    month: 'this month',
    all: 'all time',
    row: '{place}. {total} · {name}',
    ownRow: '{place}. {total} · {name} ← you',
    gap: '…',
    count: { one: '{n} member has a place', other: '{n} members have a place' },
    empty: 'Nobody has a place yet.',
    notYet: 'You have no place yet. It is open.',
    youHide: 'You chose to stay off; send “show-me” to come back.',
    noBoard: 'There is no such leaderboard now, but: {boards}.',
    comma: ', ',
    hoursTitle: 'Busiest at {hour}:00, with {percent}% of the messages (days: {days}):',
    hourRow: '{hour} {bar} {messages}',
    noHours: 'Nobody has spoken in a group (days: {days}).',
    hidden:
      'You no longer appear on leaderboards. Everything still counts; send “show-me” to come back.',
    shown: 'Welcome back to the leaderboards.',
  },
});
