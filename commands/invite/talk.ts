/** Hears newcomers speak (发言): on so many days before their invitation counts. */
import type { Recalling, Talking } from '#kit';
import type { Base } from './base.ts';
import { planCountAfterTalk } from './count.ts';
import { dropMessage, noteTalk, waitingOf } from './store/talk.ts';

/** Runs for every message: one look into an index, and no more once nobody waits. */
export async function talked(context: Talking<Base>): Promise<void> {
  const { tx, member, group, message, today: day } = context;
  const waiting = group && (await waitingOf(tx, member.id));
  if (!waiting) return;
  const row = { group_id: group.id, message, invitation_id: waiting.id, day };
  if (await noteTalk(tx, row)) await planCountAfterTalk(context, waiting);
}

export async function recalled({ tx, group, message }: Recalling<Base>): Promise<void> {
  if (group) await dropMessage(tx, { group: group.id, message });
}
