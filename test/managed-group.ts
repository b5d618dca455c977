/** A group with two who manage it, and a platform that takes what is sent as the test says. */
import type { SendOutcome } from '#kit';
import { features } from '../commands/index.ts';
import { openChat } from '../src/testing/open-chat.ts';

/** Thursday, 26 November 2026; 阿强 is the owner and 小芳 a manager. */
export async function openManagedGroup() {
  const wire: { outcome: SendOutcome | undefined } = { outcome: undefined };
  const chat = await openChat({
    features,
    now: '2026-11-26T09:10:00+08:00',
    outcome: () => wire.outcome,
  });
  const [qiang, fang] = [chat.member('阿强'), chat.member('小芳')];
  await qiang.becomes('owner');
  await fang.says('早');
  await qiang.says('任命 @小芳 运营', { mentions: [fang] });
  async function schedules(typed: string): Promise<void> {
    await qiang.says(typed);
    await qiang.says('1');
    chat.rest();
  }
  const at = (time: string) => chat.at(`2026-${time}:00+08:00`);
  return { chat, qiang, fang, schedules, at, wire, [Symbol.asyncDispose]: () => chat.close() };
}
