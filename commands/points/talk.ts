/** Earning by talk (聊天得积分): at most once in a while and so much a day; a recall takes it back. */
import { type Group, instantOf, type MessageId, type Recalling, seconds, type Talking } from '#kit';
import type { Base } from './base.ts';
import { chatCap } from './rules.ts';
import { doesCount } from './store/earning.ts';

/**
 * Runs for nearly every message: one statement when nothing is earned, none when talk is unpaid.
 */
export function talked(context: Talking<Base>): Promise<void> | undefined {
  const { group, settings } = context;
  const cap = chatCap(settings);
  return group && cap > 0 ? earn(context, { group, cap }) : undefined;
}

interface Paid {
  readonly group: Group;
  /** Points a day. */
  readonly cap: number;
}

async function earn(context: Talking<Base>, { group, cap }: Paid): Promise<void> {
  const { member, message, now, today, settings, tx } = context;
  const chatted = {
    member: member.id,
    day: today,
    at: now,
    points: settings.chatPoints,
    cap,
    lastBefore: instantOf(now - seconds(settings.everySeconds)),
  };
  if (!(await doesCount(tx, chatted))) return;
  await tx.ledger.post({
    member: member.id,
    points: settings.chatPoints,
    reason: 'chat',
    once: keyOf(group, message),
  });
}

/**
 * Takes back what the message earned, even if it is spent already. The day's allowance stays used
 * up: otherwise saying and recalling all day long would fill the ledger for nothing.
 */
export async function recalled({ group, message, tx }: Recalling<Base>): Promise<void> {
  const entry = group && (await tx.ledger.entryByOnce(keyOf(group, message)));
  if (entry) await tx.ledger.reverse(entry.seq, { reason: 'chat.recalled', mayOwe: true });
}

function keyOf(group: Group, message: MessageId): string {
  return `chat:${group.id}:${message}`;
}
