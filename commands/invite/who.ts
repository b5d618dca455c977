/**
 * «谁邀请你来的？»: newcomers are asked where the platform does not say, and where somebody is inviting
 * at all. In a rush nobody is asked: it would be a wall of questions.
 */
import { type Answering, instantOf, type Joining, minutes, parseMemberId, spanBetween } from '#kit';
import type { Base } from './base.ts';
import { claim } from './claim.ts';
import { inviting } from './store/codes.ts';
import { joinsSince, seenSince } from './store/counts.ts';

const MOST_NAMED = 4;
/** More newcomers in a minute are a rush. */
const MOST_ASKED = 3;
const RUSH = minutes(1);
const SECONDS_TO_ANSWER = 300;
const NOBODY = 'nobody';

export async function askWho(context: Joining<Base>): Promise<void> {
  const { tx, settings, community, member, text, ask } = context;
  if (!settings.askNewcomers || !(await isToBeAsked(context))) return;
  const ids = await inviting(tx, { community: community.id, limit: MOST_NAMED + 1 });
  const choices: { key: string; label: ReturnType<typeof text> }[] = [];
  for (const id of ids) {
    const inviter =
      id === member.id || (await tx.people.isGone(id)) ? undefined : await tx.people.find(id);
    if (inviter && choices.length < MOST_NAMED) {
      choices.push({ key: `${id}`, label: text('name', { name: inviter.name }) });
    }
  }
  if (choices.length === 0) return;
  await ask({
    dialogue: 'who',
    line: text('whoInvited', { name: member.name }),
    choices: [...choices, { key: NOBODY, label: text('nobody') }],
    data: null,
    seconds: SECONDS_TO_ANSWER,
  });
}

/** Only who is really new, and not in a rush. */
async function isToBeAsked({ tx, member, group, now }: Joining<Base>): Promise<boolean> {
  const seen = await seenSince(tx, member.id);
  if (!group || !seen || spanBetween(seen.firstSeenAt, now) > RUSH) return false;
  const since = instantOf(now - RUSH);
  return (await joinsSince(tx, { group: group.id, since })) <= MOST_ASKED;
}

export async function answerWho(context: Answering<Base>): Promise<void> {
  const { tx, answer, say, text } = context;
  const id = answer === NOBODY ? undefined : parseMemberId(Number(answer));
  const inviter = id && (await tx.people.find(id));
  return inviter ? claim(context, inviter) : say(text('welcome'));
}
