/** Whether the bot may write to somebody alone; platforms differ in to whom it may. */
import type { Member, Reader } from '#kit';

export async function isReachable(
  reader: Reader,
  { id, community }: Pick<Member, 'id' | 'community'>,
): Promise<boolean> {
  const present = await reader.people.present(community);
  return present.some((one) => one.id === id && one.isReachable);
}
