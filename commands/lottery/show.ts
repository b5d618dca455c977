/** How a lottery's terms are put into words, for the preview and for the group. */
import {
  type Acting,
  type Context,
  type Line,
  lines,
  type Member,
  showMoment,
  type Tx,
} from '#kit';
import type { Lottery } from './base.ts';
import type { Prize, Terms, When } from './terms.ts';

type Says = Pick<Context<Lottery>, 'text' | 'house' | 'community' | 'language' | 'now'>;

const FEN_PER_YUAN = 100;

/** Every term that has something to say, a line each. */
export function termLines(context: Says, terms: Terms): Line {
  const { text, house } = context;
  const { title, condition, price, mostTickets, consolation, bonuses } = terms;
  return lines(
    text('showTitle', { title }),
    text('showPrizes', { prizes: prizesInWords(context, terms) }),
    price > 0 ? text('showPrice', { price }) : undefined,
    condition && text('showCondition', { condition: house.conditionLine(condition) }),
    ...bonuses.map((bonus) =>
      text('showBonus', {
        condition: house.conditionLine(bonus.condition),
        tickets: bonus.tickets,
        most: mostTickets,
      }),
    ),
    consolation > 0 ? text('showConsolation', { points: consolation }) : undefined,
    text('showWhen', { when: whenInWords(context, terms.when) }),
    ...handOverLines(context, terms),
  );
}

function handOverLines({ text }: Says, terms: Terms): readonly (Line | undefined)[] {
  const { claimDays, claiming, organiser, contact, prizes } = terms;
  const isClaimed = prizes.some(({ points }) => points === undefined);
  return [
    isClaimed && claimDays > 0 ? text('showClaim', { n: claimDays }) : undefined,
    isClaimed && claiming !== undefined ? text('showClaiming', { claiming }) : undefined,
    organiser === undefined ? undefined : text('showOrganiser', { organiser }),
    contact === undefined ? undefined : text('showContact', { contact }),
  ];
}

export function prizesInWords(context: Says, { prizes }: Pick<Terms, 'prizes'>): string {
  const { text } = context;
  return prizes.map((prize) => prizeInWords(context, prize)).join(text('comma'));
}

function prizeInWords({ text }: Says, { name, quantity, priceFen }: Prize): Line {
  if (priceFen === undefined) return text('prize', { name, quantity });
  return text('pricedPrize', { name, quantity, price: yuan(priceFen) });
}

function yuan(fen: number): string {
  const rest = fen % FEN_PER_YUAN;
  const whole = String((fen - rest) / FEN_PER_YUAN);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0')}`;
}

export function whenInWords({ text, community, language, now }: Says, when: When): string {
  switch (when.kind) {
    case 'at':
      return showMoment(when.at, { zone: community.calendar.zone, language, now });
    case 'full':
      return text('whenFull', { n: when.entrants });
    case 'byHand':
      return text('whenByHand');
  }
}

/** What members type to enter. */
export function entryWord({ text }: Pick<Says, 'text'>, { word }: Pick<Terms, 'word'>): string {
  return word ?? text('enterLabel');
}

/** So many names stand in one message; more are a wall. */
export const MOST_NAMES = 50;

/**
 * Names of members, and how many more there are.
 * @param all how many there are, where only the first are given
 */
export async function names(
  { tx, text }: { readonly tx: Tx } & Pick<Acting<Lottery>, 'text'>,
  members: readonly (Member['id'] | null)[],
  all: number = members.length,
): Promise<string> {
  const shown: string[] = [];
  for (const id of members.slice(0, MOST_NAMES)) {
    const member = id === null ? undefined : await tx.people.find(id);
    shown.push(member?.name ?? text('forgotten'));
  }
  const more = all - shown.length;
  return [...shown, ...(more > 0 ? [text('andMore', { n: more })] : [])].join(text('comma'));
}
