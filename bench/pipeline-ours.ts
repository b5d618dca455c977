/** Our program, in process: every event through the whole pipeline, all features on. */
import type { Clock, Incoming, Message } from '#kit';
import { realClock } from '../src/host.ts';
import { SetClock } from '../src/runtime/set-clock.ts';
import type { Figures } from './contender.ts';
import { type House, NO_MERGING, openHouse } from './house.ts';
import { type TalkOptions, talk } from './talk.ts';

/** As many as the sandbox has on their way at once. */
const IN_FLIGHT = 2_048;

/** As `qunli sandbox` replays a file: time is set by the events. */
export function oursAsReplay(options: TalkOptions): Promise<Figures> {
  return measure({ clock: new SetClock() }, talk(options));
}

/** The same where talk earns nothing: the work that the measured peers do, and its roll-ups. */
export function oursUnpaid(options: TalkOptions): Promise<Figures> {
  const settings = { 'points.chatPoints': 0 };
  return measure({ clock: new SetClock(), settings }, talk(options));
}

/** As a service: time passes by itself, and answers leave while the next events are taken in. */
export function oursAsService(options: TalkOptions): Promise<Figures> {
  return measure({ clock: realClock }, talk(options));
}

interface Conditions {
  readonly clock: Clock;
  readonly settings?: Readonly<Record<string, unknown>>;
}

async function measure(
  { clock, settings = {} }: Conditions,
  spoken: Iterable<Message>,
): Promise<Figures> {
  const messages = [...spoken];
  let answers = 0;
  const house = await openHouse({
    clock,
    settings: { ...NO_MERGING, ...settings },
    onSend: () => {
      answers += 1;
    },
  });
  const cpu = process.cpuUsage();
  const started = performance.now();
  await feed(house, { clock, messages });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await house.close();
  return {
    eventsPerSecond: messages.length / seconds,
    cpuMicrosPerEvent: (user + system) / messages.length,
    answers,
  };
}

interface Feed {
  readonly clock: Clock;
  readonly messages: readonly Incoming[];
}

/** Hands all messages in, a bounded number at once, and waits until all is done and said. */
export async function feed(house: House, { clock, messages }: Feed): Promise<void> {
  let inFlight = 0;
  let wake: (() => void) | undefined;
  const land = () => {
    inFlight -= 1;
    if (inFlight <= IN_FLIGHT / 2) wake?.();
  };
  for (const message of messages) {
    if (clock instanceof SetClock) clock.moveTo(message.at);
    const event = clock.isSet ? message : { ...message, at: clock.now() };
    inFlight += 1;
    void house.app.receive(house.bot, event).then(land);
    if (inFlight < IN_FLIGHT) continue;
    await new Promise<void>((resume) => {
      wake = resume;
    });
  }
  await house.app.settle();
}
