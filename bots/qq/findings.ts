/** What an account can and cannot do, asked of the implementation that it is connected through. */
import { type Finding, LinkRefusal, type PlatformId } from '#kit';
import type { Call, Caller } from './calls.ts';
import { AccountOffline, ask, introduce } from './introduce.ts';
import { PRESS } from './napcat.ts';
import type { Overheard } from './overhearing.ts';
import { askMember, number } from './send.ts';
import type { qqText } from './texts/index.ts';
import { groupList, groupMember, readHistory, versionInfo } from './wire.ts';

/** Each costs a question. */
const MOST_GROUPS_ASKED = 20;

type Text = ReturnType<typeof qqText>;

interface Looked {
  readonly caller: Caller;
  readonly text: Text;
  readonly overheard?: Overheard;
}

/** @throws Error when the implementation stops answering in between */
export async function findingsOf(looked: Looked): Promise<Finding[]> {
  const { caller, text, overheard } = looked;
  const self = await login(looked);
  if ('level' in self) return [self];
  const groups = await groupsOf(caller);
  const { id, nickname } = self;
  const account = { name: nickname || 'QQ', id, program: await versionOf(looked) };
  return [
    { level: 'good', what: text('account', account) },
    ...(await rightsIn(groups, { ...looked, self: id })),
    ...(await historyIn(groups, looked)),
    ...(overheard ? habits(overheard, text) : []),
  ];
}

async function login({ caller, text }: Looked) {
  try {
    return await introduce(caller);
  } catch (error) {
    if (error instanceof AccountOffline) return accountOffline(text);
    return error instanceof LinkRefusal ? wrongToken(text) : noAnswer(error, text);
  }
}

export function wrongToken(text: Text): Finding {
  return { level: 'problem', what: text('wrongToken'), todo: text('wrongTokenTodo') };
}

function accountOffline(text: Text): Finding {
  return { level: 'problem', what: text('offline'), todo: text('offlineTodo') };
}

function noAnswer(error: unknown, text: Text): Finding {
  const why = error instanceof Error ? error.message : String(error);
  return { level: 'problem', what: text('failed', { why }), todo: text('failedTodo') };
}

async function versionOf({ caller, text }: Looked): Promise<string> {
  const read = versionInfo.safeParse(await answerTo(caller, { action: 'get_version_info' }));
  return read.success ? `${read.data.app_name} ${read.data.app_version}` : text('unknownProgram');
}

async function groupsOf(caller: Caller): Promise<readonly PlatformId[]> {
  const read = groupList.safeParse(await answerTo(caller, { action: 'get_group_list' }));
  return read.success ? read.data.map(({ group_id: group }) => group) : [];
}

async function rightsIn(
  groups: readonly PlatformId[],
  { caller, text, self }: Looked & { readonly self: PlatformId },
): Promise<Finding[]> {
  const asked = groups.slice(0, MOST_GROUPS_ASKED);
  let without = 0;
  for (const group of asked) {
    const read = groupMember.safeParse(await answerTo(caller, askMember(group, self)));
    if (read.success && read.data.role === 'member') without += 1;
  }
  if (groups.length === 0) {
    return [{ level: 'advice', what: text('noGroup'), todo: text('noGroupTodo') }];
  }
  if (without === 0) return [{ level: 'good', what: text('asAdmin', { n: groups.length }) }];
  const what = text('notAdmin', { without, asked: asked.length });
  return [{ level: 'advice', what, todo: text('notAdminTodo', { press: PRESS.admins }) }];
}

async function historyIn(
  [group]: readonly PlatformId[],
  { caller, text }: Looked,
): Promise<Finding[]> {
  if (group === undefined) return [];
  const params = { group_id: number(group), count: 1 };
  const page = await answerTo(caller, { action: 'get_group_msg_history', params });
  if (readHistory(page)) return [];
  return [{ level: 'advice', what: text('noHistory') }];
}

function habits({ hasHeartbeat, hasCodedMessages }: Overheard, text: Text): Finding[] {
  const found: Finding[] = [];
  if (!hasHeartbeat) {
    found.push({ level: 'advice', what: text('noHeartbeat'), todo: text('noHeartbeatTodo') });
  }
  if (hasCodedMessages) {
    found.push({ level: 'advice', what: text('coded'), todo: text('codedTodo') });
  }
  return found;
}

/** @returns undefined when the action is not known there */
async function answerTo(caller: Caller, call: Call): Promise<unknown> {
  const { status, data } = await ask(caller, call);
  return status === 'ok' ? data : undefined;
}
