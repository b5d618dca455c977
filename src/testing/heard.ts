/** What the members of a pretend group hear. */
import { type Delivery, type Instant, plainText, type Say } from '#kit';

/** Something the bot said, in the order in which it said it. */
export interface Heard {
  /** The words; of a deed, its JSON. */
  readonly text: string;
  /** The group, or `@account` in private. */
  readonly to: string;
  readonly at: Instant;
  readonly delivery: Delivery;
  /** With choices, files and mentions; absent for a deed (mute, remove, recall). */
  readonly said: Say | undefined;
}

export function heardFrom(delivery: Delivery): Heard {
  const { action } = delivery;
  const { to } = action;
  const said = action.do === 'say' ? action : undefined;
  const text = said ? plainText(said.pieces) : JSON.stringify(action);
  const where = 'group' in to ? to.group : `@${to.private}`;
  return { text, to: where, at: delivery.at, delivery, said };
}
