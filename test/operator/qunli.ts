/** `qunli …` as an operator types it: the real program in a process of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { PROGRAMS } from '../kill/victim.ts';

/** From source, while other tests run beside it, a start may take seconds. */
export const PATIENCE = { timeout: 60_000 };

/** A user without rights, as most systems number it. */
const NOBODY = 65_534;

export interface Ended {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

export interface How {
  /** Runs as a user without any rights; see {@link canBeNobody}. */
  readonly asNobody?: boolean;
  /** A shell line to run before, such as `ulimit -f 100`. */
  readonly after?: string;
}

/** Runs one command to its end. */
export function qunli(args: readonly string[], how: How = {}): Promise<Ended> {
  return ended(startQunli(args, how));
}

/** Starts one command that goes on; `ended` waits for its end. */
export function startQunli(args: readonly string[], { asNobody, after }: How = {}): ChildProcess {
  const line = `${after ?? ':'}; exec "$0" "$@"`;
  const isNobody = asNobody === true && process.getuid?.() === 0;
  return spawn('bash', ['-c', line, process.execPath, PROGRAMS.source, ...args], {
    // Some machines ask every program for colours, even where a file reads along.
    env: { ...process.env, QUNLI_LOG_LEVEL: 'error', NO_COLOR: '1' },
    stdio: 'pipe',
    ...(isNobody ? { uid: NOBODY, gid: NOBODY } : {}),
  });
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the child has no pipes');
  const [[code], out, err] = await Promise.all([
    once(child, 'close'),
    buffer(stdout),
    buffer(stderr),
  ]);
  // Not `text`: that would take the byte order mark away.
  return { code, out: out.toString(), err: err.toString() };
}

/** Whether rights of files can be tested here: a root that can become somebody else, or no root. */
export function canBeNobody(): boolean {
  if (process.getuid?.() !== 0) return true;
  const trial = spawnSync(process.execPath, [PROGRAMS.source, '--version'], {
    uid: NOBODY,
    gid: NOBODY,
  });
  return trial.status === 0;
}
