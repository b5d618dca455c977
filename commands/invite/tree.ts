/** `邀请树`: who came by whom (裂变), for managers; from everybody, or from one member down. */
import type { Commanding, CommunityId, Line, Member, MemberId } from '#kit';
import { lines } from '#kit';
import type { Base } from './base.ts';
import { branchesOf, rootsOf } from './store/tree.ts';

/** More lines are not read in a chat; the export has them all. */
const MOST_LINES = 30;
const MOST_ROOTS = 8;
const DEEPEST = 6;

type Asking = Commanding<Base, { readonly who: Member | undefined }>;

export async function showTree(context: Asking): Promise<void> {
  const { args, community, tx, text, say } = context;
  const roots = args.who ? [args.who.id] : await rootsOf(tx, whole(community.id));
  const drawn: Line[] = [];
  for (const root of roots) await draw(context, { member: root, depth: 0, drawn });
  if (drawn.length === 0) return say(text('treeEmpty'));
  const isCut = drawn.length > MOST_LINES;
  await say(
    lines(text('tree'), ...drawn.slice(0, MOST_LINES), isCut ? text('treeCut') : undefined),
  );
}

function whole(community: CommunityId) {
  return { community, limit: MOST_ROOTS };
}

interface Branch {
  readonly member: MemberId;
  readonly depth: number;
  /** Grows as the tree is drawn. */
  readonly drawn: Line[];
}

async function draw(context: Asking, { member, depth, drawn }: Branch): Promise<void> {
  const { tx, text } = context;
  if (drawn.length > MOST_LINES || depth > DEEPEST) return;
  const name = (await tx.people.find(member))?.name ?? text('somebody');
  const branches = await branchesOf(tx, member);
  const indent = '　'.repeat(depth);
  const standing = { indent, name, n: branches.length };
  drawn.push(text(branches.length > 0 ? 'treeBranch' : 'treeLeaf', standing));
  for (const branch of branches) {
    await draw(context, { member: branch, depth: depth + 1, drawn });
  }
}
