/**
 * What the bot may do in the groups that it knows, asked of Telegram. A bot that is no admin is not
 * told who comes by whose link or goes (`chat_member`), and nobody would notice.
 */
import { type Finding, type PlatformId, parsePlatformId } from '#kit';
import { adminsFile } from './admins.ts';
import type { Api } from './api.ts';
import { whoOf } from './send.ts';
import type { telegramText } from './texts/index.ts';
import { type BotItself, ownMember } from './wire.ts';

/** Each costs a question. */
const MOST_GROUPS_ASKED = 20;
/** What the bot needs beside being an admin; each is one switch in Telegram. */
const RIGHTS = ['can_delete_messages', 'can_restrict_members', 'can_invite_users'] as const;

export interface Examined {
  readonly api: Api;
  readonly itself: BotItself;
  /** The account's own, where a running bot notes the groups that it hears. */
  readonly folder: string;
  readonly text: ReturnType<typeof telegramText>;
}

/** What the bot lacks in its groups. */
export async function rightsInGroups(examined: Examined): Promise<readonly Finding[]> {
  const { text } = examined;
  const members = await Promise.all(groupsIn(examined.folder).map((one) => asked(one, examined)));
  const present = members.flatMap((member) => (member ? [member] : []));
  const n = present.length;
  if (n === 0) return [{ level: 'advice', what: text('noGroup'), todo: text('adminTodo') }];
  const admins = present.filter(({ status }) => status === 'administrator');
  const able = admins.filter((member) => RIGHTS.every((right) => member[right]));
  const found: Finding[] = [];
  if (admins.length < n) {
    const what = text('notAdmin', { without: n - admins.length, asked: n });
    found.push({ level: 'advice', what, todo: text('adminTodo') });
  }
  if (able.length < admins.length) {
    const what = text('lackingRights', { without: admins.length - able.length, asked: n });
    found.push({ level: 'advice', what, todo: text('adminTodo') });
  }
  return found.length > 0 ? found : [{ level: 'good', what: text('asAdmin', { n }) }];
}

function groupsIn(folder: string): readonly PlatformId[] {
  const known = Object.keys(adminsFile(folder).held).slice(-MOST_GROUPS_ASKED);
  return known.flatMap((group) => parsePlatformId(group) ?? []);
}

/** @returns undefined for a group that the bot has left, or of which Telegram does not tell */
async function asked(group: PlatformId, { api, itself }: Examined) {
  const answer = await api.call({
    method: 'getChatMember',
    payload: whoOf({ group }, itself.id),
    result: ownMember,
  });
  const isIn = answer.kind === 'done' && !['left', 'kicked'].includes(answer.result.status);
  return isIn ? answer.result : undefined;
}
