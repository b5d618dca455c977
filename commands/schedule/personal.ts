/** What schedules (定时推送) keep of a person: which ones they made. */
import type { Personal } from '#kit';
import { contentsBy, passSchedules } from './store/authors.ts';

export const personal: Personal = {
  async export(reader, member) {
    const made = await contentsBy(reader, member);
    return { schedules: made.map(({ number, content }) => ({ number, content })) };
  },
  /** What they announced is the community's and goes on; that it was they who made it is gone. */
  async erase({ tx }, member) {
    await passSchedules(tx, { from: member, to: null });
  },
};
