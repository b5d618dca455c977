/** A pretend group in which people invite each other; nothing else earns points there. */
import { features } from '../commands/index.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

/** Nothing but invitations earns points. */
const QUIET = { 'points.chatPoints': 0, 'checkin.points': 0 };

export function openInvites(settings: Readonly<Record<string, unknown>> = {}): Promise<Chat> {
  return openChat({ features, settings: { ...QUIET, ...settings } });
}

/** Says something once a day, for so many days, and stays a few minutes longer. */
export async function stay(chat: Chat, member: ChatMember, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await member.says('早上好');
    await chat.advance({ days: 1 });
  }
  await chat.advance({ minutes: 10 });
}

/** The same for several, on the same days. */
export async function stayTogether(
  chat: Chat,
  members: readonly ChatMember[],
  days = 3,
): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    for (const member of members) await member.says('早上好');
    await chat.advance({ days: 1 });
  }
  await chat.advance({ minutes: 10 });
}

/** The code that a member is shown. */
export async function codeOf(chat: Chat, member: ChatMember): Promise<string> {
  chat.rest();
  await member.says('邀请码');
  const said = chat.rest().find(({ text }) => text.startsWith('你的邀请码'));
  return /：(\w{6})/.exec(said?.text ?? '')?.[1] ?? 'no code';
}

/** All points that invitations have brought anybody and that were not taken back. */
export async function paidIn(chat: Chat, members: readonly ChatMember[]): Promise<number> {
  let sum = 0;
  for (const member of members) sum += await chat.pointsOf(member);
  return sum;
}
