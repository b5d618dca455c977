/**
 * Links into groups (邀请链接), where a platform has such: each member has one of their own, made once
 * and given again. It is revoked when its owner leaves the group.
 */
import {
  type Acting,
  after,
  type Leaving,
  type Line,
  type Linked,
  minutes,
  type PhrasesOf,
  type Text,
  textIn,
} from '#kit';
import { type Base, base } from './base.ts';
import { codeOfLink, linkName } from './rules/code.ts';
import { codesOf, ownerOf } from './store/codes.ts';
import { dropLink, keepLink, linkOf, wantLink } from './store/links.ts';

/** A platform that has not answered by then is asked again. */
const ANSWERED_WITHIN = minutes(2);

/** What is to be said of a member's link; nothing where there are none. */
export async function linkLine(
  { tx, group, now, act, text }: Acting<Base>,
  code: string,
): Promise<Line | undefined> {
  if (!group) return undefined;
  const place = { group_id: group.id, code };
  const known = await linkOf(tx, place);
  if (known && known.link !== null) return text('link', { link: known.link });
  const isAsked = known !== undefined && after(known.asked_at, ANSWERED_WITHIN) > now;
  if (!isAsked) {
    if (!act({ do: 'inviteLink', name: linkName(code) })) return undefined;
    await wantLink(tx, { ...place, at: now });
  }
  return text('linkComes');
}

/** The link is there, or the bot may not make any; said in the language of whoever asked. */
export async function linked(context: Linked<Base>): Promise<void> {
  const { tx, group, community, name, link, say } = context;
  const code = codeOfLink(name);
  const owner = code && (await ownerOf(tx, { code, community: community.id }));
  const member = owner && (await tx.people.find(owner));
  if (!code || !member || !group) return;
  const theirs = (await tx.people.facts(member.id))?.language ?? context.language;
  const text: Text<PhrasesOf<Base>> = textIn(base.phrases, theirs);
  if (link === undefined) {
    await dropLink(tx, { group: group.id, code });
    return say(text('linkRefused', { code }), { mention: [member] });
  }
  if (!(await keepLink(tx, { group_id: group.id, code, link }))) return;
  await say(text('link', { link }), { mention: [member] });
}

/** Nobody comes in any more by the link of somebody who has left. */
export async function revokeLink({ tx, group, member, act }: Leaving<Base>): Promise<void> {
  if (!group) return;
  for (const code of await codesOf(tx, member.id)) {
    const link = await dropLink(tx, { group: group.id, code });
    if (link !== undefined) act({ do: 'revokeLink', link });
  }
}
