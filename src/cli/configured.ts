/** The configuration of one run: the environment, and what the command line says instead. */
import { platforms } from '../../bots/index.ts';
import { type Config, type ConfigOutcome, readConfig, unknownVariables } from '../config.ts';
import { EXIT, Stop } from './stop.ts';

/** The environment and `.env`, with the accounts of all platforms. */
export function readConfiguration(): ConfigOutcome {
  return readConfig({ platforms });
}

/** Variables of the environment and `.env` that only look like ours. */
export function strangeVariables(): readonly string[] {
  return unknownVariables({ platforms });
}

/**
 * @param db the database file, when the command line names one
 * @throws Stop listing every variable that is wrong
 */
export function configured(db: string | undefined): Config {
  const outcome = readConfiguration();
  if (outcome.kind === 'wrong') {
    const problems = outcome.problems.join('\n  ');
    throw new Stop(EXIT.wrongUse, `The configuration is wrong:\n  ${problems}`);
  }
  return db === undefined ? outcome.config : { ...outcome.config, file: db };
}
