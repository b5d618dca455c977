/** Whom somebody may mute (禁言) or put out of the group (移出群). Pure. */
import { mayActAs, type Role } from '#kit';

/** Nobody does it to themselves, to an equal or to somebody above. */
export function mayOrder(by: Role, over: Role): boolean {
  return mayActAs(by, over) && by !== over;
}
