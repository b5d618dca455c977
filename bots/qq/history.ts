/**
 * Reads back what was said while there was no connection: OneBot repeats nothing by itself. What
 * comes back is handed in like any other message, and what was heard after all counts once. Where
 * an implementation keeps no history, the gap is told to the few groups that were talking.
 */
import { type Gap, instantOf, type LinkReport, type PlatformId, seconds, spanBetween } from '#kit';
import type { Call, Caller } from './calls.ts';
import { messageKey } from './keys.ts';
import { complaintOf, isDoubtful } from './outcome.ts';
import { number } from './send.ts';
import { groupList, type MessageEvent, readHistory } from './wire.ts';

/** Messages asked for at once, and how often a group is asked. */
const PAGE = 100;
const MOST_PAGES = 10;
/** The clocks of QQ and of this machine may differ by this much. */
const SKEW = seconds(10);
/** In a shorter gap hardly anything is lost, and a notice in every group is a risk of its own. */
const TOLD_FROM = seconds(30);

export interface Reading {
  readonly caller: Caller;
  readonly report: LinkReport;
  /** Groups that were heard before, in case that the account's groups cannot be asked for. */
  readonly groups: readonly PlatformId[];
  /** Those of them that are told when talk is lost. */
  readonly talking: () => readonly PlatformId[];
  readonly gap: Omit<Gap, 'groups'>;
  readonly take: (event: MessageEvent) => Promise<void>;
  readonly isOver: () => boolean;
}

/** @throws when a message could not be stored, or a question was not answered */
export async function readBack(reading: Reading): Promise<void> {
  const lost: Gap[] = [];
  for (const group of await groupsOf(reading)) {
    if (reading.isOver()) return;
    const { messages, isWhole } = await pagesOf(reading, group);
    await Promise.all(messages.map(reading.take));
    const oldest = messages[0]?.time ?? reading.gap.to;
    if (!isWhole) lost.push({ groups: [group], from: reading.gap.from, to: oldest });
  }
  if (reading.isOver()) return;
  const talking = new Set(reading.talking());
  const told = lost.filter(({ groups }) => groups.every((group) => talking.has(group)));
  for (const gap of together(told)) tell(reading.report, gap);
}

export interface OwnWords extends Pick<Reading, 'caller' | 'take' | 'isOver'> {
  readonly self: PlatformId;
  readonly gap: Reading['gap'];
}

/** Takes what the account has said in a group since. Does not fail. */
export async function lookBack(own: OwnWords, group: PlatformId): Promise<void> {
  try {
    const { messages } = await pagesOf(own, group);
    await Promise.all(messages.filter((one) => one.user_id === own.self).map(own.take));
  } catch {
    // It is looked again later.
  }
}

/** Says that talk is lost for good. */
export function tell(report: Pick<LinkReport, 'missed'>, gap: Gap): void {
  const isWorthIt = gap.groups.length > 0 && spanBetween(gap.from, gap.to) >= TOLD_FROM;
  if (isWorthIt) report.missed(gap);
}

async function groupsOf({ caller, groups }: Reading): Promise<readonly PlatformId[]> {
  const list = groupList.safeParse(await answerOf(caller, { action: 'get_group_list' }));
  return list.success ? list.data.map(({ group_id: id }) => id) : groups;
}

type Asking = Pick<Reading, 'caller' | 'gap' | 'isOver'>;

interface Pages {
  /** Since the gap began, oldest first. */
  readonly messages: readonly MessageEvent[];
  /** Whether they reach back to its beginning. */
  readonly isWhole: boolean;
}

async function pagesOf(reading: Asking, group: PlatformId): Promise<Pages> {
  const known = new Set<string>();
  let found: readonly MessageEvent[] = [];
  const from = instantOf(reading.gap.from - SKEW);
  let oldest: MessageEvent | undefined;
  let isWhole = false;
  for (let page = 0; page < MOST_PAGES && !isWhole && !reading.isOver(); page += 1) {
    const messages = await pageOf(reading, { group, before: oldest });
    const fresh = (messages ?? []).filter((message) => !known.has(messageKey(message)));
    for (const message of fresh) known.add(messageKey(message));
    found = [...fresh, ...found];
    oldest = (messages && oldestOf(messages)) ?? oldest;
    // A group in which nothing was ever said has lost nothing.
    isWhole = messages !== undefined && (oldest === undefined || oldest.time <= from);
    if (fresh.length === 0) break;
  }
  const messages = found.filter(({ time }) => time >= from);
  return { messages: messages.toSorted((a, b) => a.time - b.time), isWhole };
}

interface Page {
  readonly group: PlatformId;
  readonly before: MessageEvent | undefined;
}

/** @returns undefined when the implementation keeps no history */
async function pageOf({ caller }: Pick<Reading, 'caller'>, { group, before }: Page) {
  // Which of the two marks the place differs; each implementation ignores the other one.
  const place = before && {
    message_seq: before.message_seq ?? before.message_id,
    message_id: before.message_id,
  };
  const params = { group_id: number(group), count: PAGE, ...place };
  const read = readHistory(await answerOf(caller, { action: 'get_group_msg_history', params }));
  return read?.filter((message) => message.group_id === group);
}

/** What cannot be answered may be answered later; only a plain no is final. */
async function answerOf(caller: Caller, call: Call): Promise<unknown> {
  const called = await caller.call(call);
  if (called.kind !== 'answered') throw new Error(called.why);
  if (isDoubtful(called.answer)) throw new Error(complaintOf(called.answer));
  return called.answer.data;
}

/** A page begins with its oldest message, or ends with it; its times have only seconds. */
function oldestOf(page: readonly MessageEvent[]): MessageEvent | undefined {
  const [first] = page;
  const last = page.at(-1);
  return first && last && last.time < first.time ? last : first;
}

/** Groups that lost the same time are told together. */
function together(lost: readonly Gap[]): readonly Gap[] {
  const byTime = new Map<string, Gap>();
  for (const gap of lost) {
    const key = `${gap.from} ${gap.to}`;
    const groups = [...(byTime.get(key)?.groups ?? []), ...gap.groups];
    byTime.set(key, { ...gap, groups });
  }
  return [...byTime.values()];
}
