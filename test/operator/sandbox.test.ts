/** `qunli sandbox` as an operator uses it: what it says beside the actions, and how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { ended, PATIENCE, qunli, startQunli } from './qunli.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-sandbox-'));
const path = (name: string) => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

const EVENT =
  '{"at":"2026-03-01T09:00:00+08:00","type":"message","group":"g1","from":"u1","id":"m1","text":"签到"}';

function story(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

describe.concurrent('a run', () => {
  test('of which no line can be read fails with a sentence', PATIENCE, async () => {
    const file = story('garbage.jsonl', '{bad\n{"at":"2026-03-01T09:00:00","type":"tick"}\n');
    const { code, out, err } = await qunli(['sandbox', file, '--db', path('garbage.db')]);
    expect(code).toBe(1);
    expect(err).toBe('no line can be read as a sandbox event; line 1: this is not JSON\n');
    expect(out.match(/"do":"error"/g)).toHaveLength(2);
  });

  test('with one bad line among good ones says so at the end', PATIENCE, async () => {
    const file = story('one-bad.jsonl', `${EVENT}\n{bad\n`);
    const args = ['sandbox', file, '--db', path('one-bad.db'), '--quiet', '--stats'];
    const { code, out, err } = await qunli(args);
    expect(code).toBe(0);
    expect(err).toBe('1 line could not be read; the first is line 2: this is not JSON\n');
    expect(out).toMatch(/^2 lines, 1 event, 1 error, \d/m);
  });

  test('reads standard input for -, and a byte order mark is no part of it', PATIENCE, async () => {
    const child = startQunli(['sandbox', '-', '--db', path('pipe.db')]);
    child.stdin?.end(`\uFEFF${EVENT}\n`);
    const { code, out, err } = await ended(child);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('签到成功');
  });

  test(
    'on a database with groups of a platform warns before the first event',
    PATIENCE,
    async () => {
      const file = path('qunli.db');
      const chat = await openChat({ features, folder });
      await chat.app.store.write(chat.now(), async (_, { connection }) => {
        connection.exec(`
        insert into communities (id, key, created_at) values (1, 'c1', 0);
        insert into groups (community_id, platform, platform_id, created_at)
        values (1, 'telegram', '-100', 0);
        insert into facts (key, value) values ('terminal.played', 'yes')`);
      });
      await chat.close();
      const { code, err } = await qunli(['sandbox', story('e.jsonl', EVENT), '--db', file]);
      expect(code).toBe(0);
      expect(err).toContain(
        `! ${file} holds 1 group of telegram and the group that you play in the terminal.\n`,
      );
      expect(err).toContain('--db data/trial.db');
    },
  );
});
