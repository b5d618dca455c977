/** The program as it is started at a shell: what it says, how it stops, with which code it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import manifest from '../package.json' with { type: 'json' };
import { program } from '../src/cli/program.ts';
import { VERSION } from '../src/version.ts';
import { PROGRAMS } from './kill/victim.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-start-'));
/** From source, while other tests run beside it, a start may take seconds. */
const PATIENCE = { timeout: 60_000 };

afterAll(() => rmSync(folder, { recursive: true }));

interface Started {
  readonly child: ChildProcess;
  readonly output: Promise<string>;
  readonly complaints: Promise<string>;
  /** The exit code. */
  readonly code: Promise<unknown>;
}

/** Starts it without a terminal, in a folder of its own. */
function start(argv: readonly string[], variables: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [PROGRAMS.source, ...argv], {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: 'pipe',
  });
  // It ends without having read everything that is piped in.
  child.stdin.on('error', () => undefined);
  return {
    child,
    output: text(child.stdout),
    complaints: text(child.stderr),
    code: once(child, 'close').then(([code]: readonly unknown[]) => code),
  };
}

/**
 * A module that sends SIGTERM as soon as anybody listens, and ends the program with 9 when it has
 * loaded the database by then: a signal in the meantime would have killed it.
 */
const IMPATIENT = `data:text/javascript,${encodeURIComponent(`
  import module from 'node:module';
  process.on('newListener', (name) => {
    if (name !== 'SIGTERM') return;
    const isLate = Object.keys(module._cache).some((file) => file.includes('better-sqlite3'));
    if (isLate) process.exit(9);
    setImmediate(() => process.kill(process.pid, 'SIGTERM'));
  });
`)}`;

const logLine = z.object({ msg: z.string(), database: z.string().optional() });

describe.concurrent('the program', () => {
  test(
    'runs without a terminal until SIGTERM and does not read what is piped in',
    PATIENCE,
    async () => {
      const { child, output, complaints, code } = start(['start'], { QUNLI_DB: 'service.db' });
      const sent = child.stdin?.write('{"type":"message"}\n'.repeat(100_000));
      await once(child.stderr ?? child, 'data');
      expect(sent).toBe(false);
      expect(child.stdin?.writableLength).toBeGreaterThan(0);
      const asked = performance.now();
      child.kill('SIGTERM');
      expect(await code).toBe(0);
      expect(performance.now() - asked).toBeLessThan(10_000);
      expect(await output).toBe('');
      const lines = (await complaints).trim().split('\n');
      const [running, stopping] = lines.map((line) => logLine.parse(JSON.parse(line)));
      expect(running?.database).toBe('service.db');
      expect(running?.msg).toContain('no platform is connected yet');
      expect(stopping?.msg).toBe('stopping');
    },
  );

  test('that is asked to stop while it is still loading ends with 0, too', PATIENCE, async () => {
    const variables = { NODE_OPTIONS: `--import ${IMPATIENT}`, QUNLI_DB: 'early.db' };
    const { complaints, code } = start(['start'], variables);
    expect([await code, await complaints]).toEqual([0, expect.stringContaining('stopping')]);
  });

  test('names every variable that is wrong and ends with 2', PATIENCE, async () => {
    const variables = { QUNLI_LANGUAGE: 'fr', QUNLI_TIME_ZONE: 'Mars', QUNLI_BACKUP_HOURS: '-1' };
    const { complaints, code } = start(['start'], variables);
    expect(await code).toBe(2);
    for (const name of Object.keys(variables)) expect(await complaints).toContain(`${name}: `);
  });

  test('says what an unknown command may have meant and ends with 2', PATIENCE, async () => {
    const { complaints, code } = start(['exprot', 'members']);
    expect(await code).toBe(2);
    expect(await complaints).toContain('Did you mean export?');
  });

  test('says its version', PATIENCE, async () => {
    const { output, code } = start(['--version']);
    expect(await code).toBe(0);
    expect(await output).toBe(`${manifest.version}\n`);
    expect(VERSION).toBe(manifest.version);
  });
});

test('each command explains itself and its options', () => {
  const { commands } = program();
  const names = commands.map((command) => command.name());
  for (const name of [
    'start',
    'sandbox',
    'export',
    'import',
    'backup',
    'restore',
    'verify-draw',
    'doctor',
  ]) {
    expect(names).toContain(name);
  }
  for (const command of commands) {
    expect(command.description()).not.toBe('');
    // A stranger who verifies a draw has no database.
    if (command.name() !== 'verify-draw') {
      expect(command.helpInformation()).toContain('--db <file>');
    }
  }
});
