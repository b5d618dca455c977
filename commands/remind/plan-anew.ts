/** The community's clock has changed: what comes next in a group comes by the new one. */
import type { Context } from '#kit';
import { planTopic } from './ask-topic.ts';
import type { Remind } from './base.ts';
import { planDigest } from './digest.ts';
import { waitsIn } from './store/waits.ts';
import { planWakeAnew } from './wake.ts';

export async function planAnew(context: Context<Remind>): Promise<void> {
  const { group, tx } = context;
  if (!group) return;
  const waiting = (what: Parameters<typeof waitsIn>[1]['what']) =>
    waitsIn(tx, { group: group.id, what });
  for (const wait of await waiting('topic')) await planTopic(context, group, wait);
  for (const wait of await waiting('wake')) await planWakeAnew(context, group, wait);
  for (const wait of await waiting('digest')) await planDigest(context, wait);
}
