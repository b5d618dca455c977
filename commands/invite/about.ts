/** What invitations (邀请) say of themselves on the rules card, and of members on theirs. */
import { type Context, type Line, lines, type Member } from '#kit';
import type { Base } from './base.ts';
import { netOf } from './rules/figures.ts';
import { countsOf } from './store/counts.ts';
import { staying, tierWords } from './words.ts';

export function rulesOf(context: Context<Base>): readonly Line[] {
  const { text, settings, house } = context;
  const { reward, tiers } = settings;
  const isPaid = reward > 0 && !house.isSwitchedOff('points');
  if (!isPaid) return [text('ruleForNothing', staying(context))];
  return [
    text('rule', { points: reward, ...staying(context) }),
    ...tiers.map((tier) => text('ruleTier', { what: tierWords(context, tier) })),
  ];
}

export async function profileOf(
  { tx, text }: Context<Base>,
  member: Member,
): Promise<readonly Line[]> {
  const counts = await countsOf(tx, member.id);
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  if (all === 0) return [];
  return [lines(text('profile', { net: netOf(counts), valid: counts.valid }))];
}
