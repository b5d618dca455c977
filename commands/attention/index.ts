/**
 * Quiet hours (免打扰): what the bot says unasked, how much of it a day bears, why something was not
 * said; and how members and managers do without it.
 */
import { type Args, arg, defineFeature } from '#kit';
import { base } from './base.ts';
import { reminders } from './reminders.ts';
import { showRules } from './show-rules.ts';
import { whyNot, whyNotArgs } from './why-not.ts';
import { resume, spare, stop, wantAgain } from './wishes.ts';

interface Named {
  typed: string | undefined;
}

const which: Args<Named> = { typed: arg.optional(arg.rest()) };

export const attention = defineFeature({
  ...base,
  // Whoever wants to be left alone must always find the way.
  isEssential: true,
  communitySettings: ['quietFrom', 'quietUntil', 'pushesADay', 'pushGapMinutes', 'lullMinutes'],
  // What the first of them shows names the others, so the help stays short.
  commands: {
    rules: { handle: showRules },
    reminders: { isQuiet: true, handle: reminders },
    spare: { isQuiet: true, isEverydayWord: true, args: which, handle: spare },
    wantAgain: { isQuiet: true, args: which, handle: wantAgain },
    whyNot: {
      isQuiet: true,
      role: 'manager',
      isEverydayWord: true,
      args: whyNotArgs,
      handle: whyNot,
    },
    stop: { isQuiet: true, role: 'manager', args: which, handle: stop },
    resume: { isQuiet: true, role: 'manager', args: which, handle: resume },
  },
});
