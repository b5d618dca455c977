/** An outage is over, and a thousand check-ins that waited at Telegram come in at once. */
import { expect, test } from 'vitest';
import { until } from '../hurried-time.ts';
import { openWorld } from './world.ts';

const GROUPS = 25;
const EACH = 40;
const MINUTE = 60;
const ANSWERED_AT_ONCE = 3;

test('a thousand check-ins of an outage count at their own times, and each group is told in one summary', async () => {
  await using world = await openWorld({ factor: 1 });
  const { fake, second } = world;
  const told = new Map<number, number>();
  for (let n = 0; n < GROUPS * EACH; n += 1) {
    const chat = { id: -1_002_000 - (n % GROUPS), type: 'supergroup', title: '群' };
    // Over three hours, of which one may lie in the day before.
    const date = second - 200 * MINUTE + Math.floor((n * 180 * MINUTE) / (GROUPS * EACH));
    told.set(10_000 + n, date);
    const from = { id: 10_000 + n, is_bot: false, first_name: `群友${n}` };
    fake.push({ message: { message_id: fake.freshMessage(), date, chat, from, text: '签到' } });
  }
  const count = () => Number(world.rows('select count(*) from checkin_days')[0]?.[0]);
  await until('all have checked in', () => count() === told.size, 15_000);
  const said = () => fake.called('sendMessage').length;
  const expected = GROUPS * (ANSWERED_AT_ONCE + 1);
  await until('each group has been told', () => said() >= expected, 15_000);
  const stored = world.rows(
    `select platform_id, at / 1000, date(at / 1000, 'unixepoch', '+8 hours') = day
      from checkin_days join claims using (member_id) join accounts on accounts.id = account_id`,
  );
  expect(stored).toHaveLength(told.size);
  for (const [account, at, isOwnDay] of stored) {
    expect([told.get(Number(account)), 1]).toEqual([at, isOwnDay]);
  }
  for (let group = 0; group < GROUPS; group += 1) {
    const heard = fake.heardIn(-1_002_000 - group);
    // The first three are answered at once: one alone would not wait for others.
    expect(heard.filter((text) => /^\+5|^签到成功/.test(text))).toHaveLength(ANSWERED_AT_ONCE);
    expect(heard.filter((text) => /^37 人签到成功/.test(text))).toHaveLength(1);
    expect(heard).toHaveLength(ANSWERED_AT_ONCE + 1);
  }
});
