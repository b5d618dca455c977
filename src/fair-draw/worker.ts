/** The worker thread of fair draws: one ranking or one signature, one answer. */
import { answer } from '../worker-talk.ts';
import { type DrawAnswer, drawQuestion } from './draws.ts';
import { rankList } from './hash.ts';
import { isSigned } from './signature.ts';

await answer(drawQuestion, async (work): Promise<DrawAnswer> => {
  if (work.kind === 'rank') return { kind: 'ranked', ranked: rankList(work.order) };
  const { chain, round, ...beacon } = work;
  return { kind: 'verified', isSigned: await isSigned(chain, round, beacon) };
});
