/** The rules of linking (关联): whether a code may be tried, and what a link would do. */
import { type CommunityId, type Member, MOST_WRONG_AN_HOUR } from '#kit';

export type TryOutcome =
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'unknown' }
  /** The code is this person's own. */
  | { readonly kind: 'same' }
  | { readonly kind: 'ask'; readonly owner: Member };

interface TryFacts {
  readonly wrongBefore: number;
  /** Whose code it is, if it is anybody's. */
  readonly owner: Member | undefined;
  /** The members of the one who types. */
  readonly own: readonly Member['id'][];
}

export function decideTry({ wrongBefore, owner, own }: TryFacts): TryOutcome {
  if (wrongBefore >= MOST_WRONG_AN_HOUR) return { kind: 'tooMany' };
  if (!owner) return { kind: 'unknown' };
  return own.includes(owner.id) ? { kind: 'same' } : { kind: 'ask', owner };
}

/** In how many communities what happens. */
export interface Plan {
  /** Both have a member, and these become one. */
  readonly merged: number;
  /** Only one side has a member, who becomes that of both. */
  readonly shared: number;
  /** The other side's member in the community where it was asked. */
  readonly here: Member | undefined;
}

interface Sides {
  /** The members of the one who types, and of the one whose code it is. */
  readonly own: readonly Member[];
  readonly others: readonly Member[];
  readonly community: CommunityId;
}

export function planOf({ own, others, community }: Sides): Plan {
  const theirs = new Set(others.map((member) => member.community));
  const merged = own.filter((member) => theirs.has(member.community)).length;
  return {
    merged,
    shared: own.length + others.length - 2 * merged,
    here: others.find((member) => member.community === community),
  };
}
