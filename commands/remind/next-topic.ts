/** Which topic (话题) comes next: in turn, and none again until all of them were asked. */
import type { Context, Group, PushState } from '#kit';
import type { Remind } from './base.ts';
import { type Topic, topicsOf } from './store/topics.ts';

/** The kind of push that daily topics are. */
export const TOPIC = 'topic';

/** The group has not read it: it is asked again. */
const UNHEARD: readonly PushState[] = ['suppressed', 'refused', 'expired'];

/** @returns undefined where managers keep none */
export async function nextTopic(
  { attention, tx }: Context<Remind>,
  { id: group }: Group,
): Promise<Topic | undefined> {
  const topics = await topicsOf(tx, group);
  const newest = inTurn(topics).at(-1);
  if (newest?.askedOn !== undefined) {
    const key = newest.askedOn;
    const report = (await attention.reports({ group, kind: TOPIC, keys: [key] })).get(key);
    if (report && UNHEARD.includes(report.state)) return newest;
  }
  return inTurn(topics)[0];
}

/** Those that were never asked come first, then the one that was asked longest ago. */
export function inTurn(topics: readonly Topic[]): readonly Topic[] {
  return [...topics].sort((a, b) => {
    const [one, other] = [a.askedOn ?? '', b.askedOn ?? ''];
    if (one === other) return a.number - b.number;
    return one < other ? -1 : 1;
  });
}
