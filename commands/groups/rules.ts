/** The rules of joining a community (加入社群): whether a code may be tried, and by whom it is good. */
import { type CommunityId, type Member, MOST_WRONG_AN_HOUR, mayActAs } from '#kit';

export type TryOutcome =
  | { readonly kind: 'tooMany' | 'unknown' | 'same' | 'notAlone' }
  | { readonly kind: 'ask'; readonly host: Member };

interface TryFacts {
  readonly wrongBefore: number;
  /** Whose code it is, with the role of this moment. */
  readonly host: Member | undefined;
  /** The community of the group that would join, and how many groups it has. */
  readonly community: CommunityId;
  readonly groups: number;
}

/** A code is worth what its giver may do at this moment. */
export function decideTry({ wrongBefore, host, community, groups }: TryFacts): TryOutcome {
  if (wrongBefore >= MOST_WRONG_AN_HOUR) return { kind: 'tooMany' };
  if (!host || !mayActAs(host.role, 'admin')) return { kind: 'unknown' };
  if (host.community === community) return { kind: 'same' };
  return groups > 1 ? { kind: 'notAlone' } : { kind: 'ask', host };
}
