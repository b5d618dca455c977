/** What is kept of a person here: that a code of theirs is open, and wrong guesses of an hour. */
import { formatInstant, type Personal } from '#kit';
import { book } from './store.ts';

export const personal: Personal = {
  async export(reader, member) {
    const until = await book.codeUntil(reader, member);
    return { codeUntil: until === undefined ? null : formatInstant(until) };
  },
  erase: ({ tx }, member) => book.forget(tx, member),
};
