/** Which topic (话题) comes next: in turn, and none again until all of them were asked. */
import type { Context, Group, PushState } from '#kit';
import type { Remind } from './base.ts';
import { type Topic, topicsOf } from './store/topics.ts';

/** The kinds of push that daily topics and words into silence are. */
export const TOPIC = 'topic';
export const WAKE = 'wake';

/** The group has not read it: it is asked again. */
const UNHEARD: readonly PushState[] = ['suppressed', 'refused', 'expired'];

/** @returns undefined where managers keep none */
export async function nextTopic(
  { attention, tx }: Context<Remind>,
  { id: group }: Group,
): Promise<Topic | undefined> {
  const topics = await topicsOf(tx, group);
  const newest = inTurn(topics).at(-1);
  const key = newest?.askedOn;
  if (key === undefined) return inTurn(topics)[0];
  // A word into silence may have brought it, too.
  const asked = [TOPIC, WAKE].map((kind) => wasLost({ attention }, { group, kind, key }));
  const isLost = (await Promise.all(asked)).includes(true);
  return isLost ? newest : inTurn(topics)[0];
}

/** Whether a push of this feature did not reach its group. */
export async function wasLost(
  { attention }: Pick<Context<Remind>, 'attention'>,
  {
    group,
    kind,
    key,
  }: { readonly group: Group['id']; readonly kind: string; readonly key: string },
): Promise<boolean> {
  const report = (await attention.reports({ group, kind, keys: [key] })).get(key);
  return report !== undefined && UNHEARD.includes(report.state);
}

/** Those that were never asked come first, then the one that was asked longest ago. */
export function inTurn(topics: readonly Topic[]): readonly Topic[] {
  return [...topics].sort((a, b) => {
    const [one, other] = [a.askedOn ?? '', b.askedOn ?? ''];
    if (one === other) return a.number - b.number;
    return one < other ? -1 : 1;
  });
}
