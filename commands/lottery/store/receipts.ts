/**
 * SQL that puts receipts (开奖凭证) together. Every part is kept as canonical JSON, and the keys stand
 * in their order, so that the whole is canonical without ever being read.
 */
import { type Given, type Reader, read, sql } from '#kit';
import { db } from './tables.ts';

/**
 * The receipt of the row `lotteries` of a query; null before it was drawn, and while a prize that
 * was given back waits for the next one: a verifier would find a winner missing.
 */
export const receiptText = sql<string | null>`case when lotteries.state = 'drawn'
  and lotteries.refills = (select count(*) from lottery_records
    where lottery_id = lotteries.id and refill = 1) then
  '{"beacon":' || coalesce(lotteries.beacon, 'null')
  || ',"list":' || lotteries.list
  || ',"listHash":"' || lotteries.list_hash
  || '","records":[' || coalesce((
    select group_concat(
      '{"at":' || at || ',"by":"' || by_whom || '","entrant":"' || code
      || '","kind":"' || kind || '","number":' || number
      || ',"reason":' || iif(reason is null, 'null', '"' || reason || '"')
      || ',"refill":' || iif(refill = 1, 'true', 'false') || ',"why":"' || why
      || '","words":' || iif(words is null, 'null',
        '{"nonce":"' || nonce || '","text":' || json_quote(words) || '}') || '}', ',')
    from (select * from lottery_records where lottery_id = lotteries.id order by number)
  ), '')
  || '],"seed":"' || lotteries.seed
  || '","terms":' || coalesce(lotteries.sealed_terms, 'null')
  || ',"winners":[' || coalesce((
    select group_concat(
      '{"entrant":"' || code || '","prize":' || prize || ',"ticket":' || ticket || '}', ',')
    from (select * from lottery_winners where lottery_id = lotteries.id order by place)
  ), '')
  || ']}' end`;

const one = read((p: Given<{ id: number }>) =>
  db
    .selectFrom('lottery_lotteries as lotteries')
    .select(receiptText.as('receipt'))
    .where('lotteries.id', '=', p.id),
);

export async function receiptOf(reader: Reader, id: number): Promise<string | undefined> {
  return (await reader.get(one, { id }))?.receipt ?? undefined;
}
