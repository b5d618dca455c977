/** Whose clock the times of a table for people show. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { orderFor } from './exports.ts';
import { exportsOf } from './insight/catalogue.ts';
import { allCommunities } from './store/communities.ts';
import { openForReading } from './store/open.ts';
import { type Chat, openChat } from './testing/open-chat.ts';

/** Two groups, the second in Berlin. */
async function openTwo(): Promise<Chat> {
  const chat = await openChat({ features });
  await chat.member('小明').says('早');
  const hong = chat.member('小红', 'g2');
  await hong.says('早');
  await hong.becomes('owner');
  await hong.says('设置 community.zone Europe/Berlin');
  return chat;
}

function timeColumn(chat: Chat, key: string | undefined) {
  const source = exportsOf(features).get('checkins');
  if (!source) throw new Error('check-ins cannot be exported');
  const connection = openForReading(chat.exportParts.file);
  try {
    const community = allCommunities(connection).find((one) => one.key === key)?.id;
    const wish = { source, format: 'csv', headers: 'zh-CN', community } as const;
    const { columns } = orderFor(connection, chat.exportParts, wish);
    return columns.find((column) => column.key === 'at');
  } finally {
    connection.close();
  }
}

test('each community has its own clock, and a table of several zones stays in UTC', async () => {
  await using chat = await openTwo();
  expect(timeColumn(chat, 'c1')).toMatchObject({ kind: 'wall', header: '时间（Asia/Shanghai）' });
  expect(timeColumn(chat, 'c2')).toMatchObject({ kind: 'wall', header: '时间（Europe/Berlin）' });
  expect(timeColumn(chat, undefined)).toMatchObject({ kind: 'instant', header: '时间（UTC）' });
});
