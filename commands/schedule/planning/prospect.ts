/** A schedule as it would be, and when it would come: what its preview is made of. */
import type { Foreseen, GroupId, Instant, Span } from '#kit';
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

/** A push that is planned: of what is looked at, or of another schedule for the same days. */
export interface Planned {
  readonly key: string;
  readonly at: Instant;
  readonly lasts: Span;
  readonly isOnce: boolean;
  /** Of which schedule; undefined of the one that is looked at. */
  readonly number: number | undefined;
}

/** What becomes of the pushes to a group, with the new ones and without. */
export interface Played {
  readonly own: readonly Planned[];
  readonly others: readonly Planned[];
  readonly with: ReadonlyMap<string, Foreseen>;
  readonly without: ReadonlyMap<string, Foreseen>;
}
