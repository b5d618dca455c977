/** More comes in than can be stored: QQ is made to wait, and nothing is lost. */
import { expect, test } from 'vitest';
import { type Incoming, parsePlatformId } from '#kit';
import { type Happened, Intake } from '../../../bots/qq/intake.ts';
import { Known } from '../../../bots/qq/known.ts';
import { readFrame } from '../../../bots/qq/wire.ts';

const self = parsePlatformId('10001') ?? expect.unreachable();

function saying(message_id: number): Happened {
  const said = {
    post_type: 'message',
    message_type: 'group',
    group_id: 1,
    user_id: 2,
    message: 'x',
  };
  const frame = readFrame(
    JSON.stringify({ time: 1_772_326_800, self_id: 10_001, message_id, ...said }),
  );
  if (frame.kind !== 'event' || frame.event.post_type === 'meta_event') return expect.unreachable();
  return frame.event;
}

test('a group that talks faster than the disk can follow waits, and goes on when half is stored', async () => {
  const known = new Known();
  known.meet(self, '群力');
  const stored: (() => void)[] = [];
  const receive = (_: Incoming) => new Promise<void>((done) => stored.push(done));
  const report = { receive, dropped: () => undefined, echoed: () => undefined };
  const intake = new Intake({ report, known, isOver: () => false, onTrouble: () => undefined });
  const asked: string[] = [];
  intake.flow = { pause: () => asked.push('pause'), resume: () => asked.push('resume') };
  const taking = Array.from({ length: 4_095 }, (_, index) => intake.take(saying(index + 1)));
  expect(asked).toEqual([]);
  taking.push(intake.take(saying(5_000)));
  expect(asked).toEqual(['pause']);
  for (const done of stored.splice(0, 2_048)) done();
  await expect.poll(() => asked).toEqual(['pause', 'resume']);
  for (const done of stored.splice(0)) done();
  await Promise.all(taking);
  expect(asked).toEqual(['pause', 'resume']);
});
