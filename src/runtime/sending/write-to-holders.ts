/** Writes to everybody who holds a role in a community, in private and each in their language. */
import { type Instant, LANGUAGES, type Language, type Line } from '#kit';
import type { Holder } from '../../store/look-alikes.ts';
import type { Statements } from '../../store/sqlite.ts';
import { post } from './mail.ts';

export interface ToHolders {
  readonly holders: readonly Holder[];
  /** Of those who have chosen none. */
  readonly language: Language;
  readonly line: (language: Language) => Line;
  readonly now: Instant;
}

/** Once for each account: somebody with several reads it wherever they look first. */
export function writeToHolders(connection: Statements, letter: ToHolders): void {
  const { holders, language, line, now } = letter;
  const told = new Set<string>();
  for (const { platform, account, language: theirs } of holders) {
    if (platform === null || account === null || told.has(`${platform} ${account}`)) continue;
    told.add(`${platform} ${account}`);
    const spoken = LANGUAGES.find((known) => known === theirs) ?? language;
    post(connection, { platform, to: { private: account }, line: line(spoken), now });
  }
}
