/**
 * Communities (社群) of several groups, on one platform or on several: a code lets another group
 * join, and each group can go out again. Both need the highest right in the group, since whoever
 * manages one of the groups has a say in the points and settings of all.
 */
import { arg, defineFeature, parseCode } from '#kit';
import { base } from './base.ts';
import { giveCode } from './give-code.ts';
import { join, tryCode } from './join.ts';
import { askToLeave, leave } from './leave.ts';
import { showGroups } from './list.ts';
import { renameArg } from './rename.ts';
import { schema } from './schema.ts';
import { book } from './store.ts';

/** Enough to read a code again, too little to fill the table. */
const SECONDS_BETWEEN_CODES = 5;

export const groups = defineFeature({
  ...base,
  schema,
  commands: {
    groups: { role: 'manager', args: { name: arg.optional(renameArg) }, handle: showGroups },
    code: { role: 'admin', cooldownSeconds: SECONDS_BETWEEN_CODES, handle: giveCode },
    join: {
      place: 'group',
      role: 'admin',
      isQuiet: true,
      args: { code: arg.optional(arg.choice(parseCode)) },
      asksFirst: true,
      handle: tryCode,
    },
    leave: {
      place: 'group',
      role: 'admin',
      isQuiet: true,
      args: { group: arg.optional(arg.rest()) },
      asksFirst: true,
      handle: askToLeave,
    },
  },
  dialogues: { join: { answer: join }, leave: { answer: leave } },
  pushes: { news: { priority: 'promised' } },
  personal: book.personal,
});
