/**
 * Two members of points become one: the limits of a day hold for both together, and what waits for
 * a second manager goes along. The points themselves are carried by the house.
 */
import * as z from 'zod';
import { dayShape, type Merging } from '#kit';
import { forgetEarnings } from './store/earning.ts';
import { addLimits, type Limits, limitsOf } from './store/limits.ts';
import { openNumbers, passRequests } from './store/requests.ts';

const kept = z.object({
  limits: z.object({
    chat: z.array(z.object({ day: dayShape, earned: z.number(), last_at: z.number() })),
    given: z.array(z.object({ day: dayShape, given: z.number() })),
  }),
  requests: z.array(z.number()),
});

export const merging: Merging = {
  async merge(tx, { from, into, community }) {
    const limits: Limits = await limitsOf(tx, from);
    await addLimits(tx, { member: into, limits });
    await forgetEarnings(tx, from);
    const requests = await openNumbers(tx, { community, member: from });
    await passRequests(tx, { community, numbers: requests, from, to: into });
    return { limits, requests };
  },

  /** Each is left with what the day has brought both of them: a limit is no wealth. */
  async part(tx, { from, into, community, data }) {
    const { limits, requests } = kept.parse(data);
    await addLimits(tx, { member: from, limits });
    await passRequests(tx, { community, numbers: requests, from: into, to: from });
  },
};
