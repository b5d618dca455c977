/** The tables of codes that are good once: made by one text, and as they were released. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { schema as ofGroups } from '../../commands/groups/schema.ts';
import { schema as ofLinks } from '../../commands/link/schema.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

test('a database that an earlier program made is still known: the steps are the same to the letter', () => {
  const codes = [...ofGroups, ...ofLinks].filter(({ name }) => name === 'codes');
  expect(codes.map(({ name, sql }) => [name, hash(sql)])).toEqual([
    ['codes', '3fd69d101fcd8f7306608225d151ab92c2f0de2ec49607a5571c6875bfe40b87'],
    ['codes', '7be430753cae9ab27791e469e0db54cd7d0f7c6ca92b16ad61d31318cc9950d3'],
  ]);
});
