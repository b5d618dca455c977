/**
 * What lotteries keep of a person, and how they forget: codes and receipts stay, but nobody knows
 * any more whose they are, and words that name the person are taken out.
 */
import { type MemberId, namesOf, type Personal, type Tx } from '#kit';
import { blockOf, forgetBlocks } from './store/blocked.ts';
import { entriesOf, forgetEntries, removeEntry } from './store/entries.ts';
import { countEntrants } from './store/lotteries.ts';
import { takeOutWords } from './store/redaction.ts';
import { forgetWins, winsOf } from './store/winners.ts';

/** A shorter number of an account is also a year or an amount in other people's words. */
const SHORTEST_ACCOUNT = 5;

export const personal: Personal = {
  async export(reader, member) {
    const community = await reader.people.homeOf(member);
    const whose = community === undefined ? undefined : { community, member };
    return {
      entries: await entriesOf(reader, member),
      wins: await winsOf(reader, member),
      blocked: (whose && (await blockOf(reader, whose))?.at) ?? null,
    };
  },

  async erase({ tx }, member) {
    for (const { lottery_id: lottery, tickets, lottery_state: state } of await entriesOf(
      tx,
      member,
    )) {
      if (state !== 'open') continue;
      await removeEntry(tx, { lottery, member });
      await countEntrants(tx, { id: lottery, entrants: -1, tickets: -tickets });
    }
    await takeOutNames(tx, member);
    await forgetEntries(tx, member);
    await forgetWins(tx, member);
    await forgetBlocks(tx, member);
  },
};

/** Titles, prizes and reasons in which somebody has written the person's name. */
async function takeOutNames(tx: Tx, member: MemberId): Promise<void> {
  const found = await tx.people.find(member);
  const community = await tx.people.homeOf(member);
  if (!found || community === undefined) return;
  const accounts = (await tx.people.accountsOf(found.id))
    .map(({ id }) => String(id))
    .filter((id) => id.length >= SHORTEST_ACCOUNT);
  const marks = [...(await namesOf(tx.people, found.id)), ...accounts];
  await takeOutWords(tx, { community, marks });
}
