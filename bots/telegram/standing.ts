/** Who somebody is and where they stand in a group, as Telegram says it. Pure. */
import type { Person, PlatformRole } from '#kit';
import type { ChatMember, User } from './wire.ts';

/** A person as Telegram names them at this moment. */
export function personOf({ id, first_name, last_name }: User): Person {
  const name = last_name ? `${first_name} ${last_name}` : first_name;
  return { id, name: name === '' ? undefined : name };
}

/** Whether somebody is in the group; those who are restricted may be or not. */
export function isIn({ status, is_member }: ChatMember): boolean {
  if (status === 'restricted') return is_member === true;
  return status !== 'left' && status !== 'kicked';
}

export function roleOf({ status }: ChatMember): PlatformRole {
  if (status === 'creator') return 'owner';
  return status === 'administrator' ? 'admin' : 'member';
}
