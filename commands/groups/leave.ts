/** `退出社群`: the group goes out of its community, and is one of its own again. */
import { type Answering, type Commanding, lines, mayActAs } from '#kit';
import type { Base } from './base.ts';

const SECONDS_TO_DECIDE = 120;

export async function askToLeave(context: Commanding<Base>): Promise<void> {
  const { ask, community, group, house, say, text, tx } = context;
  const groups = await tx.people.groups(community.id);
  if (!group || groups.length < 2) return say(text('aloneAlready'));
  const view = await house.viewAdoption({ way: 'out', to: community.id });
  if (view.hindrances.length > 0) return say(lines(text('hindered'), ...view.hindrances));
  const { length: n } = await tx.people.present(community.id, group.id);
  return ask({
    dialogue: 'leave',
    line: lines(
      text('leaveQuestion', { n: groups.length - 1 }),
      text('peopleOut', { n }),
      text('pointsStay'),
      ...view.outlook,
      text('settingsCopied'),
      text('comeBack'),
    ),
    choices: [
      { key: 'leave', label: text('confirmLeave') },
      { key: 'no', label: text('no') },
    ],
    data: null,
    seconds: SECONDS_TO_DECIDE,
  });
}

export async function leave(context: Answering<Base>): Promise<void> {
  const { answer, house, member, say, text } = context;
  if (answer !== 'leave') return say(text('stillIn'));
  if (!mayActAs(member.role, 'admin')) return say(text('noRightNow'));
  const released = await house.release();
  if (released.kind === 'hindered') return say(lines(text('hindered'), ...released.hindrances));
  if (released.kind !== 'moved') return say(text('aloneAlready'));
  return say(text('left'));
}
