/** A pretend group in which members link their accounts, and what a test wants to know of it. */
import { features } from '../commands/index.ts';
import { checkLedger } from '../src/store/ledger-check.ts';
import { openForReading } from '../src/store/open.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

/** Nothing but check-ins earns points, and every answer comes at once. */
const QUIET = {
  'points.chatPoints': 0,
  'checkin.milestones': [],
  'checkin.totals': [],
  'checkin.mergeAnswers': { afterMany: 0, withinSeconds: 10, collectSeconds: 5 },
};

export function openLinkedChat(settings: Readonly<Record<string, unknown>> = {}): Promise<Chat> {
  return openChat({ features, settings: { ...QUIET, ...settings }, can: { stableIds: false } });
}

/** The same where a person keeps one id for ever, and has a second account beside it. */
export function openStableChat(): Promise<Chat> {
  return openChat({ features, settings: QUIET });
}

/** The code that a member asks for in private. */
export async function codeOf(chat: Chat, member: ChatMember): Promise<string> {
  chat.rest();
  await member.whispers('关联码');
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(chat.next().text)?.[0] ?? 'no code';
}

export interface Two {
  readonly fresh: ChatMember;
  readonly old: ChatMember;
}

/** The new account brings the code of the old one, and confirms. */
export async function join(chat: Chat, { fresh, old }: Two): Promise<void> {
  const code = await codeOf(chat, old);
  await fresh.whispers(`关联 ${code}`);
  await fresh.whispers('确认关联');
}

export async function undo(member: ChatMember): Promise<void> {
  await member.whispers('撤销关联');
  await member.whispers('确认撤销');
}

/** What does not agree in the books, told by a second path. */
export function booksOf({
  exportParts,
}: {
  exportParts: { readonly file: string };
}): readonly string[] {
  const connection = openForReading(exportParts.file);
  try {
    return checkLedger(connection).map(({ why }) => why);
  } finally {
    connection.close();
  }
}

/** Rows of the export of members, with these columns alone. */
export function membersOf(chat: Chat, ...columns: readonly string[]) {
  return exportedRows(chat, { what: 'members' }).map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column]])),
  );
}
