/** Makes the bots of the accounts that are configured, each with parts of its own. */
import { dirname, join } from 'node:path';
import { type Bot, type BotParts, type ListedCommand, seededRandom } from '#kit';
import { features } from '../../commands/index.ts';
import type { ConfiguredAccount } from '../accounts.ts';
import type { Config } from '../config.ts';
import { freshSeed, realClock, realTimers } from '../host.ts';
import { accountIn } from '../last-heard.ts';
import type { PartLog } from '../log.ts';
import { listCommands } from './list-commands.ts';

interface Surroundings {
  readonly seed: string;
  readonly logOf: PartLog;
}

const commands: readonly ListedCommand[] = listCommands(features);

/** @throws Error when an account needs a package that is not installed */
export function createBots(config: Config, around: Surroundings): Promise<readonly Bot[]> {
  return Promise.all(
    config.accounts.map((account) => account.create(partsOf(config, account, around))),
  );
}

/** What an account's bot may use of the world. */
export function partsOf(
  { file }: Config,
  { account }: ConfiguredAccount,
  { seed = freshSeed(), logOf }: Partial<Surroundings> & Pick<Surroundings, 'logOf'>,
): BotParts {
  const folder = join(dirname(file), 'accounts', account);
  return {
    clock: realClock,
    timers: realTimers,
    random: seededRandom(seed, `bot ${account}`),
    ...accountIn({ folder, log: logOf(account) }),
    commands,
  };
}
