/** What a feature keeps of a person (个人数据): shown to them, and forgotten when they ask for it. */
import type { Context } from './context.ts';
import type { MemberId } from './ids.ts';
import { displayName } from './name.ts';
import type { PeopleReader, Reader } from './store.ts';

/** While a person is forgotten; what cannot be done at once may be planned. */
export type Forgetting = Pick<Context, 'tx' | 'later' | 'now'>;

export interface Personal {
  /** Everything the feature knows of a person, for their own eyes. */
  export(reader: Reader, member: MemberId): Promise<Readonly<Record<string, unknown>>>;
  /** Forgets the person; what remains must not identify anyone. */
  erase(forgetting: Forgetting, member: MemberId): Promise<void>;
}

/** Names of one letter stand in half of all words, and name nobody there. */
const SHORTEST_NAME = 2;

/**
 * The names by which others may have written of a member: as the platforms give them, and as they
 * are shown. @returns the longest first, as one may be a part of the other
 */
export async function namesOf(people: PeopleReader, member: MemberId): Promise<readonly string[]> {
  const names = (await people.accountsOf(member)).map(({ name }) => name);
  const shown = (await people.find(member))?.name;
  const all = [...names, ...names.map(displayName), ...(shown === undefined ? [] : [shown])];
  return [...new Set<string>(all)]
    .filter((name) => [...name].length >= SHORTEST_NAME)
    .sort((a, b) => b.length - a.length);
}
