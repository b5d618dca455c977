/** The result of a poll (投票) as lines with bars, and the rounds of a ranked one. */
import { type Context, type Line, lines } from '#kit';
import type { Polls } from './base.ts';
import { type Bundle, instantRunOff, leaders, type Round, sumsOf } from './rules/count.ts';
import { FEWEST_SECRET } from './rules/terms.ts';
import { bundlesOf, countVoters } from './store/ballots.ts';
import type { Poll } from './store/polls.ts';

type Says = Pick<Context<Polls>, 'text' | 'tx'>;

/** Longer bars break the line on a phone. */
const LONGEST_BAR = 8;

/** How it stands, or how it ended. */
export async function resultLines(context: Says, poll: Poll): Promise<Line> {
  const { text, tx } = context;
  const { number, title, closedAt, isSecret } = poll;
  const bundles = await bundlesOf(tx, poll);
  const voters = poll.voters ?? (await countVoters(tx, poll));
  const count = Math.max(voters, fewestBallots(poll, bundles));
  const isTooFew = isSecret && voters < FEWEST_SECRET;
  const told = { number, title, count: isTooFew ? voters : count };
  const head = text(closedAt === undefined ? 'result' : 'closed', told);
  if (count === 0) return lines(head, text('nobody'));
  if (isTooFew) return lines(head, text('tooFewToTell', { n: FEWEST_SECRET }));
  const counted = { poll, bundles, voters, count };
  return lines(head, ...rowsOf(context, counted), ...endLines(context, counted));
}

/**
 * So many ballots there are at least. They are more than members have cast one where two of these
 * turned out to be one person: of their two secret ballots nobody can tell which to take back.
 */
function fewestBallots({ kind, options }: Poll, bundles: readonly Bundle[]): number {
  if (kind === 'multiple') return Math.max(0, ...sumsOf(bundles, options.length));
  return bundles.reduce((sum, { count }) => sum + count, 0);
}

interface Counted {
  readonly poll: Poll;
  readonly bundles: readonly Bundle[];
  /** Members who have cast a ballot. */
  readonly voters: number;
  /** Ballots. */
  readonly count: number;
}

/** How many ballots speak for each option; in a ranked poll as the first round counts them. */
export function supportOf({ kind, options }: Poll, bundles: readonly Bundle[]): readonly number[] {
  const counted =
    kind === 'ranked'
      ? bundles.map((bundle) => ({ ...bundle, ballot: bundle.ballot.slice(0, 1) }))
      : bundles;
  return sumsOf(counted, options.length);
}

function rowsOf({ text }: Says, { poll, bundles, count }: Counted): readonly Line[] {
  const sums = supportOf(poll, bundles);
  const most = Math.max(...sums);
  return poll.options.map((label, index) => {
    const sum = sums[index] ?? 0;
    if (sum === 0) return text('rowNone', { n: index + 1, label });
    const bar = '▇'.repeat(Math.max(1, Math.round((LONGEST_BAR * sum) / most)));
    const percent = Math.round((100 * sum) / count);
    return text('row', { n: index + 1, label, bar, sum, percent });
  });
}

/** Only what is closed has a winner. */
function endLines(context: Says, counted: Counted): readonly Line[] {
  const { text } = context;
  const { poll, bundles, voters } = counted;
  const { closedAt, kind, options, quorum } = poll;
  if (closedAt === undefined) return [];
  if (voters < quorum) return [text('noQuorum', { quorum, count: voters })];
  if (kind !== 'ranked')
    return [winnerLine(context, poll, leaders(sumsOf(bundles, options.length)))];
  const { rounds, winners } = instantRunOff(bundles, options.length);
  const shown =
    rounds.length > 1
      ? rounds.map((round, index) => roundLine(context, poll, { round, n: index + 1 }))
      : [];
  return [...shown, winnerLine(context, poll, winners)];
}

function winnerLine({ text }: Says, poll: Poll, winners: readonly number[]): Line {
  const labels = winners.map((option) => labelOf(poll, option));
  const [label = ''] = labels;
  if (labels.length === 1) return text('winner', { label });
  return text('tie', { labels: labels.join(text('comma')) });
}

function roundLine({ text }: Says, poll: Poll, { round, n }: { round: Round; n: number }): Line {
  const sums = [...round.sums]
    .map(([option, sum]) => text('roundSum', { label: labelOf(poll, option), sum }))
    .join(text('comma'));
  if (round.out === undefined) return text('round', { n, sums });
  const out = labelOf(poll, round.out);
  return text(round.isTie ? 'roundTie' : 'roundOut', { n, sums, out });
}

function labelOf({ options }: Poll, option: number): string {
  return options[option - 1] ?? '';
}
