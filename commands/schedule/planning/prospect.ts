/** A schedule as it would be, and when it would come: what its preview is made of. */
import type { GroupId } from '#kit';
import type { Calendars, Slot } from '../times/slots.ts';
import type { When } from '../times/when.ts';
import type { Targets } from './targets.ts';

/** A schedule as it would be. */
export interface Prospect {
  /** Its number, where it is one already. */
  readonly number?: number;
  readonly when: When;
  readonly content: string;
  readonly targets: Targets;
  /** Where it was made. */
  readonly group: GroupId;
  /** How many pushes have left. */
  readonly said: number;
}

/** When a schedule comes next. */
export interface Outlook {
  readonly slots: readonly Slot[];
  readonly calendars: Calendars;
}
