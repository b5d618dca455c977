/** What is said and asked about make-up days (补签). */
import { type Acting, type Day, type Line, type Question, showDay, showWeekday } from '#kit';
import type { CheckIn } from './base.ts';
import type { Price, Refusal } from './rules/make-up.ts';

type Context = Acting<CheckIn>;

/** How long a question waits for its answer. */
const PATIENCE_SECONDS = 120;

/** «补签 3月1日（周日），用 1 张补签卡。确定吗？» */
export function askWhether(
  context: Context,
  { day, price }: { readonly day: Day; readonly price: Price },
): Question {
  const { text, language } = context;
  const weekday = showWeekday(day, language);
  const shown = { day: showDay(day, language), weekday, price: priceWords(context, price) };
  return {
    dialogue: 'confirmMakeUp',
    line: text('confirmMakeUp', shown),
    choices: [
      { key: 'yes', label: text('yes') },
      { key: 'no', label: text('no') },
    ],
    data: { day, price: tagOf(price) },
    seconds: PATIENCE_SECONDS,
  };
}

/** «有 3 天没签到，补哪一天？» */
export function askWhich(
  context: Context,
  { days, price }: { readonly days: readonly Day[]; readonly price: Price },
): Question {
  const { text, language } = context;
  const labelOf = (day: Day) =>
    text('dayChoice', { day: showDay(day, language), weekday: showWeekday(day, language) });
  return {
    dialogue: 'chooseMakeUp',
    line: text('chooseMakeUp', { n: days.length, price: priceWords(context, price) }),
    choices: days.map((day) => ({ key: day, label: labelOf(day) })),
    data: null,
    seconds: PATIENCE_SECONDS,
  };
}

const COVERED = {
  own: 'notMissed',
  madeUp: 'notMissed',
  leave: 'wasLeave',
  away: 'wasAway',
} as const;

/** Tells prices apart: one who agreed to a card has not agreed to points. */
export function tagOf(price: Price): string {
  return price.by === 'points' ? `points:${price.points}` : price.by;
}

function priceWords({ text }: Context, price: Price): Line {
  switch (price.by) {
    case 'nothing':
      return text('priceNothing');
    case 'card':
      return text('priceCard', { n: price.cards });
    case 'points':
      return text('pricePoints', {
        points: text('points', { n: price.points }),
        balance: price.balance,
      });
  }
}

export interface MadeUp {
  readonly day: Day;
  readonly price: Price;
  /** The member's streak as it now is. */
  readonly streak: number;
}

export function madeUpLine({ text, language }: Context, { day, price, streak }: MadeUp): Line {
  const shown = { day: showDay(day, language), streak };
  switch (price.by) {
    case 'nothing':
      return text('madeUp', shown);
    case 'card':
      return text('madeUpByCard', { ...shown, cards: price.cards - 1 });
    case 'points':
      return text('madeUpByPoints', { ...shown, points: text('points', { n: price.points }) });
  }
}

export function refusalLine(
  { text, language }: Context,
  { day, outcome }: { readonly day: Day; readonly outcome: Refusal },
): Line {
  const shown = showDay(day, language);
  switch (outcome.kind) {
    case 'off':
      return text('makeUpOff');
    case 'notPast':
      return text('notPast');
    case 'tooOld':
      return text('tooOld', { n: outcome.lastDays });
    case 'beforeFirstDay':
      return text('beforeFirstDay', { day: shown });
    case 'covered':
      return text(COVERED[outcome.by], { day: shown });
    case 'usedUp':
      return text('makeUpUsedUp', { n: outcome.perMonth });
    case 'noCard':
      return text('noCard');
    case 'short':
      return text('short', {
        missing: text('points', { n: outcome.missing }),
        price: text('points', { n: outcome.price }),
      });
  }
}
