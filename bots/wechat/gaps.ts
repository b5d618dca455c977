/**
 * Talk that was lost. A gateway tells nothing again, so that groups in which people were talking
 * when the line broke must be told to say it once more; the others need not know.
 */
import { type Gap, type Instant, minutes, type PlatformId, seconds, spanBetween } from '#kit';

/** A shorter break is told to nobody: hardly anything can have been lost. */
const SHORTEST = seconds(30);
/** Groups that were silent for so long before the break have missed nothing. */
const TALKING = minutes(10);
/** The same text in many groups is what gets accounts limited. */
const MOST_GROUPS = 5;

export class Gaps {
  /** When each group was heard last; the latest stand at the end. */
  readonly #groups = new Map<PlatformId, Instant>();
  #heardAt: Instant | undefined;

  /** The gateway was heard, in a group or not. */
  note(now: Instant, group?: PlatformId): void {
    this.#heardAt = now;
    if (group === undefined) return;
    this.#groups.delete(group);
    this.#groups.set(group, now);
  }

  /** What was lost until now; asked when the line is there again, before it is heard. */
  until(now: Instant): Gap | undefined {
    const from = this.#heardAt;
    if (from === undefined || spanBetween(from, now) < SHORTEST) return undefined;
    const talking = [...this.#groups].filter(([, at]) => spanBetween(at, from) <= TALKING);
    const groups = talking.slice(-MOST_GROUPS).map(([group]) => group);
    this.#groups.clear();
    return groups.length === 0 ? undefined : { groups, from, to: now };
  }
}
