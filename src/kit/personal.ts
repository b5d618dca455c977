/** What a feature keeps of a person (个人数据): shown to them, and forgotten when they ask for it. */
import type { MemberId } from './ids.ts';
import type { Reader, Tx } from './store.ts';

export interface Personal {
  /** Everything the feature knows of a person, for their own eyes. */
  export(reader: Reader, member: MemberId): Promise<Readonly<Record<string, unknown>>>;
  /** Forgets the person; what remains must not identify anyone. */
  erase(tx: Tx, member: MemberId): Promise<void>;
}
