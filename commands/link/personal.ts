/** What linking (关联) keeps of a person: that a code is open, and wrong guesses of the last hour. */
import { formatInstant, type Personal } from '#kit';
import { book } from './store.ts';

export const personal: Personal = {
  async export(reader, member) {
    const until = await book.codeUntil(reader, member);
    return { codeUntil: until === undefined ? null : formatInstant(until) };
  },
  /** How links are undone is forgotten by the house. */
  erase: ({ tx }, member) => book.forget(tx, member),
};
