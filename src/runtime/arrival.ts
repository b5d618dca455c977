/** An event together with where and when it came in. */
import type { Bot, Group, Instant } from '#kit';
import type { KnownMember } from '../store/directory.ts';
import type { Heard } from './hearing/hearing.ts';

/** An event on its way through the pipeline. */
export interface Arrival<E> {
  readonly bot: Bot;
  readonly event: E;
  /** The clock at delivery. */
  readonly now: Instant;
  /** What a message asks for, if that was read when it came in. */
  readonly heard?: Heard | undefined;
}

/** What was found out about an event on its way in, so that nobody looks it up a second time. */
export interface Found {
  /** Absent where it happened in private. */
  readonly group: Group | undefined;
  /** Who acts, if it happened in a group and somebody named acts. */
  readonly known: KnownMember | undefined;
}
