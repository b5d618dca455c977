/** What an operator may write about a WeChat account, and what is refused before it starts. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hours, minutes, seconds } from '#kit';
import { paceOf, wechatCan } from './capabilities.ts';
import { isIdentityLost } from './identity.ts';
import { isEncrypted, wechatSettings } from './settings.ts';

const given = { ENDPOINT: '127.0.0.1:18788', TOKEN: 'insecure_abc' };
const problems = (more: Readonly<Record<string, string>>) =>
  wechatSettings.safeParse({ ...given, ...more }).error?.issues.map(({ path }) => path.join());

test('an address and a token are enough', () => {
  const settings = wechatSettings.parse(given);
  expect(isEncrypted(settings)).toBe(false);
  expect(settings).toMatchObject({ GAP_SECONDS: { from: 3, to: 6 }, PER_DAY: 200 });
});

test('elsewhere than on this machine the line is encrypted, and cannot be had otherwise', () => {
  const far = { ENDPOINT: 'gateway.example:8788' };
  expect(isEncrypted(wechatSettings.parse({ ...given, ...far }))).toBe(true);
  expect(problems({ ...far, TLS: 'off' })).toEqual(['TLS']);
  expect(problems({ TLS: 'off' })).toBeUndefined();
  expect(problems({ ENDPOINT: '127.0.0.1.evil.example:1', TLS: 'off' })).toEqual(['TLS']);
});

test.for<[string, Readonly<Record<string, string>>]>([
  ['TOKEN', { TOKEN: 'without-a-name' }],
  ['ENDPOINT', { ENDPOINT: 'http://127.0.0.1:1' }],
  ['ENDPOINT', { ENDPOINT: '127.0.0.1' }],
  ['GAP_SECONDS', { GAP_SECONDS: '6-3' }],
  ['GAP_SECONDS', { GAP_SECONDS: 'fast' }],
  ['GROUP_PER_MINUTE', { GROUP_PER_MINUTE: '0' }],
  ['CA_CERT', { CA_CERT: 'nowhere.pem' }],
  ['CA_CERT', { CA_CERT: import.meta.filename }],
  ['TLS', { TLS: 'maybe' }],
])('%s is told when it is wrong: %o', ([field, more]) => {
  expect(problems(more)).toEqual([field]);
});

test('a certificate of one’s own is read, and a pace of tenths is exact', () => {
  const file = join(import.meta.dirname, '../../test/fixtures/wechat/cert.pem');
  const read = wechatSettings.parse({ ...given, CA_CERT: file, GAP_SECONDS: '4.1-8.2' });
  expect(read.CA_CERT).toContain('BEGIN CERTIFICATE');
  const pace = paceOf({ gapSeconds: read.GAP_SECONDS, groupPerMinute: 8, perDay: 200 });
  expect(pace.gap).toEqual({ from: 4_100, to: 8_200 });
});

test('unless an operator says otherwise, it is slow: 3–6 s, 8 a minute in a group, 200 a day', () => {
  const { gap, limits } = wechatCan.pace;
  expect(gap).toEqual({ from: seconds(3), to: seconds(6) });
  expect(limits).toEqual([
    { scope: 'group', most: 8, per: minutes(1) },
    { scope: 'account', most: 200, per: hours(24) },
  ]);
});

test('a gateway whose ids do not last makes strangers of those who had lasting ones', () => {
  expect(isIdentityLost(['1@chatroom', '2@chatroom'], ['@@a', '@@b'])).toBe(true);
});

test('a login that made strangers of everybody is noticed, a few new groups are not', () => {
  expect(isIdentityLost(['@@a', '@@b'], ['@@c', '@@d'])).toBe(true);
  expect(isIdentityLost(['@@a', '@@b'], ['@@b', '@@c', '@@d'])).toBe(false);
  expect(isIdentityLost(['1@chatroom', '2@chatroom'], ['3@chatroom'])).toBe(false);
  expect(isIdentityLost(['1@chatroom'], ['1@chatroom', '@@c'])).toBe(false);
  expect(isIdentityLost([], ['@@c'])).toBe(false);
  expect(isIdentityLost(['@@a'], [])).toBe(false);
});
