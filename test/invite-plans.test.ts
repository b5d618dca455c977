/** What is asked of invitations for every message or join is answered from an index. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, type Read, read } from '#kit';
import { schema as steps } from '../commands/invite/schema.ts';
import { progress } from '../commands/invite/store/campaigns.ts';
import { ofInvitee } from '../commands/invite/store/invitations.ts';
import { stillPaid, toReview } from '../commands/invite/store/reviews.ts';
import { days, waiting } from '../commands/invite/store/talk.ts';
import { type Database, startDatabase } from '../src/store/start.ts';

let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'qunli-invites-'));

beforeAll(() => {
  const file = join(folder, 'qunli.db');
  const features = [{ owner: 'invite', steps }];
  database = startDatabase({ file, features, now: instantOf(0), pid: process.pid });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** What SQLite means to do for a query whose values do not matter. */
function planOf<Values, Row>(query: Read<Values, Row>): string {
  const explained = read<Values, { detail: string }>((given) => {
    const compiled = query.build(given).compile();
    const sql = `explain query plan ${compiled.sql.replaceAll('?', '1')}`;
    return { compile: () => ({ ...compiled, sql, parameters: [] }) };
  });
  const steps = database.writer.all(explained, Object.create(null));
  return steps.map(({ detail }) => detail).join('\n');
}

test('whether an author is a newcomer whose words count', () => {
  expect(planOf(waiting)).toMatch(/SEARCH invite_invitations USING INDEX \S+ \(invitee_id=\?\)/);
  expect(planOf(ofInvitee)).toMatch(/SEARCH invite_invitations USING INDEX \S+ \(invitee_id=\?\)/);
  expect(planOf(days)).toContain('invite_talk_by_day (invitation_id=?)');
});

test('what waits for review or is still to be taken back, without reading what is settled', () => {
  expect(planOf(toReview)).toContain('invite_invitations_to_review (community_id=?)');
  expect(planOf(stillPaid)).toContain('invite_invitations_to_take_back (community_id=?)');
});

test('what a campaign has paid', () => {
  expect(planOf(progress)).toContain(
    'invite_invitations_by_campaign (community_id=? AND campaign=?)',
  );
});
