/** Check-in (签到): once a day, with streaks, bonuses, make-up days, leave, and a calendar. */
import { arg, defineFeature } from '#kit';
import { profileOf, rulesOf } from './about.ts';
import { adopting } from './adopting.ts';
import { sendAnswers } from './answers.ts';
import { base } from './base.ts';
import { checkedInToday, orderOfToday } from './board.ts';
import { showCalendar } from './calendar.ts';
import { giveCards, MOST_GIVEN, showCards } from './cards.ts';
import { checkIn } from './check-in.ts';
import { board, checkIns, memberFigures } from './figures.ts';
import { parseCount, takeBackLeave, takeLeave, whenLeaveIsOff } from './leave.ts';
import { keepStreaks } from './make-good.ts';
import { chooseMakeUp, confirmMakeUp, dayTyped, makeUp, whenMakeUpIsOff } from './make-up.ts';
import { checkIns as checkInsMeasure, streak } from './measures.ts';
import { merging } from './merging.ts';
import { personal } from './personal.ts';
import { planAnew } from './reminders/plan.ts';
import { remind } from './reminders/remind.ts';
import { reminders, switchArgs, switchReminder } from './reminders/switch.ts';
import { warn } from './reminders/warn.ts';
import { unwantReminder, wantReminder } from './reminders/wish.ts';
import { parseTypedDay, parseTypedMonth } from './rules/typed-day.ts';
import { schema } from './schema.ts';

export const checkin = defineFeature({
  ...base,
  adminSettings: ['points', 'randomExtra', 'cycle', 'milestones', 'totals', 'makeUp'],
  schema,
  commands: {
    checkIn: { place: 'group', handle: checkIn },
    calendar: {
      args: { month: arg.optional(arg.choice(parseTypedMonth)) },
      handle: showCalendar,
    },
    makeUp: {
      args: { day: arg.optional(arg.choice(parseTypedDay, 'notDay')) },
      whenClosed: whenMakeUpIsOff,
      handle: makeUp,
    },
    cards: { handle: showCards },
    takeLeave: {
      args: { days: arg.optional(arg.choice(parseCount, 'notNumber')) },
      whenClosed: whenLeaveIsOff,
      handle: takeLeave,
    },
    takeBackLeave: { handle: takeBackLeave },
    giveCards: {
      place: 'group',
      role: 'manager',
      args: { who: arg.member(), count: arg.optional(arg.whole({ from: 1, to: MOST_GIVEN })) },
      handle: giveCards,
    },
    remind: { place: 'group', role: 'manager', args: switchArgs, handle: switchReminder },
    wantReminder: { handle: wantReminder },
    unwantReminder: { isQuiet: true, handle: unwantReminder },
  },
  dialogues: {
    chooseMakeUp: { keyOf: dayTyped, answer: chooseMakeUp },
    confirmMakeUp: { answer: confirmMakeUp },
  },
  due: {
    answers: { isAnswer: true, run: sendAnswers },
    remind: { run: remind },
    warn: { run: warn },
  },
  makeGood: keepStreaks,
  calendarChanged: planAnew,
  pushes: { reminder: { priority: 'low' } },
  boards: { checkin: board },
  boardOfToday: orderOfToday,
  measures: { streak, checkIns: checkInsMeasure },
  slots: { checkedInToday },
  exports: { checkins: checkIns },
  memberFigures,
  personal,
  merging,
  adopting,
  reminders,
  rules: rulesOf,
  profile: profileOf,
});
