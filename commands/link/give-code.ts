/** `关联码`: a code by which the next account of this person can show that it is theirs. */
import {
  after,
  CODE_BYTES,
  type Commanding,
  codeFrom,
  days,
  lines,
  localDay,
  showDay,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { book } from './store.ts';

const GOOD_FOR = days(30);

export async function giveCode(context: Commanding<Base>): Promise<void> {
  const { community, house, language, member, now, say, secrets, text, tx } = context;
  const code = codeFrom(secrets.bytes(CODE_BYTES));
  const expiresAt = after(now, GOOD_FOR);
  await book.replace(tx, {
    fingerprint: secrets.fingerprint(code),
    member: member.id,
    expiresAt,
    everywhere: await tx.people.everywhere(member.id),
  });
  const until = showDay(localDay(expiresAt, community.calendar), language);
  const word = wordOf(house, 'link');
  return say(lines(text('code', { code }), text('howTo', { word, code }), text('good', { until })));
}
