/** Leaderboards (排行榜): every feature's board, the one of activity, and who wants to be on them. */
import { type Commanding, defineFeature } from '#kit';
import { type Base, base } from './base.ts';
import { askForHours, tellHours } from './hours.ts';
import { messages, silent, tenure } from './measures.ts';
import { CHECK_INS, showBoard, showOf, whenCheckInIsOff } from './show.ts';
import { first } from './slots.ts';
import { activityBoard } from './store.ts';
import { wanted, wantedPeriod } from './wanted.ts';

async function hide({ member, tx, text, say }: Commanding<Base>): Promise<void> {
  await tx.people.setHidden(member.id, true);
  await say(text('hidden'));
}

async function appear({ member, tx, text, say }: Commanding<Base>): Promise<void> {
  await tx.people.setHidden(member.id, false);
  await say(text('shown'));
}

export const leaderboard = defineFeature({
  ...base,
  commands: {
    show: { args: { view: wanted }, handle: showBoard },
    points: { args: { view: wantedPeriod }, handle: showOf('points'), isQuiet: true },
    activity: { args: { view: wantedPeriod }, handle: showOf('activity'), isQuiet: true },
    checkins: {
      args: { view: wantedPeriod },
      whenClosed: whenCheckInIsOff,
      handle: showOf(CHECK_INS, 'day'),
    },
    hours: { role: 'manager', handle: askForHours },
    hide: { isEverydayWord: true, handle: hide },
    appear: { isEverydayWord: true, handle: appear },
  },
  jobs: { hours: { run: tellHours } },
  boards: { activity: activityBoard },
  slots: { first },
  measures: { tenure, messages, silent },
});
