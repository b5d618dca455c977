/** The configuration of one run: the environment, and what the command line says instead. */
import { platforms } from '../../bots/index.ts';
import {
  type Config,
  type ConfigOutcome,
  readConfig,
  silenceLibraries,
  unknownVariables,
} from '../config.ts';
import { EXIT, Stop } from './stop.ts';

/** The environment and `.env`, with the accounts of all platforms. */
export function readConfiguration(): ConfigOutcome {
  // Whoever reads it goes on to load what speaks to platforms.
  silenceLibraries();
  return readConfig({ platforms });
}

/** Variables of the environment and `.env` that only look like ours. */
export function strangeVariables(): readonly string[] {
  return unknownVariables({ platforms });
}

/**
 * What a command cannot do without: `all` with the platforms, `own` everything but them, and
 * `database` nothing but the data.
 */
export type Need = 'all' | 'own' | 'database';

/**
 * @param db the database file, when the command line names one
 * @throws Stop listing every variable that is wrong, when the command needs them
 */
export function configured(db: string | undefined, need: Need = 'all'): Config {
  const config = usable(readConfiguration(), need);
  return db === undefined ? config : { ...config, file: db };
}

function usable(outcome: ConfigOutcome, need: Need): Config {
  if (outcome.kind === 'config') return outcome.config;
  const { problems, isOnlyAccounts, usable: rest } = outcome;
  if (need === 'database' || (need === 'own' && isOnlyAccounts)) {
    process.stderr.write(`! ${problems.join('; ')} (npx qunli doctor)\n`);
    return rest;
  }
  const listed = problems.join('\n  ');
  throw new Stop(EXIT.wrongUse, `The configuration is wrong:\n  ${listed}${remedyFor(problems)}`);
}

/** Who mistyped a token is helped by being asked for it again. */
function remedyFor(problems: readonly string[]): string {
  const names = platforms
    .map(({ name }) => name)
    .filter((name) => problems.some((line) => line.startsWith(`QUNLI_${name.toUpperCase()}_`)));
  return names.map((name) => `\n«npx qunli connect ${name}» asks for it and tries it.`).join('');
}
