/** `标签` gives a tag or tells who has it, `去标签` takes it. */
import { type Commanding, displayName, type Line, lines, type Member } from '#kit';
import type { Base } from './base.ts';
import { giveTag, holdersOf, rowsOf, tagsOf, takeTag } from './store.ts';
import { type Tagging, tagKey } from './typed.ts';

/** Of so many members at once a manager still knows what they do. */
const MOST_AT_ONCE = 20;
/** More kinds of tags than this nobody keeps apart. */
const MOST_TAGS = 50;
const NAMES_PER_PAGE = 30;

type Context = Commanding<Base, { wanted: Tagging }>;

export async function giveOrList(context: Context): Promise<void> {
  const { who, tag } = context.args.wanted;
  const [first] = who;
  if (tag === undefined) {
    return context.say(first ? await tagsOfMember(context, first) : await allTags(context));
  }
  if (who.length === 0) return context.say(await holders(context, tag));
  return give(context, tag);
}

async function give(context: Context, tag: string): Promise<void> {
  const { args, community, house, member, now, say, text, tx } = context;
  const { who } = args.wanted;
  if (who.length > MOST_AT_ONCE) return say(text('tooMany', { most: MOST_AT_ONCE }));
  const known = await tagsOf(tx, community.id);
  const isNew = !known.some((each) => each.tag === tagKey(tag));
  if (isNew && known.length >= MOST_TAGS) return say(text('tooManyTags', { most: MOST_TAGS }));
  const given: Member[] = [];
  for (const each of who) {
    const key = { community_id: community.id, tag: tagKey(tag), member_id: each.id };
    if (!(await giveTag(tx, { ...key, shown: tag, at: now, operator_id: member.id }))) continue;
    await house.audit('tags.give', { member: each.id, tag });
    given.push(each);
  }
  if (given.length === 0) return say(text('hadIt', { names: namesOf(context, who), tag }));
  return say(text('given', { names: namesOf(context, given), tag }));
}

export async function take(context: Context): Promise<void> {
  const { args, community, house, say, text, tx } = context;
  const { who, tag } = args.wanted;
  if (tag === undefined || who.length === 0) return say(text('takeUsage'));
  const taken: Member[] = [];
  for (const each of who) {
    const key = { community_id: community.id, tag: tagKey(tag), member_id: each.id };
    if (!(await takeTag(tx, key))) continue;
    await house.audit('tags.take', { member: each.id, tag });
    taken.push(each);
  }
  if (taken.length === 0) return say(text('lackedIt', { names: namesOf(context, who), tag }));
  return say(text('taken', { names: namesOf(context, taken), tag }));
}

async function tagsOfMember({ text, tx }: Context, { id, name }: Member): Promise<Line> {
  const worn = await rowsOf(tx, id);
  if (worn.length === 0) return text('wearsNone', { name });
  return text('wears', {
    name,
    tags: worn.map(({ shown }) => displayName(shown)).join(text('comma')),
  });
}

async function allTags({ community, text, tx }: Context): Promise<Line> {
  const known = await tagsOf(tx, community.id);
  if (known.length === 0) return text('none');
  const rows = known.map(({ shown, members }) => text('tagRow', { tag: shown, members }));
  return lines(text('all', { n: known.length }), ...rows);
}

async function holders(context: Context, tag: string): Promise<Line> {
  const { args, community, text, tx } = context;
  const { page } = args.wanted;
  const key = tagKey(tag);
  const known = (await tagsOf(tx, community.id)).find((each) => each.tag === key);
  if (!known) return text('nobody', { tag });
  const offset = (page - 1) * NAMES_PER_PAGE;
  const wanted = { community: community.id, tag: key, limit: NAMES_PER_PAGE, offset };
  const found: Member[] = [];
  for (const id of await holdersOf(tx, wanted)) {
    const member = await tx.people.find(id);
    if (member) found.push(member);
  }
  if (found.length === 0) return text('noSuchPage', { page, tag });
  const hasMore = offset + NAMES_PER_PAGE < known.members;
  return lines(
    text('holders', { tag: known.shown, members: known.members, names: namesOf(context, found) }),
    hasMore ? text('more', { tag: known.shown, page: page + 1 }) : undefined,
  );
}

function namesOf({ text }: Context, members: readonly Member[]): string {
  return members.map(({ name }) => name).join(text('comma'));
}
