/** Scheduled pushes (定时推送): what the bot says by itself, at times that managers choose. */
import { defineFeature } from '#kit';
import { add, addArgs } from './add.ts';
import { adopting } from './adopting.ts';
import { again, againArgs } from './again.ts';
import { agenda } from './agenda.ts';
import { ahead, named } from './ahead.ts';
import { keepAttachment, setAttachment } from './attachment.ts';
import { base } from './base.ts';
import { copy, copyArgs } from './copy.ts';
import { dropAttachment } from './drop-attachment.ts';
import { edit, editArgs, editText, editTime } from './editing/edit.ts';
import { answerChange } from './editing/keep-change.ts';
import { answerFailed, tellFailed } from './failed.ts';
import { pushes } from './figures.ts';
import { finish } from './finish.ts';
import { numberArgs } from './found.ts';
import { history, historyArgs } from './history.ts';
import { approve, drop, keep } from './keep.ts';
import { list } from './list.ts';
import { tellLost } from './lost.ts';
import { make } from './make.ts';
import { askToMentionAll } from './mention-all.ts';
import { merging } from './merging.ts';
import { personal } from './personal.ts';
import { planAnew } from './plan-anew.ts';
import { deliverInTurn, push } from './push.ts';
import { schema } from './schema.ts';
import { answerSendNow, sendNow } from './send-now.ts';
import { pause, resume } from './several/pausing.ts';
import { answerRemove, remove } from './several/removing.ts';
import { selectionArgs } from './several/selection.ts';
import { slots } from './text-slots.ts';
import { tryOut } from './try-out.ts';
import { view } from './view.ts';

export const schedule = defineFeature({
  ...base,
  adminSettings: ['approval'],
  schema,
  slots,
  commands: {
    add: { role: 'manager', place: 'group', asksFirst: true, args: addArgs, handle: add },
    list: { role: 'manager', handle: list },
    view: { role: 'manager', args: numberArgs, handle: view },
    pause: { role: 'manager', isEverydayWord: true, args: selectionArgs, handle: pause },
    resume: { role: 'manager', isEverydayWord: true, args: selectionArgs, handle: resume },
    edit: { role: 'manager', args: editArgs, handle: edit },
    editTime: { role: 'manager', args: editArgs, handle: editTime },
    editText: { role: 'manager', args: editArgs, handle: editText },
    sendNow: { role: 'manager', args: numberArgs, handle: sendNow },
    tryOut: { role: 'manager', args: numberArgs, handle: tryOut },
    copy: {
      role: 'manager',
      place: 'group',
      isEverydayWord: true,
      args: copyArgs,
      handle: copy,
    },
    picture: { role: 'manager', args: numberArgs, handle: setAttachment },
    mentionAll: { role: 'manager', args: numberArgs, handle: askToMentionAll },
    approve: { role: 'manager', args: numberArgs, handle: approve },
    remove: { role: 'manager', args: selectionArgs, handle: remove },
    again: { role: 'manager', isEverydayWord: true, args: againArgs, handle: again },
    history: { role: 'manager', args: historyArgs, handle: history },
  },
  dialogues: {
    keep: { answer: keep, cancelled: drop },
    change: { answer: answerChange },
    remove: { answer: answerRemove },
    sendNow: { answer: answerSendNow },
    failed: { answer: answerFailed },
  },
  due: { push: { run: push }, deliver: { run: deliverInTurn }, finish: { run: finish } },
  jobs: { picture: { isAnswer: true, run: keepAttachment }, dropPicture: { run: dropAttachment } },
  pushes: {
    planned: { priority: 'planned', make, failed: tellFailed, lost: tellLost, named, ahead },
  },
  agenda,
  calendarChanged: planAnew,
  exports: { pushes },
  personal,
  merging,
  adopting,
});
