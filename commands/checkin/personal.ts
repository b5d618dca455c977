/** What check-in (签到) knows of a person: shown to them, and forgotten when they ask for it. */
import { formatInstant, type MemberId, type Personal, type Reader } from '#kit';
import { eraseAnswers } from './store/answers.ts';
import { cardEntriesOf, eraseCards } from './store/cards.ts';
import { allDaysOf } from './store/days.ts';
import { eraseLeave } from './store/leave.ts';
import { dropWish, wishOf } from './store/wishes.ts';

export const personal: Personal = {
  async export(reader, member) {
    const wished = await wishOf(reader, member);
    return {
      days: await daysOf(reader, member),
      makeUpCards: (await cardEntriesOf(reader, member)).map(({ at, ...entry }) => ({
        at: formatInstant(at),
        ...entry,
      })),
      ...(wished !== undefined && { wantsReminders: formatInstant(wished.at) }),
    };
  },
  /**
   * Days that count stay under the member's bare number, as in the ledger, so that the order of a
   * day and the sums remain true. Absence, cards and wishes serve no sum: they
   * go.
   */
  async erase({ tx }, member) {
    await eraseLeave(tx, member);
    await eraseCards(tx, member);
    await eraseAnswers(tx, member);
    await dropWish(tx, member);
  },
};

async function daysOf(reader: Reader, member: MemberId) {
  const days = await allDaysOf(reader, member);
  return days.map(({ at, ...rest }) => ({ ...rest, at: formatInstant(at) }));
}
