/** Lotteries (抽奖): prizes, entries, and a draw that every stranger can recompute. */
import { arg, defineFeature } from '#kit';
import { code, list, odds, why, winners } from './about.ts';
import { adopting } from './adopting.ts';
import { stubborn, tryAgain } from './again.ts';
import { agenda } from './agenda.ts';
import { base } from './base.ts';
import { claim, endClaims } from './claim.ts';
import { askToDraw, closeInTime, drawNow } from './close.ts';
import { payConsolation } from './consolation.ts';
import { answerPart, create, publish } from './create.ts';
import { sendAnswers } from './crowd.ts';
import { askToDisqualify, disqualify } from './disqualify.ts';
import { draw, drawTime } from './draw.ts';
import { enterByChoice, enterByWord, withdraw } from './enter.ts';
import { lotteries, sinceWin } from './figures.ts';
import { freeze } from './freeze.ts';
import { extendLotteries } from './make-good.ts';
import {
  askToCancel,
  askToRedraw,
  blockMember,
  cancel,
  cancelArgs,
  redraw,
  unblockMember,
} from './manage.ts';
import { merging } from './merging.ts';
import { lookAtNotice, move } from './notice.ts';
import { open } from './open.ts';
import { opening } from './opening.ts';
import { personal } from './personal.ts';
import { askForReceipt, sendReceipt } from './receipt.ts';
import { refill } from './refill.ts';
import { refund } from './refund.ts';
import { remind } from './remind.ts';
import { left } from './removals.ts';
import { schema } from './schema.ts';
import { aboutMemberArgs, lotteryNumber } from './which.ts';

const numbered = { number: arg.optional(lotteryNumber) };
const byManager = { place: 'group', role: 'manager' } as const;

export const lottery = defineFeature({
  ...base,
  adminSettings: ['preset', 'pointsMost', 'consolationMost'],
  schema,
  commands: {
    create: {
      ...byManager,
      args: { typed: arg.optional(arg.rest()) },
      opening,
      asksFirst: true,
      handle: create,
    },
    enter: { place: 'group', args: numbered, handle: enterByWord },
    withdraw: { args: numbered, handle: withdraw },
    list: { args: numbered, handle: list },
    why: { args: numbered, handle: why },
    odds: { args: numbered, handle: odds },
    code: { args: numbered, handle: code },
    winners: { args: numbered, handle: winners },
    claim: { args: numbered, handle: claim },
    receipt: { args: numbered, handle: askForReceipt },
    draw: { ...byManager, args: numbered, handle: askToDraw },
    cancel: { ...byManager, asksFirst: true, args: cancelArgs, handle: askToCancel },
    redraw: { ...byManager, args: aboutMemberArgs, handle: askToRedraw },
    disqualify: { ...byManager, args: aboutMemberArgs, handle: askToDisqualify },
    block: {
      ...byManager,
      args: { who: arg.optional(arg.member('anybody')) },
      handle: blockMember,
    },
    unblock: { ...byManager, args: { who: arg.member('anybody') }, handle: unblockMember },
  },
  dialogues: {
    part: { answer: answerPart },
    publish: { answer: publish },
    draw: { answer: drawNow },
    cancel: { answer: cancel },
    redraw: { answer: redraw },
    disqualify: { answer: disqualify },
  },
  questions: { enter: { chose: enterByChoice } },
  due: {
    close: { run: closeInTime },
    remind: { run: remind },
    answers: { isAnswer: true, run: sendAnswers },
    notice: { run: lookAtNotice },
    drawTime: { run: drawTime },
    claims: { run: endClaims },
    console: { run: payConsolation },
    refund: { run: refund },
    again: { run: tryAgain },
  },
  jobs: {
    open: { isAnswer: true, ...stubborn('open', open) },
    freeze: stubborn('freeze', freeze),
    move: stubborn('move', move),
    draw: stubborn('draw', draw),
    refill: stubborn('refill', refill),
    receipt: { run: sendReceipt },
  },
  pushes: { result: { priority: 'promised' }, reminder: { priority: 'low' } },
  makeGood: extendLotteries,
  agenda,
  measures: { sinceWin },
  exports: { lotteries },
  left,
  personal,
  merging,
  adopting,
});
