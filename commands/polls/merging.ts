/**
 * Two members become one, who has one ballot in each poll. In a closed poll nothing that counted is
 * taken away; of two ballots in an open secret one nobody can tell which, so both stay.
 */
import * as z from 'zod';
import type { MergedPair, Merging, Tx } from '#kit';
import { takeBack } from './store/ballots.ts';
import * as store from './store/merging.ts';

const kept = z.object({
  /** Ballots that went over. */
  moved: z.array(z.object({ number: z.number(), at: z.number() })),
  /** Ballots in open polls that gave way to the other's. */
  dropped: z.array(z.object({ number: z.number(), ballot: z.string(), at: z.number() })),
  /** Open secret polls in which both, or only the one who was merged, had cast a ballot. */
  secret: z.array(z.object({ number: z.number(), isMoved: z.boolean() })),
  opened: z.array(z.number()),
});

type Kept = z.output<typeof kept>;

export const merging: Merging = {
  async merge(tx, pair) {
    const named = await passNamed(tx, pair);
    const secret = await passSecret(tx, pair);
    const opened = (await store.openedBy(tx, pair.from)).map(({ number }) => number);
    for (const number of opened) {
      await store.passPoll(tx, { community: pair.community, number, author: pair.into });
    }
    await store.forgetTold(tx, pair.from);
    return { ...named, secret, opened } satisfies Kept;
  },

  async part(tx, { data, ...pair }) {
    const { from, into, community } = pair;
    const { moved, dropped, secret, opened } = kept.parse(data);
    for (const each of moved) {
      await store.passBallot(tx, { ...each, community, from: into, into: from });
    }
    for (const each of dropped) await store.returnBallot(tx, { ...each, community, member: from });
    for (const { number, isMoved } of secret) {
      const isOpen = await store.noteVoter(tx, { community, number, member: from });
      if (isOpen && isMoved) await store.forgetVoter(tx, { community, number, member: into });
    }
    for (const number of opened) await store.passPoll(tx, { community, number, author: from });
  },
};

async function passNamed(tx: Tx, { from, into, community }: MergedPair) {
  const moved: Kept['moved'] = [];
  const dropped: Kept['dropped'] = [];
  for (const { number, ballot, at, closed_at } of await store.namedOf(tx, from)) {
    if (await store.passBallot(tx, { community, number, from, into, at })) {
      moved.push({ number, at });
    } else if (closed_at === null) {
      await takeBack(tx, { community, number, member: from });
      dropped.push({ number, ballot, at });
    }
  }
  return { moved, dropped };
}

async function passSecret(tx: Tx, { from, into, community }: MergedPair) {
  const secret: Kept['secret'] = [];
  for (const number of await store.secretOf(tx, from)) {
    const isMoved = await store.noteVoter(tx, { community, number, member: into });
    await store.forgetVoter(tx, { community, number, member: from });
    secret.push({ number, isMoved });
  }
  return secret;
}
