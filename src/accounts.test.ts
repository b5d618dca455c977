/** What an operator writes into .env for each bot account. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { definePlatform, type Platform } from '#kit';
import { sandboxBot, sandboxCan } from '../bots/sandbox/index.ts';
import { accountVariables, readAccounts } from './accounts.ts';

const post = definePlatform({
  name: 'post',
  can: sandboxCan,
  variables: {
    TOKEN: { about: 'The token.', preset: '', isSecret: true },
    ROOT: { about: 'Where.', preset: 'https://post.example' },
  },
  keys: ['TOKEN'],
  settings: z.object({
    TOKEN: z.string().min(5, 'must have at least 5 characters'),
    ROOT: z.url('must be an address').default('https://post.example'),
  }),
  create: async () => sandboxBot(async () => undefined),
  examine: async ({ settings }) => [{ level: 'good', what: settings.ROOT }],
  interview: () => ({ title: 'Post', before: '', steps: [] }),
});
const platforms: readonly Platform[] = [post];

test('an account is configured when its key is filled in, and not before', () => {
  const presets = { QUNLI_POST_ROOT: 'https://post.example', QUNLI_POST_TOKEN: '' };
  expect(readAccounts(presets, platforms)).toEqual({ accounts: [], problems: [] });
  const { accounts } = readAccounts({ QUNLI_POST_TOKEN: 'secret' }, platforms);
  expect(accounts).toMatchObject([{ platform: 'post', account: 'post' }]);
});

test('a second account of a platform has a number, and settings of its own', async () => {
  const variables = {
    QUNLI_POST_TOKEN: 'secret',
    QUNLI_POST_2_TOKEN: 'another',
    QUNLI_POST_2_ROOT: 'https://other.example',
  };
  const { accounts } = readAccounts(variables, platforms);
  expect(accounts.map(({ account }) => account)).toEqual(['post', 'post-2']);
});

test('all that is wrong is told at once, each with its variable', () => {
  const variables = { QUNLI_POST_TOKEN: 'x', QUNLI_POST_3_TOKEN: 'y', QUNLI_POST_3_ROOT: 'here' };
  expect(readAccounts(variables, platforms).problems).toEqual([
    'QUNLI_POST_TOKEN: must have at least 5 characters',
    'QUNLI_POST_3_TOKEN: must have at least 5 characters',
    'QUNLI_POST_3_ROOT: must be an address',
  ]);
});

test('.env.example lists the variables of a first account', () => {
  expect(Object.keys(accountVariables(platforms))).toEqual(['QUNLI_POST_TOKEN', 'QUNLI_POST_ROOT']);
});

test('the same token in two places is one account too many', () => {
  const variables = { QUNLI_POST_TOKEN: 'secret', QUNLI_POST_2_TOKEN: 'secret' };
  expect(readAccounts(variables, platforms).problems).toEqual([
    'post-2: is the same account as post',
  ]);
});
