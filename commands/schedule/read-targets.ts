/** Reads to whom a push goes: «发给全部群：…», «发给 标签=新人：…», «to all groups: …». */
import { type Acting, displayName, type GroupId, type Line } from '#kit';
import type { Base } from './base.ts';
import { groupWords } from './show.ts';
import { HERE, type Targets } from './targets.ts';

const TO_CHINESE = /^(?:发给|發給|发到|發到|传给|傳給|傳到)\s*([^:：\n]{1,80})[:：]\s*/u;
const TO_ENGLISH =
  /^to\s+(all groups|this group|groups?\s[^:\n]{1,80}|members\s[^:\n]{1,80}):\s*/iu;
const ALL = /^(?:全部群|所有群|全部|all groups)$/iu;
const THIS = /^(?:本群|这个群|這個群|this group)$/iu;
const GROUPS = /^(?:群|groups?)\s+(.+)$/iu;
const MEMBERS = /^(?:members(?:\s+with)?|群友)\s*/iu;
/** «标签 新人» is meant as «标签=新人». */
const BARE_TAG = /^(标签|標籤|tag)\s+(\S+)$/iu;

export type TargetsRead =
  | { readonly kind: 'targets'; readonly targets: Targets; readonly content: string }
  | { readonly kind: 'problem'; readonly why: Line };

/** Reads «发给全部群：…» at the beginning of a text; without it the push goes to this group. */
export async function readTargets(context: Acting<Base>, typed: string): Promise<TargetsRead> {
  const [all, who = ''] = TO_CHINESE.exec(typed) ?? TO_ENGLISH.exec(typed) ?? [];
  if (all === undefined) return { kind: 'targets', targets: HERE, content: typed };
  const read = await targetsIn(context, who.trim());
  if ('why' in read) return { kind: 'problem', why: read.why };
  return { kind: 'targets', targets: read.targets, content: typed.slice(all.length) };
}

async function targetsIn(
  context: Acting<Base>,
  who: string,
): Promise<{ readonly targets: Targets } | { readonly why: Line }> {
  if (THIS.test(who)) return { targets: HERE };
  if (ALL.test(who)) return { targets: { kind: 'all' } };
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
