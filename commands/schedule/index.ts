/** Scheduled pushes (定时推送): what the bot says by itself, at times that managers choose. */
import { defineFeature } from '#kit';
import { add, addArgs, keep } from './add.ts';
import { agenda } from './agenda.ts';
import { base } from './base.ts';
import {
  edit,
  editArgs,
  history,
  historyArgs,
  list,
  numberArgs,
  pause,
  remove,
  resume,
  tryOut,
} from './control.ts';
import { answerFailed, tellFailed } from './failed.ts';
import { pushes } from './figures.ts';
import { merging } from './merging.ts';
import { personal } from './personal.ts';
import { push } from './push.ts';
import { schema } from './schema.ts';

export const schedule = defineFeature({
  ...base,
  schema,
  commands: {
    add: { role: 'manager', place: 'group', args: addArgs, handle: add },
    list: { role: 'manager', handle: list },
    pause: { role: 'manager', isEverydayWord: true, args: numberArgs, handle: pause },
    resume: { role: 'manager', isEverydayWord: true, args: numberArgs, handle: resume },
    edit: { role: 'manager', args: editArgs, handle: edit },
    tryOut: { role: 'manager', args: numberArgs, handle: tryOut },
    remove: { role: 'manager', args: numberArgs, handle: remove },
    history: { role: 'manager', args: historyArgs, handle: history },
  },
  dialogues: { keep: { answer: keep }, failed: { answer: answerFailed } },
  due: { push: { run: push } },
  pushes: { planned: { priority: 'planned', failed: tellFailed } },
  agenda,
  exports: { pushes },
  personal,
  merging,
});
