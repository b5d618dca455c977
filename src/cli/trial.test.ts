/** On which data the bot is tried. */
import { expect, test } from 'vitest';
import { platforms } from '../../bots/index.ts';
import { type Config, readConfig } from '../config.ts';
import { trialOf } from './trial.ts';

function configWith(variables: NodeJS.ProcessEnv): Config {
  const read = readConfig({ variables, envFile: '/nowhere/.env', platforms });
  return read.kind === 'config' ? read.config : expect.fail(read.problems.join());
}

test('what is played beside connected platforms does not stand among what people have said', () => {
  const connected = configWith({ QUNLI_TELEGRAM_TOKEN: '123456:AbC' });
  expect(trialOf(connected, undefined).file).toBe('data/trial.db');
  expect(trialOf({ ...connected, file: 'my.db' }, 'my.db').file).toBe('my.db');
  expect(trialOf(configWith({}), undefined).file).toBe('data/qunli.db');
});
