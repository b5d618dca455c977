/**
 * Takes past events (历史) into the activity figures: who spoke when, who joined and left. Nobody is
 * answered, no command runs and no points move. The inbox keys are those of the live way, so what
 * was seen before, live or by an earlier import, has no effect.
 */
import type {
  Group,
  Incoming,
  Instant,
  Join,
  Leave,
  MemberId,
  Message,
  Person,
  Rename,
} from '#kit';
import { countMessage } from '../../store/activity.ts';
import { takeEvent } from '../../store/inbox.ts';
import * as memberships from '../../store/memberships.ts';
import type { Core } from '../../store/store.ts';
import type { Settings } from '../settings/settings.ts';

export type PastOutcome =
  | 'recorded'
  /** Seen before; nothing changed. */
  | 'known'
  /** Says nothing about activity: private talk, presses, recalls, roles. */
  | 'leftOut';

export interface Past {
  readonly platform: string;
  readonly event: Incoming;
}

/** Records one past event, in whatever order they come. */
export function recordPast(settings: Settings, { platform, event }: Past, core: Core): PastOutcome {
  if (event.group === undefined || !isTelling(event)) return 'leftOut';
  const group = core.directory.group(platform, event.group, event.at);
  const isNew = core.connection.run(takeEvent, { group: group.id, key: event.key }) === 1;
  if (!isNew) return 'known';
  apply(settings, event, { core, platform, group });
  return 'recorded';
}

const TELLING = ['message', 'join', 'leave', 'rename'] as const;
type Telling = Message | Join | Leave | Rename;

function isTelling(event: Incoming): event is Telling {
  return TELLING.some((type) => type === event.type);
}

interface Place {
  readonly core: Core;
  readonly platform: string;
  readonly group: Group;
}

function apply(settings: Settings, event: Telling, place: Place): void {
  const { group, core } = place;
  const { at } = event;
  switch (event.type) {
    case 'message': {
      const member = memberAt(place, event.from, at);
      const { calendar } = settings.community(group.community);
      countMessage(core, { group: group.id, member, calendar, at });
      return;
    }
    case 'join': {
      const member = memberAt(place, event.member, at);
      const inviter =
        event.inviter === undefined ? null : memberAt(place, { id: event.inviter }, at);
      const invited = inviter === member ? null : inviter;
      core.connection.run(memberships.join, { group: group.id, member, at, inviter: invited });
      return;
    }
    case 'leave': {
      const member = memberAt(place, { id: event.member }, at);
      core.connection.run(memberships.see, { group: group.id, member, at });
      core.connection.run(memberships.leave, { group: group.id, member, at });
      return;
    }
    case 'rename': {
      const member = memberAt(place, event.member, at);
      core.connection.run(memberships.see, { group: group.id, member, at });
    }
  }
}

function memberAt(place: Place, person: Person, at: Instant): MemberId {
  const { core, platform, group } = place;
  const isStale = isOldName(place, person, at);
  const shown = isStale ? { id: person.id } : person;
  return core.directory.member(platform, shown, group.community).id;
}

/** A name of the past must not take the place of the one that a member has now. */
function isOldName({ core, platform, group }: Place, person: Person, at: Instant): boolean {
  if (person.name === undefined) return false;
  const known = core.directory.memberIfKnown(platform, person.id, group.community);
  // Whoever was first seen without a name is called by the account's id until there is one.
  if (!known || known.name === person.name || known.name === person.id) return false;
  const seen = core.connection.get(memberships.lastSeen, { member: known.id })?.at;
  return seen !== undefined && seen !== null && seen > at;
}
