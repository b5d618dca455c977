/** Giving points to another member (赠送): off by default; two entries that share a reference. */
import {
  type Args,
  arg,
  type Commanding,
  type Context,
  type LedgerEntry,
  type Line,
  type Member,
  type Points,
  type Reader,
} from '#kit';
import type { Base } from './base.ts';
import { decideGive, type GiveRefusal } from './rules.ts';
import { because, noteOf } from './show.ts';
import { givenOn, recordGift } from './store/earning.ts';

interface GiveArgs {
  gift: readonly [Member, Points];
  words: string | undefined;
}

type Giving = Commanding<Base, GiveArgs>;

export const giveArgs: Args<GiveArgs> = {
  gift: arg.pair(arg.member(), arg.points()),
  words: arg.optional(arg.rest()),
};

export function whenGivingIsClosed({ settings, text }: Context<Base>): Line | undefined {
  return settings.giveOn ? undefined : text('giveOff');
}

export async function give(context: Giving): Promise<void> {
  const { member, args, settings, today, tx, text, say } = context;
  const [who, points] = args.gift;
  const outcome = decideGive({
    isOneself: who.id === member.id,
    points,
    given: await givenOn(tx, { member: member.id, day: today }),
    settings,
  });
  if (outcome.kind !== 'give') return say(refusal(context, outcome));
  const problem = await hand(context);
  if (problem) return say(problem);
  await recordGift(tx, { member: member.id, day: today, points });
  const why = because(text, args.words);
  return say(text('gave', { n: points, name: member.name, why }), { mention: [who] });
}

/** Both sides of the gift, or neither. @returns what stood in the way */
async function hand({ member, args, group, message, tx, text }: Giving): Promise<Line | undefined> {
  const [who, points] = args.gift;
  const reference = `give:${group?.id ?? 0}:${message}`;
  const sent = await tx.ledger.post({
    member: member.id,
    points: -points,
    reason: 'give.sent',
    once: `${reference}:sent`,
    reference,
    // Kept on the giver's side alone: the words go when the giver is forgotten.
    note: noteOf(args.words),
  });
  if (sent.kind === 'short') return text('shortOfGift', { n: sent.balance });
  if (sent.kind === 'frozen') return text('frozen');
  await tx.ledger.post({
    member: who.id,
    points,
    reason: 'give.received',
    once: `${reference}:received`,
    reference,
  });
  return undefined;
}

function refusal({ text }: Giving, outcome: GiveRefusal): Line {
  switch (outcome.kind) {
    case 'toOneself':
      return text('giveToOneself');
    case 'tooFew':
      return text('giveTooFew', { n: outcome.smallest });
    case 'overDay':
      return text('giveOverDay', { n: outcome.left });
  }
}

const OTHER_SIDE: Readonly<Record<string, string>> = {
  'give.sent': 'received',
  'give.received': 'sent',
};

/** Who stands on the other side of a gift; nobody for other entries and for who was forgotten. */
export async function partnerOf(
  reader: Reader,
  { reason, reference }: LedgerEntry,
): Promise<Member | undefined> {
  const side = OTHER_SIDE[reason];
  if (side === undefined || reference === undefined) return undefined;
  const other = await reader.ledger.entryByOnce(`${reference}:${side}`);
  return other && reader.people.find(other.member);
}
