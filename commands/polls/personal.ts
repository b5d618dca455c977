/** What polls (投票) know of a person: shown to them, and forgotten when they ask for it. */
import { formatInstant, type Personal } from '#kit';
import { forgetAuthor, forgetTold, namedOf, openedBy, secretOf } from './store/merging.ts';

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
   * Ballots stay under the member's bare number, as days of check-in do: results remain true. That
   * a secret ballot was cast stays until the poll is closed, or there could be a second one.
   */
  async erase({ tx }, member) {
    await forgetAuthor(tx, member);
    await forgetTold(tx, member);
  },
};
