/**
 * `社群码`: a code by which another group joins this community. Whoever has it and owns a group
 * gets a say here, so it goes to the one who asks alone, if the bot may write to them.
 */
import { after, CODE_BYTES, type Commanding, codeFrom, lines, minutes, wordOf } from '#kit';
import type { Base } from './base.ts';
import { book } from './store.ts';

const MINUTES_GOOD = 10;

export async function giveCode(context: Commanding<Base>): Promise<void> {
  const { group, house, member, now, say, secrets, tell, text, tx } = context;
  const code = codeFrom(secrets.bytes(CODE_BYTES));
  await book.replace(tx, {
    fingerprint: secrets.fingerprint(code),
    member: member.id,
    expiresAt: after(now, minutes(MINUTES_GOOD)),
    everywhere: await tx.people.everywhere(member.id),
  });
  const word = wordOf(house, 'join-community');
  const isAloud = group !== undefined && !(await tx.people.isReachable(member.id));
  const line = lines(
    text('code', { code }),
    text('howTo', { word, code }),
    text('good', { minutes: MINUTES_GOOD }),
    text('whatItGives'),
    isAloud ? text('saidAloud') : undefined,
  );
  if (group === undefined || isAloud) return say(line);
  await tell(member, line);
  return say(text('sentAlone'));
}
