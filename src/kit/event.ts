/**
 * What happens in a group, as every bot reports it. An event is plain data: a bot makes it from a
 * frame that zod has read, and nothing downstream looks at the wire again.
 */
import type { Attachment } from './attachment.ts';
import type { MessageId, PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';

/** A person as the platform names them at that moment. The name never identifies anyone. */
export interface Person {
  readonly id: PlatformId;
  readonly name?: string | undefined;
}

interface Happening {
  /** The platform's own time of the event, not of its delivery. */
  readonly at: Instant;
  /**
   * Tells a redelivery from a new event; unique within the group (or within the bot, in private).
   * Neighbours in time should have neighbouring keys: the inbox is sorted by them.
   */
  readonly key: string;
}

/** Something that was typed, in a group or to the bot alone. */
export interface Message extends Happening {
  readonly type: 'message';
  /** Absent in a private conversation. */
  readonly group?: PlatformId | undefined;
  readonly from: Person;
  readonly id: MessageId;
  readonly text: string;
  readonly mentions: readonly PlatformId[];
  readonly replyTo?: MessageId | undefined;
  readonly attached?: readonly Attachment[] | undefined;
  /** The topic of a group in which it was said. */
  readonly topic?: string | undefined;
  /** What the group is called, where the platform says so beside a message. */
  readonly groupName?: string | undefined;
  /** The platform hides who wrote it (an anonymous admin): nobody can act by it. */
  readonly isAnonymous?: boolean | undefined;
}

/** A choice that was pressed (a button, or its stand-in). */
export interface Press extends Happening {
  readonly type: 'press';
  readonly group?: PlatformId | undefined;
  readonly from: Person;
  readonly choice: string;
  readonly topic?: string | undefined;
}

/** What somebody has ticked in a poll of the platform's own: all of it, each time. */
export interface Ticks extends Happening {
  readonly type: 'ticks';
  /** Mostly unsaid: the platform knows the poll. */
  readonly group?: PlatformId | undefined;
  readonly from: Person;
  /** The platform's id of the poll. */
  readonly poll: string;
  /** Counted from 0, as the poll shows them; none when it was taken back. */
  readonly ticked: readonly number[];
}

export interface Join extends Happening {
  readonly type: 'join';
  readonly group: PlatformId;
  readonly member: Person;
  readonly inviter?: PlatformId | undefined;
  /** The newcomer is a bot, or was added by an admin's own hand. */
  readonly manner?: 'bot' | 'added' | 'link' | undefined;
  /** The name of the link, if it is one that the bot has made. */
  readonly via?: string | undefined;
}

/** A link that was asked for by `{ do: 'inviteLink' }` is there, or is refused. */
export interface InviteLink extends Happening {
  readonly type: 'inviteLink';
  readonly group: PlatformId;
  readonly name: string;
  /** Absent when the platform has refused it. */
  readonly link?: string | undefined;
}

export interface Leave extends Happening {
  readonly type: 'leave';
  readonly group: PlatformId;
  readonly member: PlatformId;
  /** Who removed the member; absent when the member left alone. */
  readonly by?: PlatformId | undefined;
}

export interface Rename extends Happening {
  readonly type: 'rename';
  readonly group: PlatformId;
  readonly member: Person;
}

/** A message was taken back by its author or removed by an admin. */
export interface Recall extends Happening {
  readonly type: 'recall';
  readonly group: PlatformId;
  readonly id: MessageId;
}

/** What the platform says of somebody's standing in the group. */
export interface RoleChange extends Happening {
  readonly type: 'role';
  readonly group: PlatformId;
  readonly member: PlatformId;
  readonly role: PlatformRole;
}

/** The platform has given the group another id; it is the same group. */
export interface Migration extends Happening {
  readonly type: 'migration';
  readonly group: PlatformId;
  readonly to: PlatformId;
}

export type PlatformRole = 'owner' | 'admin' | 'member';

export type Incoming =
  | Message
  | Press
  | Ticks
  | Join
  | Leave
  | Rename
  | Recall
  | RoleChange
  | Migration
  | InviteLink;
