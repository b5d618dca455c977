/** `开奖凭证`: the receipt as a file, by which anybody can recompute the draw. */
import * as z from 'zod';
import { type Commanding, type Line, lines, parseMemberId, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';
import { receiptOf } from './store/receipts.ts';
import { lotteryMeant, noneMeant } from './which.ts';

/** Six digits: enough to tell one wish's file from that of another. */
const MARKS = [100_000, 999_999] as const;
const task = z.object({ id: z.int(), member: z.unknown(), mark: z.int() });

export async function askForReceipt(
  context: Commanding<Lottery, { readonly number: number | undefined }>,
): Promise<void> {
  const { args, say, text, later, member, message, heardAt, random, group } = context;
  const lottery = await lotteryMeant(context, args.number, ({ state }) => state === 'drawn');
  if (!lottery) return say(noneMeant(context, args.number, 'noneDrawn'));
  if (lottery.state !== 'drawn') return say(promised(context, lottery));
  const data = { id: lottery.id, member: member.id, mark: random.int(...MARKS) };
  await later({ what: 'receipt', at: heardAt, key: `${member.id}:${message}`, data });
  if (group) await say(text('receiptComing', { number: lottery.number }));
}

/** Before the draw: in full what the group was told by half. */
function promised(
  { text }: Pick<Commanding<Lottery>, 'text'>,
  { number, commitment, list_hash: listHash }: LotteryOf,
): Line {
  return lines(
    text('notDrawnYet', { number }),
    text('seal', { hash: commitment }),
    listHash === null ? undefined : text('listHash', { hash: listHash }),
  );
}

export async function sendReceipt({
  data,
  reader,
  files,
  finish,
}: Working<Lottery>): Promise<void> {
  const { id, member, mark } = task.parse(data);
  const whose = parseMemberId(member);
  const who = whose === undefined ? undefined : await reader.people.find(whose);
  const lottery = await lotteryById(reader, id);
  const receipt = await receiptOf(reader, id);
  if (!who || lottery?.state !== 'drawn') return;
  const { number, community_id: community } = lottery;
  if (receipt === undefined) {
    return finish(({ tell, text }) => tell(who, text('receiptLater', { number })));
  }
  const name = `draw-c${community}-${number}-${who.id}-${mark}.json`;
  const file = await files.writeText({ name, text: `${receipt}\n` });
  await finish(({ tell, text }) => tell(who, text('receiptHere', { number }), { file }));
}
