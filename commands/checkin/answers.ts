/**
 * Answers to check-ins (签到). When many check in at once, their answers are collected (合并回复) as
 * rows and go out as one message a little later; nobody is left without an answer.
 */
import {
  type Coming,
  type Commanding,
  type Context,
  type Group,
  type Instant,
  joinsCrowd,
  type Line,
  lines,
  localDay,
  type Member,
  seconds,
  showDay,
} from '#kit';
import type { CheckIn } from './base.ts';
import { bonusLines } from './pay.ts';
import type { Bonus } from './rules/bonuses.ts';
import { type Answer, keepAnswer, takeAnswers } from './store/answers.ts';

/** More lines in one message would be a wall of text. */
const MOST_LINES = 40;

export interface Done extends Answer {
  readonly bonuses: readonly Bonus[];
  /** When the bot learned of the check-in that is so many earlier as make a crowd. */
  readonly earlier: Instant | undefined;
}

/** Answers at once, or together with others when there is a crowd. */
export async function answer(context: Commanding<CheckIn>, done: Done): Promise<void> {
  const { group, say, tx } = context;
  if (group && (await isInCrowd(context, group, done))) {
    return keepAnswer(tx, { ...done, group: group.id });
  }
  return say(lines(doneLine(context, done), bonusLines(context, done.bonuses)));
}

function isInCrowd(
  context: Commanding<CheckIn>,
  group: Group,
  { earlier }: Done,
): Promise<boolean> {
  const { withinSeconds, collectSeconds } = context.settings.mergeAnswers;
  return joinsCrowd(context, {
    earlier,
    within: seconds(withinSeconds),
    collected: seconds(collectSeconds),
    what: 'answers',
    key: String(group.id),
    data: null,
  });
}

/** Tells whether the day to which a message belongs was over when it arrived. */
export function isLate({ today, heardAt, community }: Context<CheckIn>): boolean {
  return localDay(heardAt, community.calendar) !== today;
}

function doneLine(context: Context<CheckIn>, { day, place, points, streak, bonuses }: Done): Line {
  const { text, language } = context;
  const standing = isLate(context)
    ? text('standingLate', { day: showDay(day, language), place, streak })
    : text('standing', { place, streak });
  const ofTheDay = bonuses.reduce((left, bonus) => left - bonus.points, points);
  if (ofTheDay === 0) return text('doneForNothing', { standing });
  return text('done', { points: ofTheDay, standing });
}

/** Sends what was collected in the group. */
export async function sendAnswers(context: Coming<CheckIn>): Promise<void> {
  const { tx, group, text, say } = context;
  if (group === undefined) return;
  const answers = await takeAnswers(tx, group.id);
  const toEach: { member: Member; line: Line }[] = [];
  for (const each of answers) {
    const member = await tx.people.find(each.member);
    if (member !== undefined) toEach.push({ member, line: shortLine(context, each) });
  }
  for (const part of inEqualParts(toEach, MOST_LINES)) {
    await say(text('together', { n: part.length }), { toEach: part });
  }
}

function shortLine(context: Context<CheckIn>, { day, place, points, cards, streak }: Answer): Line {
  const { text, today, language } = context;
  const line =
    points === 0
      ? text('togetherForNothing', { place, streak })
      : text('togetherEach', { place, points, streak });
  const dated = day === today ? line : text('togetherLate', { day: showDay(day, language), line });
  return cards === 0
    ? dated
    : text('togetherCards', { line: dated, cards: text('cards', { n: cards }) });
}

/** An even split keeps the last part from being a mere remainder. */
function inEqualParts<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / most);
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
