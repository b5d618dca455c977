/**
 * Self-service (自助): help, one's card, one's language, and the right to see and erase one's data.
 */
import { arg, defineFeature } from '#kit';
import { base } from './base.ts';
import { askToForget, forget } from './forget.ts';
import { help } from './help.ts';
import { chooseLanguage, languageChosen, parseWish } from './language.ts';
import { askForData, collect } from './my-data.ts';
import { profile } from './profile.ts';
import { topic } from './topic.ts';

/** Long enough to keep anybody from filling the disk, short enough to try again. */
const SECONDS_BETWEEN_FILES = 60;

export const self = defineFeature({
  ...base,
  isEssential: true,
  commands: {
    help: { args: { topic: arg.optional(topic) }, handle: help },
    profile: { handle: profile },
    language: {
      args: { language: arg.optional(arg.choice(parseWish)) },
      handle: chooseLanguage,
    },
    myData: { isEverydayWord: true, cooldownSeconds: SECONDS_BETWEEN_FILES, handle: askForData },
    forgetMe: { asksFirst: true, handle: askToForget },
  },
  dialogues: { language: { answer: languageChosen }, forget: { answer: forget } },
  jobs: { collect: { run: collect } },
});
