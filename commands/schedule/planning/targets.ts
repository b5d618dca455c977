/** To whom a push goes: this group, several, all of the community, or members in private. */
import * as z from 'zod';
import { conditionShape, type GroupId, parseGroupId } from '#kit';

const groupId = z.unknown().transform((value, refinement): GroupId => {
  const id = parseGroupId(value);
  if (id !== undefined) return id;
  refinement.addIssue('not a group');
  return z.NEVER;
});

export const targetsShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here') }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('groups'), groups: z.array(groupId).min(1) }),
  z.object({ kind: z.literal('members'), condition: conditionShape }),
]);

export type Targets = z.output<typeof targetsShape>;
/** Groups, each of which is told; other pushes have one place, where they were made. */
export type ToGroups = Extract<Targets, { kind: 'all' | 'groups' }>;
export const HERE: Targets = { kind: 'here' };

export function isToGroups(targets: Targets): targets is ToGroups {
  return targets.kind === 'all' || targets.kind === 'groups';
}

/** Whether a push takes the attention of a group; what is private takes that where it was made. */
export function goesTo(
  { group: home, targets }: { readonly group: GroupId; readonly targets: Targets },
  group: GroupId | undefined,
): boolean {
  if (group === undefined || targets.kind === 'all') return group !== undefined;
  return targets.kind === 'groups' ? targets.groups.includes(group) : home === group;
}
