import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkin } from '../../../commands/checkin/index.ts';
import { saveSetting } from '../../store/settings.ts';
import { openChat } from '../../testing/open-chat.ts';

test('a setting that was stored under other rules counts as not set, and the others hold', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-settings-'));
  const open = () => openChat({ features: [checkin], folder });
  {
    await using chat = await open();
    await chat.member('小明').says('大家好');
    await chat.app.store.write(chat.now(), async (_, { connection, directory }) => {
      const { group } = chat.member('小明').who;
      const { community } = directory.group('sandbox', group, chat.now());
      for (const [key, value] of [
        ['checkin.points', '-7'],
        ['checkin.randomExtra', '"many"'],
        ['checkin.totals', '[{"days":1,"points":3}]'],
        ['community.zone', '"Mars/Olympus"'],
      ] as const) {
        connection.run(saveSetting, { community, key, value });
      }
    });
  }
  {
    await using chat = await open();
    await chat.member('小明').says('签到', { id: 'second-start' });
    chat.hears('签到成功，+5 积分！今天第 1 位，已连续 1 天。\n累计 1 天，再加 3 积分！');
    expect(chat.errors).toEqual([]);
  }
  rmSync(folder, { recursive: true, force: true });
});
