/** The doctor looks into the database; it only reads, so it can do so while the bot runs. */
import { Fault, type Feature, type Given, read } from '#kit';
import { Settings } from '../../runtime/settings/settings.ts';
import { allCommunities } from '../../store/communities.ts';
import { schemasOf } from '../../store/current.ts';
import { checkIntegrity } from '../../store/integrity.ts';
import { checkLedger } from '../../store/ledger-check.ts';
import { whoUses } from '../../store/lock.ts';
import { type Pending, pendingSteps } from '../../store/migrate.ts';
import type { Connection } from '../../store/sqlite.ts';
import { allSchemas } from '../../store/start.ts';
import { core } from '../../store/tables.ts';
import { counted } from '../counted.ts';
import { type Finding, good, looking, note } from './finding.ts';

const RESTORE =
  'stop the bot and put the newest good backup back: «npx qunli restore FILE»; ' +
  'the damaged file is set aside';

export interface Patient {
  readonly file: string;
  readonly connection: Connection;
  readonly features: readonly Feature[];
}

/** Everything that can be said of the database, one finding for each thing. */
export function* database(patient: Patient): Generator<Finding> {
  yield use(patient);
  const sound = integrity(patient);
  yield sound;
  if (sound.state === 'wrong') return;
  yield schema(patient);
  if (!hasCoreTables(patient)) return;
  yield content(patient);
  yield books(patient);
  yield settings(patient);
  yield sends(patient);
}

function use({ file }: Patient): Finding {
  const holder = whoUses(file);
  return good('in use', holder === undefined ? 'by nobody now' : `by ${holder}`);
}

function integrity({ connection }: Patient): Finding {
  const name = 'integrity';
  return looking(
    name,
    () => {
      const [problem] = checkIntegrity(connection);
      if (problem === undefined) return good(name, 'file, indexes and references are sound');
      throw new Fault('database-damaged', problem);
    },
    RESTORE,
  );
}

function schema({ connection, features }: Patient): Finding {
  const name = 'version';
  return looking(name, () => {
    const pending = pendingSteps(connection, allSchemas(schemasOf(features)));
    if (pending.length === 0) return good(name, 'the tables are those of this program');
    return note(name, `behind this program (${listed(pending)}); the next start brings it up`);
  });
}

function listed(pending: readonly Pending[]): string {
  return pending.map(({ owner, name }) => `${owner} «${name}»`).join(', ');
}

/** An empty file has none, and neither has one of an older program whose core differs. */
function hasCoreTables({ connection }: Patient): boolean {
  try {
    return pendingSteps(connection, allSchemas([])).length === 0;
  } catch {
    return false;
  }
}

const members = read((_: Given<object>) =>
  core.selectFrom('members').select((count) => count.fn.countAll<number>().as('count')),
);
const entries = read((_: Given<object>) =>
  core.selectFrom('ledger_entries').select((count) => count.fn.countAll<number>().as('count')),
);

function content({ connection }: Patient): Finding {
  const communities = allCommunities(connection).length;
  const people = connection.get(members, {})?.count ?? 0;
  const where = counted(communities, 'community', 'communities');
  return good('content', `${counted(people, 'member')} in ${where}`);
}

function books({ connection }: Patient): Finding {
  const name = 'books';
  const [mismatch] = checkLedger(connection);
  const count = connection.get(entries, {})?.count ?? 0;
  if (!mismatch)
    return good(
      name,
      `${counted(count, 'ledger entry', 'ledger entries')}: chain, balances and sums agree`,
    );
  return { state: 'wrong', name, says: `${mismatch.why}; spending is paused`, remedy: RESTORE };
}

function settings({ connection, features }: Patient): Finding {
  const name = 'settings';
  const known = new Settings(connection, features, new Map());
  const unfit = allCommunities(connection).flatMap(({ id, key }) =>
    known.unfit(id).map((setting) => `${setting} of ${key}`),
  );
  const [first] = unfit;
  if (!first) return good(name, 'every community has such as this program knows');
  const remedy = 'update Node and this program, or set it anew in the group (设置)';
  const says = `${first} is nothing that is known here; the default holds`;
  return { state: 'wrong', name, says, remedy };
}

const unsettled = read((_: Given<object>) =>
  core
    .selectFrom('outbox')
    .select((count) => ['state', count.fn.countAll<number>().as('count')])
    .where('state', 'in', ['planned', 'sending', 'unknown'])
    .groupBy('state')
    .orderBy('state'),
);

function sends({ connection }: Patient): Finding {
  const rows = connection.all(unsettled, {});
  if (rows.length === 0) return good('sends', 'everything that was to be sent has been');
  const says = rows.map(({ state, count }) => `${count} ${state}`).join(', ');
  return note('sends', `${says} (unknown: nobody knows whether it arrived; it is not repeated)`);
}
