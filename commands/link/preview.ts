/** What somebody reads before two accounts become one person, or two again. */
import { type Acting, type Line, type LinkInfo, lines, type Member } from '#kit';
import type { Base } from './base.ts';
import type { Plan } from './rules.ts';

interface Wanted {
  /** The other person: their member here, where there is one. */
  readonly owner: Member;
  readonly plan: Plan;
}

export async function preview(context: Acting<Base>, { owner, plan }: Wanted): Promise<Line> {
  const { member, text, tx } = context;
  const { merged, shared, here } = plan;
  return lines(
    text('question'),
    text('thisOne', shown(context, member)),
    ...(await context.house.profile(member)),
    text('thatOne', shown(context, owner)),
    ...(here
      ? await context.house.profile(here)
      : [text('points', { n: await tx.ledger.balanceOf(owner.id) })]),
    merged > 0 ? text('willMerge', { name: owner.name }) : undefined,
    merged > 1 ? text('inSeveral', { count: merged }) : undefined,
    shared > 0 ? text('willShare', { count: shared }) : undefined,
    roleLine(context, owner),
    text('onlyOwn'),
  );
}

/** Rights go along, which is what somebody would be after who is not the same person. */
function roleLine({ house, member, text }: Acting<Base>, owner: Member): Line | undefined {
  const roles = [member, owner].map(({ role }) => role).filter((role) => role !== 'member');
  if (roles.length === 0) return undefined;
  const named = [...new Set(roles)].map((role) => house.label(`as.${role}`));
  return text('roles', { roles: named.join(text('comma')) });
}

function shown({ house }: Acting<Base>, { name, platform }: Member) {
  const code = `platform.${platform}`;
  const label = house.label(code);
  return { name, platform: label === code ? platform : label };
}

/** What undoing a link would move. */
export function undoing({ text }: Acting<Base>, { merges }: LinkInfo): Line {
  const points = merges.reduce((sum, merge) => sum + merge.points, 0);
  const spent = merges.reduce((sum, merge) => sum + merge.spent, 0);
  return lines(
    text('undoQuestion'),
    merges.length > 0 ? text('goesBack', { points }) : text('onlyAccounts'),
    spent > 0 ? text('spent', { n: spent }) : undefined,
    text('staysHere'),
  );
}
