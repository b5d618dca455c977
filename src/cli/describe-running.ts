/** The commands that run the bot: `start` and `sandbox`. */
import type { Command } from 'commander';
import { tuneV8 } from '../v8.ts';

/** How every command that opens the database lets one choose it. */
export const DB_OPTION = [
  '--db <file>',
  'the database (default: QUNLI_DB, else data/qunli.db)',
] as const;

export function describeRunning(qunli: Command): void {
  describeStart(qunli);
  describeSandbox(qunli);
}

function describeStart(qunli: Command): void {
  qunli
    .command('start')
    .description('run the bot; with no platform connected, a group to try it in opens here')
    .option('--try', 'open the group to try it in, although platforms are connected')
    .option(...DB_OPTION)
    .addHelpText('after', START_EXAMPLES)
    .action(async ({ db, try: isTrial = false }: StartFlags) => {
      tuneV8();
      const { untilStopped } = await import('./stop-signal.ts');
      await untilStopped(async (stop) => {
        const { configured } = await import('./configured.ts');
        const { start } = await import('../main.ts');
        const { trialOf } = await import('./trial.ts');
        const config = isTrial ? trialOf(configured(db, 'own'), db) : configured(db);
        await start({ config, isTrial, stop });
      });
    });
}

interface StartFlags {
  readonly db?: string;
  readonly try?: boolean;
}

function describeSandbox(qunli: Command): void {
  qunli
    .command('sandbox')
    .description('run events from JSON Lines through the bot; actions come out as JSON Lines')
    .argument('[file]', 'events; standard input when absent, or -')
    .option(...DB_OPTION)
    .option('--seed <text>', 'the same seed gives the same chance', '0')
    .option('--set <key=value>', 'a setting of every community; may come several times', gather)
    .option('--quiet', 'write no actions')
    .option('--stats', 'end with one line of figures')
    .addHelpText('after', SANDBOX_EXAMPLES)
    .action(async (file: string | undefined, given: SandboxFlags) => {
      tuneV8();
      const { untilStopped } = await import('./stop-signal.ts');
      await untilStopped(async (stop) => {
        const { configured } = await import('./configured.ts');
        const { sandboxCommand } = await import('./sandbox-command.ts');
        const config = configured(given.db, 'own');
        await sandboxCommand({ config, file, ...readFlags(given), asked: stop });
      });
    });
}

/** One value for each `--set`: taking all that follows it would swallow the file's name. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function readFlags({ seed, set = [], quiet, stats }: SandboxFlags) {
  return { seed, set, isQuiet: quiet === true, wantsStats: stats === true };
}

interface SandboxFlags {
  readonly db?: string;
  readonly seed: string;
  readonly set?: readonly string[];
  readonly quiet?: boolean;
  readonly stats?: boolean;
}

const START_EXAMPLES = `
With no platform connected it opens a group in which you play the members. With platforms it runs
until Ctrl-C and shows how each account is; without a terminal (a service, a container) until
SIGINT or SIGTERM, and logs go to standard error as JSON.

Examples:
  npx qunli start
  npx qunli start --try                    the group to try it in, beside the running bot
  npx qunli start --db data/try.db         on a database of its own
  QUNLI_LANGUAGE=en npx qunli start        a new group speaks English`;

const SANDBOX_EXAMPLES = `
Examples:
  npx qunli sandbox events.jsonl
  gunzip -c log.jsonl.gz | npx qunli sandbox --quiet --stats
  npx qunli sandbox events.jsonl --db try.db --set checkin.points=10

One event a line, for instance:
  {"at":"2026-03-01T09:00:00+08:00","type":"message","group":"g1","from":"u1","id":"m1","text":"签到"}`;
