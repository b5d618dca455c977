/**
 * Forgetting a person (忘记我): every feature forgets them, then the core, and as soon as what was
 * already said has left, whatever is still under way. What remains are numbers of nobody.
 */

import * as z from 'zod';
import type { Feature, Forgetting, Instant, MemberId, Tx } from '#kit';
import { closeDialoguesOf } from '../../store/dialogues.ts';
import { HOUSE, planHouseJob } from '../../store/due.ts';
import { eraseTraces, newestLetter, traitsOf } from '../../store/erasure.ts';
import { dropLatePressesOf } from '../../store/late-presses.ts';
import { dropWishes } from '../../store/push-wishes.ts';
import { forgetAuthor } from '../../store/pushes.ts';
import type { Core } from '../../store/store.ts';
import { removeSoon } from '../house/leftovers.ts';
import type { AccountOfPerson } from '../links/bot-accounts.ts';
import type { Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';

/** The house's job that follows an erasure. */
export const ERASE_TRACES = 'eraseTraces';

/** By what the person can be recognised, and the last letter that was written before. */
const traces = z.object({
  accounts: z.array(z.object({ platform: z.string(), id: z.string() })),
  names: z.array(z.string()),
  letters: z.number(),
});

interface Erasing {
  readonly member: MemberId;
  readonly now: Instant;
  readonly step: Step;
  /** What a feature is given for it. */
  readonly contextOf: (feature: Feature) => Forgetting;
}

/** Erases the person behind a member in every community, in the transaction of `step`. */
export async function erasePerson(
  { features }: Registry,
  { member, now, step, contextOf }: Erasing,
): Promise<void> {
  const { tx, core } = step;
  const members = await tx.people.everywhere(member);
  // Later, in a job: what was said a moment ago has every right to arrive.
  core.connection.run(planHouseJob, {
    dueAt: now,
    feature: HOUSE,
    what: ERASE_TRACES,
    key: `${HOUSE}:${ERASE_TRACES}:${member}`,
    data: JSON.stringify({
      ...traitsOf(core.connection, members),
      letters: newestLetter(core.connection),
    }),
  });
  for (const one of await withMerged(tx, members)) {
    for (const feature of features) await feature.personal?.erase(contextOf(feature), one);
    core.connection.run(closeDialoguesOf, { member: one });
    core.connection.run(dropLatePressesOf, { member: one });
    core.connection.run(dropWishes, { member: one });
    core.connection.run(forgetAuthor, { member: one });
    await tx.people.erase(one);
  }
  removeSoon(core.connection, { members, now });
}

/** Those who were merged into the person's members are the same person. */
async function withMerged(tx: Tx, members: readonly MemberId[]): Promise<readonly MemberId[]> {
  const all: MemberId[] = [];
  for (const member of members) all.push(...(await tx.people.mergedInto(member)), member);
  return all;
}

/** The accounts of the person whose traces a job is to erase. */
export function accountsToForget(data: unknown): readonly AccountOfPerson[] {
  return traces.parse(data).accounts;
}

/** Rewrites what still names the person, and has the file scrubbed of what was overwritten. */
export function finishErasure(core: Core, data: unknown): void {
  const { letters, ...traits } = traces.parse(data);
  eraseTraces(core.connection, { traits, letters });
  core.lettersChanged();
  core.scrub.afterErasure();
}
