/**
 * Who is owner or admin of which group. OneBot says it beside every group message; it becomes an
 * event of its own only when it is not what was last said of the member.
 */
import type { Instant, PlatformId, PlatformRole, RoleChange } from '#kit';
import { keyOf } from './keys.ts';
import type { MessageEvent } from './wire.ts';

/** More members than this are not remembered; the memory starts anew. */
const MOST_REMEMBERED = 100_000;

interface Heard {
  readonly role: PlatformRole;
  readonly at: Instant;
}

export class Roles {
  readonly #heard = new Map<string, Heard>();

  /** What a message says anew of its author; undefined when that is known. */
  changeIn(event: MessageEvent): RoleChange | undefined {
    const { group_id: group, user_id: member, sender, time: at } = event;
    const role = sender?.role;
    if (event.message_type !== 'group' || group === undefined || role === undefined) return;
    const before = this.#heard.get(nameOf({ group, member }));
    // Messages may come late: what one of them says of the past is no news.
    if (before && (before.role === role || before.at > at)) return;
    const change: RoleChange = {
      type: 'role',
      at,
      key: keyOf(at, ['role', member, role]),
      group,
      member,
      role,
    };
    this.note(change);
    return change;
  }

  note(change: RoleChange): void {
    if (this.#heard.size >= MOST_REMEMBERED) this.#heard.clear();
    this.#heard.set(nameOf(change), change);
  }

  /** It could not be stored, or the member has left: the next message says it anew. */
  forget(about: Pick<RoleChange, 'group' | 'member'>): void {
    this.#heard.delete(nameOf(about));
  }

  /** Somebody was forgotten everywhere: should they speak again, their role is news. */
  forgetPeople(ids: readonly PlatformId[]): void {
    const gone = new Set<string>(ids);
    for (const name of this.#heard.keys()) {
      const [, member = ''] = name.split(' ');
      if (gone.has(member)) this.#heard.delete(name);
    }
  }
}

function nameOf({ group, member }: Pick<RoleChange, 'group' | 'member'>): string {
  return `${group} ${member}`;
}
