/**
 * Links accounts (关联) and undoes it: the core's rows, the points and what every feature keeps, in
 * the one transaction of the step. Whether somebody may do so is decided by the feature that asks.
 */
import {
  after,
  type CommunityId,
  days,
  type Instant,
  type LinkInfo,
  type LinkOutcome,
  type LinkRequest,
  type MemberId,
  type MergeInfo,
  type UnlinkOutcome,
} from '#kit';
import { linkAccounts, newestLink } from '../../store/link-queries.ts';
import {
  forgetLink,
  openLink,
  partAccounts,
  type Side,
  shareMember,
  sideOf,
  sideOfMember,
} from '../../store/links.ts';
import { mergesOf } from '../../store/merge-queries.ts';
import { addAudit } from '../../store/settings.ts';
import type { Step } from '../occasion.ts';
import { type Linking, mergeMembers, partMembers, pointsBack } from './merging.ts';

/** So long a link can be undone. */
const UNDO_WITHIN = days(7);

/** Makes an account and the person behind a member one person, in every community. */
export async function linkPeople(
  linking: Linking,
  { account, into }: LinkRequest,
): Promise<LinkOutcome> {
  const { core } = linking.step;
  if (core.isFrozen) return { kind: 'frozen' };
  const own = sideOfMember(core.connection, into);
  if (!own) throw new Error(`member ${into} has no account`);
  const added = sideOf(core.connection, account);
  if (added.accounts.some(({ id }) => own.accounts.some((other) => other.id === id))) {
    return { kind: 'same' };
  }
  const undoUntil = after(linking.now, UNDO_WITHIN);
  const link = openLink(core.connection, { at: linking.now, undoUntil, added, own });
  await joinSides(linking, { link, added, own });
  forgetMemories(linking.step);
  return { kind: 'linked', link };
}

interface Sides {
  readonly link: number;
  readonly added: Side;
  readonly own: Side;
}

/** In each community there is one member for all accounts afterwards. */
async function joinSides(linking: Linking, { link, added, own }: Sides): Promise<void> {
  const { connection } = linking.step.core;
  for (const [community, into] of own.members) {
    const from = added.members.get(community);
    const accounts = added.accounts;
    if (from === undefined) shareMember(connection, { link, community, member: into, accounts });
    else await mergeMembers(linking, { link, community, from, into, accounts });
    note(linking, { what: 'link', community, member: into });
  }
  for (const [community, member] of added.members) {
    if (own.members.has(community)) continue;
    shareMember(connection, { link, community, member, accounts: own.accounts });
    note(linking, { what: 'link', community, member });
  }
}

interface Undoing {
  readonly member: MemberId;
  readonly link: number;
}

/** Undoes a link, if it is the newest of the person behind the member and not too old. */
export async function unlinkPeople(
  linking: Linking,
  { member, link }: Undoing,
): Promise<UnlinkOutcome> {
  const { step, now } = linking;
  const { connection } = step.core;
  if (step.core.isFrozen) return { kind: 'frozen' };
  const newest = connection.get(newestLink, { member, now });
  if (newest?.id !== link) return { kind: 'gone' };
  for (const merge of connection.all(mergesOf, { link })) await partMembers(linking, merge);
  for (const [community, whose] of sideOfMember(connection, member)?.members ?? []) {
    note(linking, { what: 'unlink', community, member: whose });
  }
  partAccounts(connection, link);
  forgetLink(connection, link);
  forgetMemories(step);
  return { kind: 'unlinked' };
}

/** The newest link of the person behind a member, and what undoing it would move. */
export async function linkInfo(
  step: Step,
  { member, now }: { member: MemberId; now: Instant },
): Promise<LinkInfo | undefined> {
  const { connection } = step.core;
  const newest = connection.get(newestLink, { member, now });
  if (!newest) return undefined;
  const { id: link, at, undo_until: undoUntil } = newest;
  const accounts = connection.all(linkAccounts, { link }).flatMap((account) => {
    const { is_added, platform, platform_id: id } = account;
    return is_added === 1 && id !== null ? [{ platform, id }] : [];
  });
  const merges: MergeInfo[] = [];
  for (const row of connection.all(mergesOf, { link })) {
    const { community_id: community, from_id: from, into_id: into } = row;
    merges.push({ community, from, into, ...(await pointsBack(step, row)) });
  }
  return { link, at, undoUntil, accounts, merges };
}

interface Noted {
  readonly what: 'link' | 'unlink';
  readonly community: CommunityId;
  readonly member: MemberId;
}

function note({ step, now: at }: Linking, { what, community, member }: Noted): void {
  step.core.connection.run(addAudit, { at, community, operator: member, what, detail: '{}' });
}

function forgetMemories({ core }: Step): void {
  core.directory.forget();
  core.purses.forget();
}
