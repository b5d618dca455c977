/** A folder with a small database in it, made by the program's own parts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { features } from '../../commands/index.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { exportAll } from '../kill/exports.ts';

export interface World {
  readonly folder: string;
  /** The database. */
  readonly file: string;
  path(name: string): string;
  remove(): void;
}

/** Members of group `g3`; their export is larger than what `ulimit -f` may be set to. */
const CROWD = 1_000;

/** Three groups: two with talk and check-ins on two days, and one with many silent members. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-operator-'));
  const chat = await openChat({ features, folder });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('签到');
  await hong.joins(ming);
  await hong.says('签到');
  await chat.member('=1+1', 'g2').says('你好');
  await chat.advance({ days: 1 });
  await ming.says('签到');
  await chat.member('一号', 'g3').joins();
  await chat.app.store.write(chat.now(), async (_, { connection }) => {
    connection.exec(`
      with recursive n (i) as (select 5 union all select i + 1 from n where i < ${CROWD + 3})
      insert into members (id, community_id, name) select i, 3, '群友' || i from n;
      insert into memberships (group_id, member_id, first_seen_at, last_seen_at)
      select 3, id, 1772326800000, 1772326800000 from members where id > 4`);
  });
  await chat.close();
  return {
    folder,
    file: join(folder, 'qunli.db'),
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** All exports of a database as one text, to compare two databases. */
export async function tellAll(file: string): Promise<string> {
  return JSON.stringify([...(await exportAll(file))]);
}

/** A configuration with nothing set but the database. */
export function configOf(file: string): Config {
  const outcome = readConfig({ variables: {}, envFile: '/dev/null' });
  if (outcome.kind !== 'config') throw new Error(outcome.problems.join());
  return { ...outcome.config, file };
}
