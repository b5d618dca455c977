/** SQL of the members who may not enter lotteries (抽奖黑名单). */
import {
  type CommunityId,
  type Given,
  type MemberId,
  type Reader,
  read,
  type Tx,
  write,
} from '#kit';
import { forgetRemovals } from './removals.ts';
import { type BlockedRow, db } from './tables.ts';

interface Whose {
  readonly community: CommunityId;
  readonly member: MemberId;
}

const add = write((p: Given<BlockedRow>) =>
  db
    .insertInto('lottery_blocked')
    .values({
      community_id: p.community_id,
      member_id: p.member_id,
      at: p.at,
      operator_id: p.operator_id,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

/** @returns whether they were not blocked before */
export async function block(tx: Tx, row: BlockedRow): Promise<boolean> {
  return (await tx.run(add, row)) === 1;
}

const remove = write((p: Given<Whose>) =>
  db
    .deleteFrom('lottery_blocked')
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member),
);

/** @returns whether they were blocked before */
export async function unblock(tx: Tx, whose: Whose): Promise<boolean> {
  return (await tx.run(remove, whose)) === 1;
}

const one = read((p: Given<Whose>) =>
  db
    .selectFrom('lottery_blocked')
    .select(['at', 'operator_id'])
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member),
);

export async function blockOf(reader: Reader, whose: Whose) {
  return reader.get(one, whose);
}

export async function isBlocked(reader: Reader, whose: Whose): Promise<boolean> {
  return (await blockOf(reader, whose)) !== undefined;
}

const all = read((p: Given<{ community: CommunityId; limit: number }>) =>
  db
    .selectFrom('lottery_blocked')
    .select('member_id')
    .where('community_id', '=', p.community)
    .orderBy('at')
    .orderBy('member_id')
    .limit(p.limit),
);

export function blockedMembers(
  reader: Reader,
  page: { readonly community: CommunityId; readonly limit: number },
) {
  return reader.all(all, page);
}

const forget = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('lottery_blocked').where('member_id', '=', p.member),
);
const forgetOperator = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('lottery_blocked').set({ operator_id: null }).where('operator_id', '=', p.member),
);

export async function forgetBlocks(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forget, { member });
  await forgetRemovals(tx, member);
  await tx.run(forgetOperator, { member });
}
