/** Rows that are due at once, and in each of some seconds while the loop is blocked, in the app. */
import { realClock } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { bell } from './due-bell.ts';
import { block, type Dues, figuresOf, now, type Rung, sleep } from './due-figures.ts';
import { openHouse } from './house.ts';
import { messageOf } from './talk.ts';

export async function dueOurs({ rows, rounds, isBlocked }: Dues): Promise<Figures> {
  const rung: Rung[] = [];
  const feature = bell((planned) => rung.push({ planned, at: now() }));
  const house = await openHouse({
    clock: realClock,
    features: [feature],
    onSend: () => undefined,
  });
  let said = 0;
  const plan = async (times: number, ms: number) => {
    said += 1;
    const about = { n: said, at: realClock.now(), group: 1, member: 1 };
    await house.app.receive(house.bot, messageOf({ ...about, text: `/bell ${times} ${ms}` }));
  };
  const cpu = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    if (isBlocked) for (let second = 1; second <= rows; second += 1) await plan(1, second * 1_000);
    else await plan(rows, 1_000);
    if (isBlocked) await block(rows);
    while (rung.length < rows * (round + 1)) await sleep(50);
    // Whatever came twice would come by now.
    await sleep(300);
  }
  const figures = figuresOf({ rung, rows, rounds, cpu });
  await house.close();
  return figures;
}
