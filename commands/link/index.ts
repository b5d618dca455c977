/**
 * Linking (关联): several accounts, on one platform or on several, are one member. Ids of platforms
 * change, bot accounts are banned; points and streaks stay with the person.
 */
import { arg, defineFeature, parseCode } from '#kit';
import { base } from './base.ts';
import { giveCode } from './give-code.ts';
import { introduce, link, tryCode } from './link.ts';
import { schema } from './schema.ts';
import { book } from './store.ts';
import { askToUnlink, unlink } from './unlink.ts';

/** Enough to read a code again, too little to fill the table. */
const SECONDS_BETWEEN_CODES = 5;

export const linking = defineFeature({
  ...base,
  schema,
  commands: {
    code: { place: 'private', cooldownSeconds: SECONDS_BETWEEN_CODES, handle: giveCode },
    link: { args: { code: arg.optional(arg.choice(parseCode)) }, asksFirst: true, handle: tryCode },
    unlink: { asksFirst: true, handle: askToUnlink },
  },
  dialogues: { link: { answer: link }, unlink: { answer: unlink } },
  personal: book.personal,
  introduce,
});
