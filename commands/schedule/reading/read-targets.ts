/**
 * Reads to whom a push goes: «发给全部群：…», «发给全部群 …», «私发给 标签=新人：…», «to all groups: …».
 * What begins so and cannot be read is told; it is never pushed as a text by mistake.
 */
import { type Acting, displayName, type GroupId, type Line } from '#kit';
import type { Base } from '../base.ts';
import { HERE, type Targets } from '../planning/targets.ts';
import { groupWords } from '../telling/show.ts';

const TO_CHINESE =
  /^(私(?:下|聊|信|訊|讯)?|单独|單獨)?(?:[发發传傳](?:消息|訊息)?[给給到]|(?<=私.?)[给給])\s*/u;
const TO_ENGLISH =
  /^(privately\s+|in private\s+)?to\s+(?=all groups|this group|groups?\s|members\s)/iu;
const COLON = /^([^:：\n]{1,80})[:：]\s*/u;

/** What follows a name ends it; «全部群友» is another word. */
const END = '(?=[\\s:：,，。]|$)[\\s:：,，。]*';
const ALL = new RegExp(`^(?:全部群|所有群|全部的群|所有的群|每个群|每個群|all groups)${END}`, 'iu');
const THIS = new RegExp(`^(?:本群|这个群|這個群|群里|群裡|大家|this group)${END}`, 'iu');
const GROUPS = /^(?:群|groups?)\s+(.+)$/iu;
const MEMBERS = /^(?:members(?:\s+with)?|群友)\s*/iu;
/** «标签 新人» is meant as «标签=新人». */
const BARE_TAG = /^(标签|標籤|tag)\s+(\S+)$/iu;
/** Where no colon ends it: a condition without blanks, or a tag behind its word. */
const LEADING = /^((?:(?:标签|標籤|tag)\s+[^\s=＝]+)|\S+)(?:\s+|$)/iu;
/** What is surely meant as a target, though it cannot be read as one. */
const MEANT = /^(?:全部|所有|群\s|群友|标签|標籤|成员|成員|all|groups?\s|members|\S*[=＝≥>≤<])/iu;

export type TargetsRead =
  | { readonly kind: 'targets'; readonly targets: Targets; readonly content: string }
  /** It names nobody. */
  | { readonly kind: 'none'; readonly content: string }
  | { readonly kind: 'problem'; readonly why: Line };

/** Reads «发给全部群：…» at the beginning of a text. */
export async function readTargets(context: Acting<Base>, typed: string): Promise<TargetsRead> {
  const [head, alone] = TO_CHINESE.exec(typed) ?? TO_ENGLISH.exec(typed) ?? [];
  if (head === undefined) return { kind: 'none', content: typed };
  const rest = typed.slice(head.length);
  const read = isEnglish(head) ? await withColon(context, rest) : await readAny(context, rest);
  if (alone === undefined) return read ?? whyNone(context, { typed, rest });
  const isPrivate = read?.kind === 'targets' && read.targets.kind === 'members';
  if (isPrivate || read?.kind === 'problem') return read;
  return { kind: 'problem', why: context.text('privateForm') };
}

function isEnglish(head: string): boolean {
  return /[a-z]/i.test(head);
}

/** A good reading goes before one that only says what is wrong. */
async function readAny(context: Acting<Base>, rest: string): Promise<TargetsRead | undefined> {
  const first = fixedIn(rest);
  if (first) return first;
  const early = await withColon(context, rest);
  if (early?.kind === 'targets') return early;
  return (await withBlank(context, rest)) ?? early;
}

function fixedIn(rest: string): TargetsRead | undefined {
  const [all] = ALL.exec(rest) ?? [];
  if (all !== undefined) return made({ kind: 'all' }, rest, all);
  const [here] = THIS.exec(rest) ?? [];
  return here === undefined ? undefined : made(HERE, rest, here);
}

async function withColon(context: Acting<Base>, rest: string): Promise<TargetsRead | undefined> {
  const [all, who] = COLON.exec(rest) ?? [];
  if (all === undefined || who === undefined) return undefined;
  const fixed = fixedIn(who.trim());
  if (fixed?.kind === 'targets') return made(fixed.targets, rest, all);
  const read = await targetsIn(context, who.trim());
  return 'why' in read ? { kind: 'problem', why: read.why } : made(read.targets, rest, all);
}

/** «群 读书群 …», «标签=新人 …»: what is known ends where a blank follows it. */
async function withBlank(context: Acting<Base>, rest: string): Promise<TargetsRead | undefined> {
  const [named = ''] = /^群\s+\S+(?:\s+|$)/u.exec(rest) ?? [];
  const [leading = ''] = named === '' ? (LEADING.exec(rest) ?? []) : [named];
  const read = leading === '' ? undefined : await targetsIn(context, leading.trim());
  return read && 'targets' in read ? made(read.targets, rest, leading) : undefined;
}

function made(targets: Targets, rest: string, taken: string): TargetsRead {
  return { kind: 'targets', targets, content: rest.slice(taken.length) };
}

interface Unread {
  readonly typed: string;
  readonly rest: string;
}

/** «发给妈妈的一封信» is a text; «发给全部群友 …» would be one by mistake. */
function whyNone({ text }: Acting<Base>, { typed, rest }: Unread): TargetsRead {
  const isMeant = MEANT.test(rest);
  return isMeant ? { kind: 'problem', why: text('targetForm') } : { kind: 'none', content: typed };
}

async function targetsIn(
  context: Acting<Base>,
  who: string,
): Promise<{ readonly targets: Targets } | { readonly why: Line }> {
  const [, named] = GROUPS.exec(who) ?? [];
  if (named !== undefined) return groupsIn(context, named.split(/[,，、\s]+/u));
  const words = who.replace(MEMBERS, '').replace(BARE_TAG, '$1=$2');
  const read = context.house.readCondition(words);
  if (!read.ok) return { why: read.why };
  return { targets: { kind: 'members', condition: read.condition } };
}

async function groupsIn({ community, text, tx }: Acting<Base>, named: readonly string[]) {
  const known = await tx.people.groups(community.id);
  const groups: GroupId[] = [];
  for (const typed of named) {
    const meant = known.filter(({ name, platformId }) => [platformId, name].includes(typed));
    const [group, another] = meant;
    if (!group || another) {
      // Two groups may have one name; their numbers tell them apart.
      const shown = known.map((one) => (another ? displayName(one.platformId) : groupWords(one)));
      const problem = { group: typed, groups: shown.join(text('and')) };
      return { why: another ? text('manySuchGroups', problem) : text('noSuchGroup', problem) };
    }
    groups.push(group.id);
  }
  return { targets: { kind: 'groups', groups } } as const;
}
