/** What happened on QQ, as events of ours; or why a frame is nothing to us. */
import type { Echo, Incoming, Join, Leave, Message, PlatformId, PlatformRole } from '#kit';
import { filesIn } from './attached.ts';
import { echoIn } from './echo.ts';
import { keyOf, messageKey } from './keys.ts';
import { type Self, spokenIn } from './spoken.ts';
import type { MessageEvent, NoticeEvent, WireEvent } from './wire.ts';

export type Received =
  | { readonly kind: 'event'; readonly event: Incoming }
  /** What the bot has said itself. */
  | { readonly kind: 'own'; readonly echo: Echo }
  /** `what` is one of a few words, never content. */
  | { readonly kind: 'dropped'; readonly what: string };

const dropped = (what: string): Received => ({ kind: 'dropped', what });
const received = (event: Incoming): Received => ({ kind: 'event', event });

export function receive(event: Exclude<WireEvent, { post_type: 'meta_event' }>, self: Self) {
  if (event.self_id !== self.id) return dropped('of another account');
  switch (event.post_type) {
    case 'message':
    case 'message_sent':
      return receiveMessage(event, self);
    case 'notice':
      return receiveNotice(event, self);
    case 'request':
      return dropped('request');
  }
}

function receiveMessage(event: MessageEvent, self: Self): Received {
  if (event.user_id === self.id) return ownMessage(event);
  const isGroup = event.message_type === 'group';
  if (isGroup && event.group_id === undefined) return dropped('message without group');
  if (event.sub_type === 'notice') return dropped('system message');
  const { nickname, card } = event.sender ?? {};
  const { text, mentions, replyTo } = spokenIn(event.message, self);
  const message: Message = {
    type: 'message',
    at: event.time,
    key: messageKey(event),
    group: isGroup ? event.group_id : undefined,
    from: { id: event.user_id, name: card || nickname || undefined },
    id: event.message_id,
    text,
    mentions,
    replyTo,
    attached: filesIn(event),
    groupName: (isGroup && event.group_name) || undefined,
    isAnonymous: isAnonymous(event) || undefined,
  };
  return received(message);
}

function ownMessage({
  group_id: group,
  message_id: id,
  time: at,
  message,
}: MessageEvent): Received {
  const text = echoIn(message);
  if (group === undefined || text === undefined) return dropped('own message');
  return { kind: 'own', echo: { group, id, text, at } };
}

function isAnonymous({ sub_type, anonymous }: MessageEvent): boolean {
  return sub_type === 'anonymous' || (typeof anonymous === 'object' && anonymous !== null);
}

/** A notice that is about somebody in a group. */
interface About {
  readonly event: NoticeEvent;
  readonly group: PlatformId;
  readonly member: PlatformId;
}

function receiveNotice(event: NoticeEvent, self: Self): Received {
  const { notice_type: type, group_id: group, user_id: member } = event;
  if (group === undefined) return dropped('notice without group');
  if (type === 'group_recall') return recalled(event, group);
  // The standard sends `kick_me` with the account itself; it is all that such a notice is about.
  const about = member ?? (event.sub_type === 'kick_me' ? self.id : undefined);
  if (about === undefined) return dropped('notice without member');
  switch (type) {
    case 'group_increase':
      return joined({ event, group, member: about }, self);
    case 'group_decrease':
      return left({ event, group, member: about }, self);
    case 'group_card':
      return renamed({ event, group, member: about });
    case 'group_admin':
      return promoted({ event, group, member: about });
    default:
      return dropped(KNOWN_NOTICES.has(type) ? type : 'unknown notice');
  }
}

/** What needs no answer; named so that their counts can be told apart in the health line. */
const KNOWN_NOTICES = new Set([
  'group_ban',
  'group_upload',
  'notify',
  'essence',
  'group_msg_emoji_like',
  'friend_add',
]);

/**
 * `operator_id` is mostly 0 or the admin who approved. Only an invitation may name an inviter, and
 * even that may be the admin, so it is marked as done by hand.
 */
function joined({ event, group, member }: About, self: Self): Received {
  if (member === self.id) return dropped('own join');
  const { operator_id: by, sub_type } = event;
  const key = keyOf(event.time, ['join', member]);
  const join: Join = { type: 'join', at: event.time, key, group, member: { id: member } };
  const isInvitation = sub_type === 'invite' && by !== undefined && by !== member && by !== self.id;
  return received(isInvitation ? { ...join, inviter: by, manner: 'added' } : join);
}

function left({ event, group, member: about }: About, self: Self): Received {
  const member = event.sub_type === 'kick_me' ? self.id : about;
  const { operator_id: by } = event;
  const key = keyOf(event.time, ['leave', member]);
  const leave: Leave = { type: 'leave', at: event.time, key, group, member };
  return received(by === undefined || by === member ? leave : { ...leave, by });
}

function renamed({ event, group, member }: About): Received {
  const { card_new: name } = event;
  if (!name) return dropped('card taken away');
  const key = keyOf(event.time, ['rename', member, name]);
  return received({ type: 'rename', at: event.time, key, group, member: { id: member, name } });
}

function promoted({ event, group, member }: About): Received {
  const role: PlatformRole = event.sub_type === 'set' ? 'admin' : 'member';
  const key = keyOf(event.time, ['role', member, role]);
  return received({ type: 'role', at: event.time, key, group, member, role });
}

function recalled({ time: at, message_id: id }: NoticeEvent, group: PlatformId): Received {
  if (id === undefined) return dropped('recall of nothing');
  return received({ type: 'recall', at, key: keyOf(at, ['recall', id]), group, id });
}
