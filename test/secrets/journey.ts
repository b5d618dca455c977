/** A group's journey on the leaky platform, logged at debug level as the program logs. */
import { strict as assert } from 'node:assert';
import { readLine } from '../../bots/sandbox/index.ts';
import { features } from '../../commands/index.ts';
import { openApp } from '../../src/app.ts';
import { commonOptions } from '../../src/cli/common-options.ts';
import { createBots } from '../../src/cli/create-bots.ts';
import { readConfig } from '../../src/config.ts';
import { realClock } from '../../src/host.ts';
import { openLog } from '../../src/log.ts';
import { leakyPlatform, PLANTED, VARIABLES } from './leaky-platform.ts';

const FORGED = '\n{"level":30,"part":"main","msg":"forged"}\r\n\u2028';

/** Two members in each group, one of whom bears a secret and a forged line of the log as name. */
function events() {
  const at = new Date(realClock.now()).toISOString();
  return ['well', 'throws', 'refuses'].flatMap((group) =>
    ['签到', '我的', '帮助', '/签道', '积分'].map((text, index) => {
      const name = index % 2 === 0 ? `${PLANTED.token}${FORGED}` : '小明';
      const said = { at, type: 'message', group, id: `${group}${index}`, from: `u${index}`, name };
      const line = readLine(JSON.stringify({ ...said, text }));
      assert(line.kind === 'event');
      return line.event;
    }),
  );
}

export async function journey(file: string): Promise<void> {
  let done: () => void = () => undefined;
  const talked = new Promise<void>((resolve) => {
    done = resolve;
  });
  const variables = { ...VARIABLES, QUNLI_DB: file, QUNLI_LOG_LEVEL: 'debug' };
  const platforms = [leakyPlatform(events, () => done())];
  const outcome = readConfig({ variables, envFile: `${file}.env`, platforms });
  assert(outcome.kind === 'config');
  const { config } = outcome;
  const logOf = await openLog(config.logLevel, config.secrets);
  const bots = await createBots(config, { seed: 'secrets', logOf });
  const app = await openApp({
    ...commonOptions(config),
    bots,
    features,
    clock: realClock,
    log: logOf('app'),
    seed: 'secrets',
  });
  app.connect();
  await talked;
  await app.close();
}
