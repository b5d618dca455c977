/** To be forgotten (忘记我): asked for by anybody, explained, confirmed, and then done for good. */
import { type Answering, type Commanding, lines } from '#kit';
import type { base } from './base.ts';

const SECONDS_TO_DECIDE = 120;

export async function askToForget(context: Commanding<typeof base>): Promise<void> {
  const { ask, house, member, text, tx } = context;
  const points = await tx.ledger.balanceOf(member.id);
  const count = (await tx.people.everywhere(member.id)).length;
  return ask({
    dialogue: 'forget',
    line: lines(
      text('forget'),
      text('goes'),
      text('stays'),
      points > 0 ? text('losesPoints', { n: points }) : undefined,
      count > 1 ? text('everywhere', { count }) : undefined,
      member.role === 'member'
        ? undefined
        : text('losesRole', { role: house.label(`as.${member.role}`) }),
      text('afterwards'),
      text('inFull', { words: text('confirm') }),
    ),
    choices: [
      { key: 'keep', label: text('keep') },
      { key: 'forget', label: text('confirm') },
    ],
    isIrreversible: true,
    data: null,
    seconds: SECONDS_TO_DECIDE,
  });
}

export async function forget(context: Answering<typeof base>): Promise<void> {
  const { answer, house, member, say, text } = context;
  if (answer !== 'forget') return say(text('kept'));
  await house.erase(member.id);
  await house.audit('erased', {});
  return say(text('forgotten'));
}
