/** SHA-256 and the ranking by HMAC-SHA256, as docs/FAIR-DRAW.md describes them. */
import { createHmac, createSecretKey, hash } from 'node:crypto';
import * as z from 'zod';
import type { DrawList, Ranked, RankOrder } from '#kit';

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** SHA-256 of what hexadecimal digits stand for, in hexadecimal. */
export function sha256OfHex(digits: string): string {
  return hash('sha256', Buffer.from(digits, 'hex'), 'hex');
}

export interface Ranking extends Omit<RankOrder, 'list'> {
  readonly entrants: DrawList['entrants'];
}

/**
 * The first entrants by their lowest ticket. The key is the seed's bytes, then those of the public
 * number; each value is a whole hash, so that nothing is rounded and no remainder favours anybody.
 */
export function rank({ entrants, seed, randomness = '', count }: Ranking): readonly Ranked[] {
  const key = createSecretKey(Buffer.from(seed + randomness, 'hex'));
  const value = (ticket: string) => createHmac('sha256', key).update(ticket).digest('hex');
  return entrants
    .map(([entrant, tickets]) => lowest(entrant, { tickets, value }))
    .sort((one, other) => order(one.value, other.value) || order(one.entrant, other.entrant))
    .slice(0, count)
    .map(({ entrant, ticket }) => ({ entrant, ticket }));
}

type Valued = Ranked & { readonly value: string };

function lowest(
  entrant: string,
  { tickets, value }: { tickets: number; value: (ticket: string) => string },
): Valued {
  let best: Valued = { entrant, ticket: 1, value: value(`${entrant}:1`) };
  for (let ticket = 2; ticket <= tickets; ticket += 1) {
    const next = value(`${entrant}:${ticket}`);
    if (next < best.value) best = { entrant, ticket, value: next };
  }
  return best;
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

const listed = z.object({
  entrants: z.custom<DrawList['entrants']>((value) => Array.isArray(value)),
});

/** The number of tickets in a list that is still text. @throws Error when it is none of ours */
export function ticketsIn(list: string): number {
  const { entrants } = listed.parse(JSON.parse(list));
  return entrants.reduce((sum, [, tickets]) => sum + tickets, 0);
}

/** The same of a list that is still text. @throws Error when it is none of ours */
export function rankList({ list, ...order }: RankOrder): readonly Ranked[] {
  return rank({ ...order, ...listed.parse(JSON.parse(list)) });
}
