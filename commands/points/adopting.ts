/**
 * Members take the limits of the day along, so that nobody earns twice by going; what waits for a
 * second manager is numbered within the community and must be decided first.
 */
import type { Adopting } from '#kit';
import type { Base } from './base.ts';
import { forgetEarnings } from './store/earning.ts';
import { addLimits, limitsOf } from './store/limits.ts';
import { waitingIn } from './store/requests.ts';

export const adopting: Adopting<Base> = {
  async hindrances({ community, text, tx }, way) {
    const waiting = way === 'in' ? await waitingIn(tx, community.id) : [];
    return waiting.map(({ number }) => text('stillWaiting', { number }));
  },
  async carry(tx, { people }) {
    for (const { from, into } of people) {
      await addLimits(tx, { member: into, limits: await limitsOf(tx, from) });
      await forgetEarnings(tx, from);
    }
  },
};
