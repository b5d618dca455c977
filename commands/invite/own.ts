/** `邀请码`: alone it shows one's own code and link; with a code or a mention it says who invited. */
import {
  type Arg,
  type Commanding,
  type Line,
  lines,
  type Member,
  type Problem,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { claim } from './claim.ts';
import { showInviter } from './inviter.ts';
import { linkLine } from './links.ts';
import { drawCode, parseCode } from './rules/code.ts';
import { addCode, codesOf, noteAsked, ownerOf } from './store/codes.ts';
import { staying } from './words.ts';

/** Whom a newcomer names. */
export type Named =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'member'; readonly member: Member };

/** A code as people type it, or somebody who is mentioned. */
export const named: Arg<Named> = {
  async read([first], lookup) {
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    if (first.kind === 'mention') {
      const member = await lookup.member(first.account);
      if (!member) return { ok: false, problem: 'noMember', typed: '@' };
      return { ok: true, value: { kind: 'member', member }, taken: 1 };
    }
    const code = parseCode(first.text);
    if (code === undefined) return { ok: false, problem: problemOf(first.text), typed: first.text };
    return { ok: true, value: { kind: 'code', code }, taken: 1 };
  },
};

/** A name that was written instead of picked, with or without the sign before it. */
function problemOf(typed: string): Problem {
  if (/^[@＠]/.test(typed)) return 'notPicked';
  return /\p{Script=Han}/u.test(typed) ? 'notMentioned' : 'notChoice';
}

type Asking = Commanding<Base, { readonly who: Named | undefined }>;

export async function showOrClaim(context: Asking): Promise<void> {
  const { who } = context.args;
  return who === undefined ? showOwn(context) : nameInviter(context, who);
}

/** `谁邀请了我`: alone it shows whose newcomer one is; with a code or a mention it says so. */
export async function showInviterOrClaim(context: Asking): Promise<void> {
  const { who } = context.args;
  return who === undefined ? showInviter(context) : nameInviter(context, who);
}

async function nameInviter(context: Commanding<Base>, who: Named): Promise<void> {
  const { tx, community, group, say, text } = context;
  if (!group) return say(text('sayInGroup'));
  if (who.kind === 'member') return claim(context, who.member);
  const owner = await ownerOf(tx, { code: who.code, community: community.id });
  const inviter = owner && (await tx.people.find(owner));
  return inviter ? claim(context, inviter) : say(text('noSuchCode', { code: who.code }));
}

async function showOwn(context: Commanding<Base>): Promise<void> {
  const { text, say, house } = context;
  const code = await ownCode(context);
  const word = wordOf(house, '邀请码');
  await say(
    lines(
      text('ownCode', { code }),
      await linkLine(context, code),
      text('howTo', { word, code }),
      rewardLine(context),
    ),
  );
}

function rewardLine(context: Commanding<Base>): Line {
  const { text, settings, house } = context;
  const isPaid = settings.reward > 0 && !house.isSwitchedOff('points');
  return isPaid
    ? text('whatFor', { points: settings.reward, ...staying(context) })
    : text('whatForNothing', staying(context));
}

/** Given once; asked for again, it is the same. */
async function ownCode({ tx, member, community, now, random }: Commanding<Base>): Promise<string> {
  const [known] = await codesOf(tx, member.id);
  if (known !== undefined) {
    await noteAsked(tx, { code: known, at: now });
    return known;
  }
  for (;;) {
    const code = drawCode(random);
    const row = { code, community_id: community.id, member_id: member.id, at: now };
    if (await addCode(tx, row)) return code;
  }
}
