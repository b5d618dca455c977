/** What an account can and cannot do, asked of the implementation that it is connected through. */
import { type Finding, LinkRefusal, type PlatformId } from '#kit';
import type { Call, Caller } from './calls.ts';
import { ask, introduce } from './introduce.ts';
import type { Overheard } from './overhearing.ts';
import { askMember, number } from './send.ts';
import { groupList, groupMember, readHistory, versionInfo } from './wire.ts';

/** Each costs a question. */
const MOST_GROUPS_ASKED = 20;

/** @throws Error when the implementation stops answering in between */
export async function findingsOf(caller: Caller, overheard?: Overheard): Promise<Finding[]> {
  const self = await login(caller);
  if ('level' in self) return [self];
  const groups = await groupsOf(caller);
  return [
    { level: 'good', what: `${self.nickname || 'QQ'} (${self.id}) on ${await versionOf(caller)}` },
    ...(await rightsIn(groups, { caller, self: self.id })),
    ...(await historyIn(groups, caller)),
    ...(overheard ? habits(overheard) : []),
  ];
}

async function login(caller: Caller) {
  try {
    return await introduce(caller);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return error instanceof LinkRefusal ? wrongToken() : ({ level: 'problem', what } as const);
  }
}

export function wrongToken(): Finding {
  return {
    level: 'problem',
    what: 'the access token is refused',
    todo: 'Copy the token from the network settings of the OneBot implementation.',
  };
}

async function versionOf(caller: Caller): Promise<string> {
  const read = versionInfo.safeParse(await answerTo(caller, { action: 'get_version_info' }));
  return read.success ? `${read.data.app_name} ${read.data.app_version}` : 'an unknown program';
}

async function groupsOf(caller: Caller): Promise<readonly PlatformId[]> {
  const read = groupList.safeParse(await answerTo(caller, { action: 'get_group_list' }));
  return read.success ? read.data.map(({ group_id: group }) => group) : [];
}

async function rightsIn(
  groups: readonly PlatformId[],
  { caller, self }: { readonly caller: Caller; readonly self: PlatformId },
): Promise<Finding[]> {
  const asked = groups.slice(0, MOST_GROUPS_ASKED);
  let without = 0;
  for (const group of asked) {
    const read = groupMember.safeParse(await answerTo(caller, askMember(group, self)));
    if (read.success && read.data.role === 'member') without += 1;
  }
  if (groups.length === 0) {
    const todo = 'Invite the account into a group.';
    return [{ level: 'advice', what: 'the account is in no group', todo }];
  }
  if (without === 0) return [{ level: 'good', what: `in ${groups.length} groups, as admin` }];
  const what = `not an admin in ${without} of ${asked.length} groups: it cannot mute or remove there`;
  return [{ level: 'advice', what, todo: 'Make the account an admin of the group.' }];
}

async function historyIn([group]: readonly PlatformId[], caller: Caller): Promise<Finding[]> {
  if (group === undefined) return [];
  const params = { group_id: number(group), count: 1 };
  const page = await answerTo(caller, { action: 'get_group_msg_history', params });
  if (readHistory(page)) return [];
  const what = 'no history: what is said while the connection is down is lost, and told so';
  return [{ level: 'advice', what }];
}

function habits({ hasHeartbeat, hasCodedMessages }: Overheard): Finding[] {
  const found: Finding[] = [];
  if (!hasHeartbeat) {
    found.push({
      level: 'advice',
      what: 'no heartbeat was heard within 10 s',
      todo: 'Switch the heartbeat on in the network settings (every 5000 to 30000 ms).',
    });
  }
  if (hasCodedMessages) {
    found.push({
      level: 'advice',
      what: 'messages come as strings with codes',
      todo: "Set the message format to «array» (messagePostFormat: 'array').",
    });
  }
  return found;
}

/** @returns undefined when the action is not known there */
async function answerTo(caller: Caller, call: Call): Promise<unknown> {
  const { status, data } = await ask(caller, call);
  return status === 'ok' ? data : undefined;
}
