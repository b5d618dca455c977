/** The same by node-cron's own timers: one task for each thing, or one that comes each second. */
import { schedule } from 'node-cron';
import type { Figures } from './contender.ts';
import { block, type Dues, figuresOf, now, type Rung, sleep } from './due-figures.ts';

export async function dueNodeCron(dues: Dues): Promise<Figures> {
  const rung: Rung[] = [];
  const cpu = process.cpuUsage();
  if (dues.isBlocked) await everySecond(dues, rung);
  else for (let round = 0; round < dues.rounds; round += 1) await atOnce(dues, rung);
  return figuresOf({ ...dues, rung, cpu });
}

async function atOnce({ rows }: Dues, rung: Rung[]): Promise<void> {
  const planned = (Math.ceil(now() / 1_000) + 1) * 1_000;
  const at = new Date(planned);
  const expression = `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
  const ring = () => void rung.push({ planned, at: now() });
  const tasks = Array.from({ length: rows }, () => schedule(expression, ring, { timezone: 'UTC' }));
  await sleep(planned + 2_000 - now());
  await Promise.all(tasks.map((task) => task.destroy()));
}

/** One task, as nobody would make one for each second. */
async function everySecond({ rows }: Dues, rung: Rung[]): Promise<void> {
  const first = Math.ceil(now() / 1_000) + 1;
  await sleep(first * 1_000 - 500 - now());
  const task = schedule('* * * * * *', () => {
    const at = now();
    rung.push({ planned: Math.floor(at / 1_000) * 1_000, at });
  });
  await block(rows);
  await sleep((first + rows) * 1_000 - 500 - now());
  await task.destroy();
}
