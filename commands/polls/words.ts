/** Words that several of the poll's (投票) lines share: choices, terms, how a ballot is cast. */
import { type Context, type Instant, type Line, lines, showSoon } from '#kit';
import type { Polls } from './base.ts';
import type { Ballot } from './rules/ballot.ts';
import { FEWEST_SECRET, type Terms } from './rules/terms.ts';
import type { Poll } from './store/polls.ts';

type Says = Pick<Context<Polls>, 'text'>;

/** «1. 爬山、3. 看海», in a ranked poll with `>` between. */
export function choiceWords({ text }: Says, { options, kind }: Terms, ballot: Ballot): string {
  const labels = ballot.map((n) => text('option', { n, label: options[n - 1] ?? '' }));
  return labels.join(kind === 'ranked' ? ' > ' : text('comma'));
}

/** `20:00` of today, else with the day. */
export function whenWords(
  { community, language, now }: Pick<Context, 'community' | 'language' | 'now'>,
  at: Instant,
): string {
  return showSoon(at, { zone: community.calendar.zone, language, now });
}

/** Everything that somebody should know before they cast a ballot. */
export function termsLine(context: Context<Polls>, terms: Terms): Line {
  const { text, house } = context;
  const { isSecret, mayChange, shows, quorum, condition, closesAt } = terms;
  const shown = { always: 'showsAlways', voted: 'showsVoted', closed: 'showsClosed' } as const;
  const parts = [
    text(isSecret ? 'secret' : 'named'),
    text(mayChange ? 'changeable' : 'final'),
    text(shown[shows]),
    ...(isSecret ? [text('secretFew', { n: FEWEST_SECRET })] : []),
    text('closesAt', { at: whenWords(context, closesAt) }),
    ...(quorum > 0 ? [text('quorum', { n: quorum })] : []),
    ...(condition ? [text('condition', { condition: house.conditionLine(condition) })] : []),
  ];
  return text('terms', { terms: parts.join(text('semicolon')) });
}

/** How a ballot is cast. */
export function howLine({ text }: Says, poll: Poll): Line {
  const { kind, most, number, isSecret } = poll;
  if (isSecret && kind === 'single') return text('howSecret', { number });
  if (isSecret) return text('howSecretMany', { number, example: exampleOf(poll) });
  if (kind === 'single') return text('howSingle');
  return kind === 'multiple' ? text('howMultiple', { most }) : text('howRanked');
}

/** Numbers as they would be typed, which say nothing of what should be chosen. */
export function exampleOf({ kind, options, most }: Poll): string {
  if (kind === 'ranked') return options.length > 2 ? '2 1 3' : '2 1';
  return most > 1 ? '1 2' : '1';
}

/** Options below each other, with their numbers. */
export function optionLines({ text }: Says, { options }: Terms): Line {
  return lines(...options.map((label, index) => text('option', { n: index + 1, label })));
}
