/** The doctor tries every bot account for real, and says what each lacks. */
import type { Finding as PlatformFinding } from '#kit';
import type { Config } from '../../config.ts';
import { openLog } from '../../log.ts';
import { partsOf } from '../create-bots.ts';
import { type Finding, note } from './finding.ts';

const STATES = { good: 'good', advice: 'note', problem: 'wrong' } as const;

export async function* platforms(config: Config): AsyncGenerator<Finding> {
  const { accounts } = config;
  if (accounts.length === 0) {
    yield note('platforms', 'none connected: «npx qunli start» opens a group to try the bot in');
  }
  const logOf = await openLog('silent', []);
  for (const account of accounts) {
    try {
      const found = await account.examine(partsOf(config, account, { logOf }), 'en');
      yield* found.map((finding) => asFinding(account.account, finding));
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      yield { state: 'wrong', name: account.account, says };
    }
  }
}

/** What a platform found, in the doctor's words. */
export function asFinding(name: string, found: PlatformFinding): Finding {
  const { level, what: says, todo: remedy, details } = found;
  const more = details === undefined ? {} : { details };
  const finding: Finding = { state: STATES[level], name, says, ...more };
  return remedy === undefined ? finding : { ...finding, remedy };
}
