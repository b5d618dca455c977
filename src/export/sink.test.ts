import { execFile, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileSink, stdoutSink } from './sink.ts';

/** A device that is always full. */
const FULL = '/dev/full';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-sink-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file', () => {
  test('appears when it is whole, and not before', async () => {
    const path = join(folder, '名单.csv');
    const sink = fileSink(path);
    await sink.write('签到');
    await sink.write(Buffer.from(' done'));
    expect(existsSync(path)).toBe(false);
    await sink.end();
    expect(readFileSync(path, 'utf8')).toBe('签到 done');
    expect(readdirSync(folder)).toEqual(['名单.csv']);
  });

  test('that was there before stays when the new one is given up', async () => {
    const path = join(folder, 'old.csv');
    writeFileSync(path, 'old');
    const sink = fileSink(path);
    await sink.write('half');
    await sink.abort?.();
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['old.csv']);
  });

  test('replaces the one that was there, in one step', async () => {
    const path = join(folder, 'old.csv');
    writeFileSync(path, 'old and longer');
    const sink = fileSink(path);
    await sink.write('new');
    expect(readFileSync(path, 'utf8')).toBe('old and longer');
    await sink.end();
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('that was given up before it was begun leaves nothing', async () => {
    await fileSink(join(folder, 'none.csv')).abort?.();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('in a folder that is not there is an error of the system', async () => {
    const sink = fileSink(join(folder, 'nowhere', 'a.csv'));
    await expect(sink.write('x')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('that is a folder is an error of the system', async () => {
    await expect(fileSink(folder).write('x')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is a pipe is written to directly, and stays a pipe', async () => {
    const path = join(folder, 'pipe');
    spawnSync('sh', ['-c', 'mkfifo "$0"', path]);
    const reader = promisify(execFile)('cat', [path]);
    const sink = fileSink(path);
    await sink.write('签到');
    await sink.end();
    expect((await reader).stdout).toBe('签到');
    expect(statSync(path).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe']);
  });
});

describe('standard output', () => {
  test('takes what is written and stays open', async () => {
    const chunks: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(String(chunk));
        done();
      },
    });
    const sink = stdoutSink(stream);
    await sink.write('签到');
    await sink.end();
    expect(chunks).toEqual(['签到']);
    expect(stream.writableEnded).toBe(false);
  });

  test('whose reader went away rejects, and the process lives on', () => {
    expect(writeEndlessly('"$0" --import tsx "$1" | head -c 10')).toEqual({
      stdout: 'xxxxxxxxxx',
      code: 'EPIPE',
    });
  });

  test.skipIf(!existsSync(FULL))('on a full disk rejects, and the process lives on', () => {
    expect(writeEndlessly(`"$0" --import tsx "$1" > ${FULL}`)).toEqual({
      stdout: '',
      code: 'ENOSPC',
    });
  });
});

/** Runs a program that writes until it cannot, and tells the code of the error that it got. */
function writeEndlessly(command: string): { stdout: string; code: string } {
  const script = join(folder, 'endless.mjs');
  const program = `
    import { stdoutSink } from '${pathToFileURL(join(import.meta.dirname, 'sink.ts')).href}';
    const sink = stdoutSink();
    try {
      for (;;) await sink.write('x'.repeat(100_000));
    } catch (error) {
      console.error(error.code);
    }`;
  writeFileSync(script, program);
  const run = spawnSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
  return { stdout: run.stdout, code: run.stderr.trim() };
}
