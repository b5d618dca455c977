/**
 * What points keep of a person: their entries with the words to them, and what waits for a second.
 */
import { formatInstant, type LedgerEntry, type MemberId, type Personal, type Reader } from '#kit';
import { forgetShares, sharesOf } from './store/batches.ts';
import { forgetEarnings } from './store/earning.ts';
import { forgetRequests, openRequestsAbout, type Request } from './store/requests.ts';

const ENTRIES_AT_ONCE = 500;

export const personal: Personal = {
  async export(reader, member) {
    return {
      balance: await reader.ledger.balanceOf(member),
      entries: (await allEntries(reader, member)).map(asData),
      listed: await sharesOf(reader, member),
      requests: (await openRequestsAbout(reader, member)).map(asWaiting),
    };
  },
  async erase({ tx }, member) {
    await forgetEarnings(tx, member);
    await forgetRequests(tx, member);
    await forgetShares(tx, member);
  },
};

async function allEntries(reader: Reader, member: MemberId): Promise<readonly LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (;;) {
    const page = { limit: ENTRIES_AT_ONCE, before: all.at(-1)?.seq };
    const entries = await reader.ledger.entriesOf(member, page);
    all.push(...entries);
    if (entries.length < ENTRIES_AT_ONCE) return all;
  }
}

/** Who ordered an entry is another person's business; that somebody did is the member's own. */
function asData({ operator, at, member: _, ...entry }: LedgerEntry) {
  return { ...entry, at: formatInstant(at), isByManager: operator !== undefined };
}

function asWaiting({ number, points, note, expiresAt }: Request) {
  return { number, points, note, expiresAt: formatInstant(expiresAt) };
}
