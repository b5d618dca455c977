/** Where the bot is tried although it serves real groups: on data of its own. */
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';

const FILE = 'trial.db';

/**
 * With accounts the trial has a database of its own, unless one is named: what is played must not
 * stand among what people have said, and the running bot has that one open.
 */
export function trialOf(config: Config, named: string | undefined): Config {
  if (named !== undefined || config.accounts.length === 0) return config;
  return { ...config, file: join(dirname(config.file), FILE) };
}
