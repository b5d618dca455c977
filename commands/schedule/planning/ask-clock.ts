/**
 * «几点发？»: what was typed says the days and no time of day. The answer may be the time alone, «9» or
 * «晚上8点半», and with it the schedule is proposed as if all had been typed at once.
 */
import * as z from 'zod';
import { type Acting, type Answering, mayActAs, parseClockTimes } from '#kit';
import type { Base } from '../base.ts';
import { attachedFile } from '../sending/attachment.ts';
import { planTyped, type Typed } from './plan-typed.ts';

/** Whoever is asked answers at once, or goes on talking of something else. */
const SECONDS_TO_ANSWER = 120;

const asked = z.object({
  typed: z.string(),
  attached: attachedFile.optional(),
  /** What was answered before was no time of day. */
  isSecond: z.boolean(),
});

/** Asks for the time of day, or for several. */
export async function askClock(
  context: Acting<Base>,
  { typed, attached }: Typed,
  question: 'askClock' | 'askClocks' | 'notClock',
): Promise<void> {
  const isSecond = question === 'notClock';
  const data: z.input<typeof asked> = { typed, attached, isSecond };
  const line = context.text(question);
  return context.ask({ dialogue: 'clock', line, data, seconds: SECONDS_TO_ANSWER });
}

const NEVER_MIND = /^(?:算了|不要了?|不用了?|不[发發傳]了?|never ?mind|no)[。.!！]*$/i;

export async function answerClock(context: Answering<Base>): Promise<void> {
  const { answer, data, member, say, text } = context;
  const { typed, attached, isSecond } = asked.parse(data);
  // Whoever was asked may be no manager any more.
  if (NEVER_MIND.test(answer) || !mayActAs(member.role, 'manager')) return say(text('dropped'));
  if (parseClockTimes(answer)) {
    await planTyped(context, { typed, attached, clock: answer });
    return;
  }
  if (isSecond) return say(text('stillNotClock'));
  return askClock(context, { typed, attached }, 'notClock');
}
