/** From what is to be done to calls of the Bot API, and from their answers to how it ended. */
import type {
  AskPoll,
  Clock,
  ClosePoll,
  MakeLink,
  Mute,
  Outgoing,
  PlatformId,
  Remove,
  RevokeLink,
  SendOutcome,
  TakeBack,
} from '#kit';
import type { Answer, Call } from './api.ts';
import { outcomeOf, type Sent } from './outcome.ts';
import { placeOf, type SayParts, sendSay } from './send-say.ts';
import { madeLink, sentMessage } from './wire.ts';

/** Below 30 s Telegram mutes for ever. */
const SHORTEST_MUTE_SECONDS = 30;
/** Should the second call fail, a removed member may come back by then all the same. */
const REMOVED_SECONDS = 60;

const EVERYTHING = [
  'can_send_messages',
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
  'can_send_polls',
  'can_send_other_messages',
  'can_add_web_page_previews',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
  'can_manage_topics',
] as const;

export interface SenderParts extends SayParts {
  readonly clock: Clock;
  /** The group has got another id. */
  readonly onMoved: (from: PlatformId, to: PlatformId) => void;
  /** A link was made, or refused for good. */
  readonly onLink: (made: MadeLink) => void;
}

export interface MadeLink {
  readonly group: PlatformId;
  readonly name: string;
  /** Undefined when it was refused. */
  readonly link: string | undefined;
}

export class Sender {
  readonly #parts: SenderParts;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Does one thing; in a group that has moved, once more under its new id. */
  async send(action: Outgoing): Promise<SendOutcome> {
    const answer = await this.#do(action);
    if (answer.kind !== 'refused' || answer.movedTo === undefined || !('group' in action.to)) {
      return outcomeOf(answer);
    }
    this.#parts.onMoved(action.to.group, answer.movedTo);
    return outcomeOf(await this.#do(inGroup(action, answer.movedTo)));
  }

  #do(action: Outgoing): Promise<Answer<Sent>> {
    switch (action.do) {
      case 'say':
        return sendSay(this.#parts, action);
      case 'poll':
        return this.#poll(action);
      case 'closePoll':
        return this.#closePoll(action);
      case 'mute':
        return this.#mute(action);
      case 'remove':
        return this.#remove(action);
      case 'recall':
        return this.#takeBack(action);
      case 'inviteLink':
        return this.#makeLink(action);
      case 'revokeLink':
        return this.#revokeLink(action);
    }
  }

  /** A group that has moved is asked again under its new id, so that is no refusal yet. */
  async #makeLink({ to: { group }, name }: MakeLink): Promise<Answer<Sent>> {
    const payload = { chat_id: Number(group), name };
    const method = 'createChatInviteLink';
    const answer = await this.#parts.api.call({ method, payload, result: madeLink });
    const { onLink } = this.#parts;
    if (answer.kind === 'done') {
      onLink({ group, name, link: answer.result.invite_link });
      return { kind: 'done', result: undefined };
    }
    if (answer.kind === 'refused' && answer.movedTo === undefined) {
      onLink({ group, name, link: undefined });
    }
    return answer;
  }

  #revokeLink({ to: { group }, link: invite_link }: RevokeLink): Promise<Answer<Sent>> {
    return this.#call('revokeChatInviteLink', { chat_id: Number(group), invite_link });
  }

  #mute({ to, member, seconds }: Mute): Promise<Answer<Sent>> {
    const isAllowed = seconds === 0;
    const until = this.#inSeconds(Math.max(seconds, SHORTEST_MUTE_SECONDS));
    return this.#call('restrictChatMember', {
      ...whoOf(to, member),
      permissions: Object.fromEntries(EVERYTHING.map((right) => [right, isAllowed])),
      use_independent_chat_permissions: true,
      until_date: isAllowed ? undefined : until,
    });
  }

  /** Out of the group, but free to come back. */
  async #remove({ to, member }: Remove): Promise<Answer<Sent>> {
    const who = whoOf(to, member);
    const until_date = this.#inSeconds(REMOVED_SECONDS);
    const removed = await this.#call('banChatMember', { ...who, until_date });
    if (removed.kind === 'done') {
      await this.#call('unbanChatMember', { ...who, only_if_banned: true });
    }
    return removed;
  }

  /** Its ballots are open, or Telegram would not tell them. */
  #poll({ to, title, choices, most }: AskPoll): Promise<Answer<Sent>> {
    return this.#call('sendPoll', {
      ...placeOf(to),
      question: title,
      options: choices.map(({ label }) => ({ text: label })),
      is_anonymous: false,
      allows_multiple_answers: most > 1,
    });
  }

  #closePoll({ to, id }: ClosePoll): Promise<Answer<Sent>> {
    return this.#call('stopPoll', { chat_id: Number(to.group), message_id: Number(id) });
  }

  #takeBack({ to, id }: TakeBack): Promise<Answer<Sent>> {
    return this.#call('deleteMessage', { chat_id: Number(to.group), message_id: Number(id) });
  }

  #inSeconds(count: number): number {
    return Math.ceil(this.#parts.clock.now() / 1_000) + count;
  }

  #call(method: string, payload: Call<Sent>['payload']): Promise<Answer<Sent>> {
    return this.#parts.api.call({ method, payload, result: sentMessage });
  }
}

/** Somebody in a group, as the API names them. */
export function whoOf({ group }: Mute['to'], member: PlatformId): object {
  return { chat_id: Number(group), user_id: Number(member) };
}

/** The same in the group's new place. */
export function inGroup(action: Outgoing, group: PlatformId): Outgoing {
  if (action.do !== 'say' && action.do !== 'poll') return { ...action, to: { group } };
  return 'private' in action.to ? action : { ...action, to: { ...action.to, group } };
}
