/** What polls (投票) know of a person: shown to them, and forgotten when they ask for it. */
import { formatInstant, namesOf, type Personal } from '#kit';
import {
  forgetAuthor,
  forgetOpenBallots,
  forgetTold,
  namedOf,
  openedBy,
  openSecretOf,
  secretOf,
} from './store/merging.ts';
import { closeToNewcomers } from './store/polls.ts';
import { takeOutNames } from './store/redaction.ts';

export const personal: Personal = {
  async export(reader, member) {
    const ballots = await namedOf(reader, member);
    const opened = await openedBy(reader, member);
    return {
      ballots: ballots.map(({ number, title, ballot, at }) => ({
        poll: number,
        title,
        options: ballot,
        at: formatInstant(at),
      })),
      /** Open polls alone; what was chosen is known to nobody. */
      secretBallots: await secretOf(reader, member),
      opened: opened.map(({ number, title, opened_at }) => ({
        poll: number,
        title,
        at: formatInstant(opened_at),
      })),
    };
  },
  /**
   * Ballots of closed polls stay under the member's bare number, as days of check-in do: results
   * remain true. Whoever is forgotten may come back as somebody new and cast another one: therefore
   * one of an open named poll goes, and an open secret one takes none of newcomers from now on.
   */
  async erase({ tx, now }, member) {
    for (const poll of await openSecretOf(tx, member)) await closeToNewcomers(tx, poll, now);
    await forgetOpenBallots(tx, member);
    await forgetAuthor(tx, member);
    const found = await tx.people.find(member);
    const community = await tx.people.homeOf(member);
    const names = found ? await namesOf(tx.people, found.id) : [];
    if (community !== undefined) await takeOutNames(tx, { community, names });
    await forgetTold(tx, member);
  },
};
