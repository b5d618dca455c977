/** What the members of a pretend group hear. */
import { type Delivery, type Instant, plainText } from '#kit';

/** Something the bot said, in the order in which it said it. */
export interface Heard {
  readonly text: string;
  /** The group, or `@account` in private. */
  readonly to: string;
  readonly at: Instant;
  readonly delivery: Delivery;
}

export function heardFrom(delivery: Delivery): Heard {
  const { to, pieces } = delivery.action;
  const where = 'group' in to ? to.group : `@${to.private}`;
  return { text: plainText(pieces), to: where, at: delivery.at, delivery };
}
