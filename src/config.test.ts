import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig, unknownVariables } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-config-'));
const envFile = join(folder, '.env');
const nowhere = join(folder, 'none');

afterAll(() => rmSync(folder, { recursive: true }));

test('without any variable the bot keeps its data in data/ and speaks Chinese', () => {
  expect(readConfig({ variables: {}, envFile: nowhere })).toMatchObject({
    kind: 'config',
    config: {
      file: 'data/qunli.db',
      language: 'zh-CN',
      zone: 'Asia/Shanghai',
      logLevel: 'info',
      backupHours: 1,
      drandMirrors: ['https://api.drand.sh', 'https://drand.cloudflare.com'],
      accounts: [],
      secrets: [],
    },
  });
});

test('all that is wrong is told at once, each with its variable', () => {
  const variables = {
    QUNLI_LANGUAGE: 'fr',
    QUNLI_TIME_ZONE: 'Mars/Olympus',
    QUNLI_LOG_LEVEL: 'loud',
    QUNLI_BACKUP_HOURS: 'often',
  };
  expect(readConfig({ variables, envFile: nowhere })).toMatchObject({
    kind: 'wrong',
    problems: [
      'QUNLI_LANGUAGE: must be one of zh-CN, zh-TW, en',
      'QUNLI_TIME_ZONE: must be a time zone such as Asia/Shanghai',
      'QUNLI_LOG_LEVEL: must be one of silent, error, warn, info, debug',
      'QUNLI_BACKUP_HOURS: must be a whole number of hours from 0 to 168',
    ],
  });
});

test('an empty variable counts as not set', () => {
  const outcome = readConfig({ variables: { QUNLI_LANGUAGE: '' }, envFile: nowhere });
  expect(outcome).toMatchObject({ config: { language: 'zh-CN' } });
});

test('.env fills what the environment leaves open', () => {
  writeFileSync(envFile, '# mine\nQUNLI_LANGUAGE=en\nQUNLI_DB="my data/q.db"\n');
  const outcome = readConfig({ variables: { QUNLI_LANGUAGE: 'zh-TW', QUNLI_DB: '' }, envFile });
  expect(outcome).toMatchObject({ config: { language: 'zh-TW', file: 'my data/q.db' } });
});

test('a .env that cannot be read is named', () => {
  expect(readConfig({ variables: {}, envFile: folder })).toMatchObject({
    kind: 'wrong',
    problems: [expect.stringContaining(`${folder}: cannot be read (EISDIR`)],
  });
});

test('a slip in the name of a variable is found', () => {
  const variables = {
    QUNLI_LANGAUGE: 'en',
    QUNLI_LANGUAGE: 'en',
    QUNLI_TELEGRAM_TOKEN: 'x',
    HOME: '/',
  };
  const platforms: Parameters<typeof unknownVariables>[0] = { variables, envFile: '/dev/null' };
  expect(unknownVariables(platforms)).toEqual(['QUNLI_LANGAUGE', 'QUNLI_TELEGRAM_TOKEN']);
});
