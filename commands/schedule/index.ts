/** Scheduled pushes (定时推送): what the bot says by itself, at times that managers choose. */
import { defineFeature } from '#kit';
import { adopting } from './adopting.ts';
import { base } from './base.ts';
import { edit, editArgs, editText, editTime } from './editing/edit.ts';
import { answerChange } from './editing/keep-change.ts';
import { numberArgs } from './found.ts';
import { merging } from './merging.ts';
import { personal } from './personal.ts';
import { add, addArgs } from './planning/add.ts';
import { answerApprove, approve } from './planning/approve.ts';
import { answerClock } from './planning/ask-clock.ts';
import { copy, copyArgs } from './planning/copy.ts';
import { drop, keep } from './planning/keep.ts';
import { askToMentionAll } from './planning/mention-all.ts';
import { tryOut } from './planning/try-out.ts';
import { schema } from './schema.ts';
import { again, againArgs } from './sending/again.ts';
import { keepAttachment, setAttachment } from './sending/attachment.ts';
import { dropAttachment } from './sending/drop-attachment.ts';
import { finish } from './sending/finish.ts';
import { make } from './sending/make.ts';
import { planAnew } from './sending/plan-anew.ts';
import { deliverInTurn, push } from './sending/push.ts';
import { answerSendNow, sendNow } from './sending/send-now.ts';
import { slots } from './sending/text-slots.ts';
import { pause, resume } from './several/pausing.ts';
import { answerRemove, remove } from './several/removing.ts';
import { selectionArgs } from './several/selection.ts';
import { agenda } from './telling/agenda.ts';
import { ahead, named } from './telling/ahead.ts';
import { answerFailed, tellFailed } from './telling/failed.ts';
import { pushes } from './telling/figures.ts';
import { history, historyArgs } from './telling/history.ts';
import { list } from './telling/list.ts';
import { tellLost } from './telling/lost.ts';
import { view } from './telling/view.ts';

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
    clock: { answer: answerClock },
    keep: { answer: keep, cancelled: drop },
    change: { answer: answerChange },
    approve: { answer: answerApprove },
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
