/** Runs the real program on a story and, if told so, kills it at a planned point. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** How the program is started. */
export const PROGRAMS = {
  source: join(root, 'src/qunli.mjs'),
  built: join(root, 'dist/qunli.js'),
} as const;

/**
 * When to kill: so many bytes of output, or so many milliseconds after the start, whichever is set.
 */
export type KillPoint =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'time'; readonly ms: number };

export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly kill?: KillPoint | undefined;
}

export interface Ended {
  /** Everything written to standard output, up to the last whole line. */
  readonly lines: readonly string[];
  readonly errors: string;
  readonly wasKilled: boolean;
  readonly code: number | null;
  readonly ms: number;
  /** From the start to the first output; undefined when there was none. */
  readonly firstOutputMs: number | undefined;
}

/** Starts the program and waits until it is gone, by itself or killed. */
export function runProgram({ program, args, kill }: Run): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  let bytes = 0;
  let firstOutputMs: number | undefined;
  const timer =
    kill?.kind === 'time' ? setTimeout(() => child.kill('SIGKILL'), kill.ms) : undefined;
  child.stdout.on('data', (piece: Buffer) => {
    firstOutputMs ??= performance.now() - started;
    out.push(piece);
    bytes += piece.length;
    if (kill?.kind === 'bytes' && bytes >= kill.bytes) child.kill('SIGKILL');
  });
  child.stderr.on('data', (piece: Buffer) => errors.push(piece));
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      ended({
        lines: wholeLines(Buffer.concat(out).toString()),
        errors: Buffer.concat(errors).toString(),
        wasKilled: signal === 'SIGKILL',
        code,
        ms: performance.now() - started,
        firstOutputMs,
      });
    });
  });
}

/** A kill may cut the last line; nobody could have read it. */
function wholeLines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}
