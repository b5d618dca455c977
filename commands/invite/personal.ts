/** What invitations (邀请) hold of a person: shown to them, and forgotten when they ask for it. */
import { type Forgetting, formatInstant, namesOf, type Personal } from '#kit';
import { lose } from './lose.ts';
import { codesOf, forgetCodes } from './store/codes.ts';
import { invitationOf } from './store/invitations.ts';
import { forgetName, forgetWords } from './store/personal.ts';
import { allOf } from './store/reviews.ts';
import type { Invitation } from './store/tables.ts';
import { forgetTalk } from './store/talk.ts';
import { forgetTiers, tiersOf } from './store/tiers.ts';

export const personal: Personal = {
  async export(reader, member) {
    const came = await invitationOf(reader, member);
    return {
      codes: await codesOf(reader, member),
      invited: came ? shown(came) : null,
      invitations: (await allOf(reader, member)).map((row) => ({
        number: row.id,
        ...shown(row),
        points: row.points,
        appeal: row.appeal,
      })),
      tiers: (await tiersOf(reader, member)).map(({ friends, at, points, prize }) => ({
        friends,
        at: formatInstant(at),
        points,
        prize,
      })),
    };
  },

  /**
   * Whoever is forgotten is here no more, so that whoever invited them gives back what was paid.
   * Rows stay under bare numbers, as in the ledger. Old codes and links of theirs lead to nobody.
   */
  async erase(forgetting, member) {
    const { tx } = forgetting;
    const came = await invitationOf(tx, member);
    if (came) await forgetArrival(forgetting, came);
    await forgetCodes(tx, member);
    await forgetTiers(tx, member);
    await forgetWords(tx, member);
    const found = await tx.people.find(member);
    const community = await tx.people.homeOf(member);
    if (!found || community === undefined) return;
    const names = await namesOf(tx.people, found.id);
    for (const name of names) await forgetName(tx, { community, name });
  },
};

function shown({ how, state, reason, joined_at }: Invitation) {
  return { how, state, reason, joinedAt: formatInstant(joined_at) };
}

async function forgetArrival(forgetting: Forgetting, row: Invitation): Promise<void> {
  await forgetTalk(forgetting.tx, row.id);
  if (row.state === 'left' || row.state === 'rejected') return;
  await lose(forgetting, row, { state: 'left', reason: 'erased' });
}
