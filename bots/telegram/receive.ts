/**
 * From an update to what happened. Pure: it asks nobody, and an update that means nothing to us
 * becomes one of a few words.
 */
import type { Incoming, PlatformId } from '#kit';
import { happeningKey, pressKey } from './keys.ts';
import { messageEvents } from './receive-message.ts';
import { atSecond, dropped, events, type Facts, type Received } from './received.ts';
import { isIn, personOf, roleOf } from './standing.ts';
import type { CallbackQuery, MemberChange, PollAnswer, Update } from './wire.ts';

/** Reads an update. */
export function receive(update: Update, facts: Facts): Received {
  if (update.message) return messageEvents(update.message, facts);
  if (update.callback_query) return pressed(update.callback_query, { ...facts, update });
  if (update.chat_member) return memberChanged(update.chat_member, facts);
  if (update.poll_answer) return ticked(update.poll_answer, { ...facts, update });
  if (update.my_chat_member) return botChanged(update.my_chat_member);
  return dropped(otherKind(update));
}

function otherKind(update: Update): string {
  if (update.edited_message !== undefined) return 'edited';
  if (update.chat_join_request !== undefined) return 'join request';
  if (update.message_reaction !== undefined) return 'reaction';
  if (update.poll !== undefined) return 'poll';
  return 'unknown kind';
}

function pressed(
  { id, from, message, data }: CallbackQuery,
  { update, now }: Facts & { update: Update },
): Received {
  if (data === undefined || !message) return dropped('empty press');
  if (from.is_bot) return dropped('bot');
  const { chat } = message;
  const press: Incoming = {
    type: 'press',
    at: now,
    key: pressKey(update.update_id, id),
    group: chat.type === 'private' ? undefined : chat.id,
    from: personOf(from),
    choice: data,
    topic: message.is_topic_message ? message.message_thread_id?.toString() : undefined,
  };
  return events([press]);
}

function ticked(
  { poll_id: poll, user, option_ids: ticked }: PollAnswer,
  { update, now }: Facts & { update: Update },
): Received {
  if (!user || user.is_bot) return dropped('ballot of nobody');
  const key = pressKey(update.update_id, poll);
  return events([{ type: 'ticks', at: now, key, from: personOf(user), poll, ticked }]);
}

function memberChanged(change: MemberChange, { self }: Facts): Received {
  const { new_chat_member: now, old_chat_member: before } = change;
  if (now.user.id === self) return dropped('own membership');
  if (!isIn(before) && isIn(now)) return events([joined(change, self), ...roleAtJoin(change)]);
  if (isIn(before) && !isIn(now)) return events([left(change)]);
  if (isIn(now) && roleOf(before) !== roleOf(now) && !now.user.is_bot) {
    return events([roleChange(change)]);
  }
  return dropped('nothing new of a member');
}

/** The bot itself: only its removal is told; that it was added shows with the first message. */
function botChanged(change: MemberChange): Received {
  const { new_chat_member: now, old_chat_member: before, chat } = change;
  if (chat.type === 'private') return dropped('private membership');
  return isIn(before) && !isIn(now) ? events([left(change)]) : dropped('own membership');
}

function joined(change: MemberChange, self: PlatformId): Incoming {
  const { user } = change.new_chat_member;
  return {
    type: 'join',
    ...happened(change, 'join'),
    group: change.chat.id,
    member: personOf(user),
    inviter: inviterIn(change),
    manner: mannerOf(change),
    via: linkNameIn(change, self),
  };
}

/** Admins can name their own links as they like; only those that the bot has made tell anything. */
function linkNameIn({ invite_link: link }: MemberChange, self: PlatformId): string | undefined {
  return link?.creator.id === self ? link.name : undefined;
}

/** By a link, whose it is; otherwise whoever added the newcomer. Bots invite nobody. */
function inviterIn({ from, invite_link: link, ...change }: MemberChange): PlatformId | undefined {
  const inviter = link?.creator ?? (change.via_join_request ? undefined : from);
  if (!inviter || inviter.is_bot || inviter.id === change.new_chat_member.user.id) return undefined;
  return inviter.id;
}

function mannerOf({
  from,
  invite_link: link,
  via_join_request,
  new_chat_member: { user },
}: MemberChange) {
  if (user.is_bot) return 'bot';
  if (link || via_join_request) return 'link';
  return from.id === user.id ? undefined : 'added';
}

function roleAtJoin(change: MemberChange): readonly Incoming[] {
  const { new_chat_member: now } = change;
  return roleOf(now) === 'member' || now.user.is_bot ? [] : [roleChange(change)];
}

function roleChange(change: MemberChange): Incoming {
  const { user } = change.new_chat_member;
  const role = roleOf(change.new_chat_member);
  return {
    type: 'role',
    ...happened(change, `role ${role}`),
    group: change.chat.id,
    member: user.id,
    role,
  };
}

function left(change: MemberChange): Incoming {
  const { from, new_chat_member: now } = change;
  return {
    type: 'leave',
    ...happened(change, 'leave'),
    group: change.chat.id,
    member: now.user.id,
    by: from.id === now.user.id ? undefined : from.id,
  };
}

function happened({ date, new_chat_member: { user } }: MemberChange, what: string) {
  return { at: atSecond(date), key: happeningKey(date, what, user.id) };
}
