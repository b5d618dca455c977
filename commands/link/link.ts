/**
 * `关联 CODE`: shows what would become of the two accounts, and does it when it is agreed to. A code
 * is used up by being typed: in a group others can read it.
 */
import * as z from 'zod';
import {
  type Answering,
  type Commanding,
  type Line,
  lines,
  type Member,
  type MemberId,
  parseCode,
  parseMemberId,
  type Reader,
  type Visit,
  wordOf,
} from '#kit';
import { type Base, base } from './base.ts';
import { preview } from './preview.ts';
import { decideTry, planOf } from './rules.ts';
import { book } from './store.ts';

const SECONDS_TO_DECIDE = 120;

type Trying = Commanding<Base, { readonly code: string | undefined }>;

export async function tryCode(context: Trying): Promise<void> {
  const { args, member, now, say, secrets, text, tx } = context;
  if (args.code === undefined) return say(howToLink(context));
  const fingerprint = secrets.fingerprint(args.code);
  const guess = { member: member.id, now };
  const found = await book.ownerOf(tx, { fingerprint, now });
  const outcome = decideTry({
    wrongBefore: await book.wrongGuesses(tx, guess),
    owner: found && (await tx.people.find(found)),
    own: await tx.people.everywhere(member.id),
  });
  if (outcome.kind === 'unknown') await book.noteWrongGuess(tx, guess);
  if (outcome.kind !== 'ask') return say(text(outcome.kind));
  await book.useUp(tx, fingerprint);
  return ask(context, outcome.owner);
}

/** Two lines for whoever has no code yet: where it comes from, and where it goes. */
function howToLink({ language, text }: Trying): Line {
  const { code, link: bring } = base.phrases[language].commands;
  const [getting = ''] = code.words;
  const [bringing = ''] = bring.words;
  return lines(text('getCode', { word: getting }), text('bringCode', { word: bringing }));
}

/** Whoever brings a code belongs where the one is whose code it is. */
export async function introduce({ reader, now, rest, fingerprint }: Visit) {
  const code = parseCode(rest);
  if (code === undefined) return undefined;
  const found = await book.ownerOf(reader, { fingerprint: fingerprint(code), now });
  return found && (await reader.people.find(found))?.community;
}

async function ask(context: Commanding<Base>, owner: Member): Promise<void> {
  const { community, member, text, tx } = context;
  const plan = planOf({
    own: await membersOf(tx, member.id),
    others: await membersOf(tx, owner.id),
    community: community.id,
  });
  return context.ask({
    dialogue: 'link',
    line: await preview(context, { owner: plan.here ?? owner, plan }),
    // What joins two people's points is not the first choice, where a stray «1» would hit it.
    choices: [
      { key: 'no', label: text('no') },
      { key: 'link', label: text('confirm') },
    ],
    data: { owner: owner.id },
    seconds: SECONDS_TO_DECIDE,
  });
}

async function membersOf(reader: Reader, member: MemberId): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const id of await reader.people.everywhere(member)) {
    const found = await reader.people.find(id);
    if (found) members.push(found);
  }
  return members;
}

const agreed = z.object({ owner: z.unknown().transform(parseMemberId) });

export async function link(context: Answering<Base>): Promise<void> {
  const { answer, data, house, member, say, text, tx } = context;
  if (answer !== 'link') return say(text('notLinked'));
  const { owner } = agreed.parse(data);
  const into = owner && (await tx.people.find(owner));
  // Meanwhile the other person may have asked to be forgotten.
  if (!into) return say(text('unknown'));
  const account = { platform: member.platform, id: member.account };
  const { kind } = await house.link({ account, into: into.id });
  if (kind !== 'linked') return say(text(kind));
  const word = wordOf(house, 'unlink');
  const points = await tx.ledger.balanceOf(member.id);
  return say(text('linked', { points, word }));
}
