/** What tags (标签) know of a person: shown to them, and forgotten when they ask for it. */
import { formatInstant, type Personal } from '#kit';
import { forgetMember, rowsOf } from './store.ts';

export const personal: Personal = {
  async export(reader, member) {
    const rows = await rowsOf(reader, member);
    return { tags: rows.map(({ shown, at }) => ({ tag: shown, at: formatInstant(at) })) };
  },
  erase: ({ tx }, member) => forgetMember(tx, member),
};
