/**
 * One queue per group (群). A batch takes from each in turn, so a flood in one group delays only
 * itself, and inside a batch everything keeps the order in which it arrived.
 */
import type { Bot, Incoming } from '#kit';

export interface Waiting {
  /** Which queue: a group, or a private conversation. */
  readonly lane: string;
  /** Commands weigh more than talk: a batch is bounded by the work in it. */
  readonly weight: number;
  /** Nobody waits for an answer to it. */
  readonly isTalk: boolean;
}

export class Lanes<Item extends Waiting> {
  readonly #lanes = new Map<string, { order: number; item: Item }[]>();
  /** How many in a lane are waited for; a lane without any is missing. */
  readonly #awaited = new Map<string, number>();
  #arrived = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Whether somebody waits for an answer. */
  get isAwaited(): boolean {
    return this.#awaited.size > 0;
  }

  add(item: Item): void {
    const lane = this.#lanes.get(item.lane) ?? [];
    if (lane.length === 0) this.#lanes.set(item.lane, lane);
    lane.push({ order: this.#arrived, item });
    this.#arrived += 1;
    this.#count += 1;
    if (!item.isTalk) this.#await(item.lane, 1);
  }

  /**
   * Takes at least one item and at most `most` in weight, in order of arrival.
   * @param from `awaited`: only from lanes in which somebody waits for an answer
   */
  take(most: number, from: 'all' | 'awaited' = 'all'): Item[] {
    const isLeft = from === 'all' ? () => false : this.#passedBy();
    const taken: { order: number; item: Item }[] = [];
    let weight = 0;
    for (const [name, lane] of this.#lanes) {
      if (taken.length > 0 && weight >= most) break;
      if (isLeft(name)) continue;
      // Whoever was served goes to the end of the round, which also outlasts this batch.
      this.#lanes.delete(name);
      const next = lane.shift();
      if (!next) continue;
      if (lane.length > 0) this.#lanes.set(name, lane);
      taken.push(next);
      weight += next.item.weight;
      this.#count -= 1;
      if (!next.item.isTalk) this.#await(name, -1);
    }
    return taken.sort((a, b) => a.order - b.order).map(({ item }) => item);
  }

  /** Which lanes stay as they are, by what is waited for now. */
  #passedBy(): (lane: string) => boolean {
    const awaited = new Set(this.#awaited.keys());
    return (lane) => !awaited.has(lane);
  }

  #await(lane: string, more: number): void {
    const count = (this.#awaited.get(lane) ?? 0) + more;
    if (count > 0) this.#awaited.set(lane, count);
    else this.#awaited.delete(lane);
  }
}

/** The lane of an event: its group, or the person who writes to the bot alone. */
export function laneOf(bot: Bot, event: Incoming): string {
  const where = event.group ?? ('from' in event ? event.from.id : '');
  return `${bot.platform}\n${where}`;
}
