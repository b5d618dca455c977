/** Lets time pass by hand: what falls due on the way happens at its own moment, in order. */
import { after, type Instant, instantOf, type Span } from '#kit';
import type { App } from '../../app.ts';
import { nextDue } from '../../store/due.ts';
import { factOf, setFact } from '../../store/facts.ts';
import type { MovedClock } from './moved-clock.ts';

/** Kept, because the time of a database must not run backwards from one session to the next. */
const AHEAD = 'terminal.aheadMs';

interface Time {
  readonly app: App;
  readonly clock: MovedClock;
}

/** Moves the clock forward by a span. */
export async function moveTime({ app, clock }: Time, span: Span): Promise<void> {
  await moveTo({ app, clock }, after(clock.now(), span));
  const value = String(clock.ahead);
  await app.store.write(clock.now(), async (_, { connection }) => {
    connection.run(setFact, { key: AHEAD, value });
  });
}

/** Takes up the time where the last session left it. */
export async function resumeTime({ app, clock }: Time): Promise<void> {
  const kept = await app.store.reader.get(factOf, { key: AHEAD });
  if (kept) await moveTo({ app, clock }, instantOf(clock.now() + Number(kept.value)));
}

async function moveTo({ app, clock }: Time, end: Instant): Promise<void> {
  await app.settle();
  let last: string | undefined;
  for (;;) {
    const due = await app.store.reader.get(nextDue, { kind: 'item' });
    // By its number it would not be known: what comes next may bear that of what is done.
    const name = due && `${due.key} ${due.due_at}`;
    if (!due || due.due_at > end || name === last) break;
    last = name;
    clock.moveTo(due.due_at);
    await app.tick();
    await app.settle();
  }
  clock.moveTo(end);
  await app.tick();
  await app.settle();
}
