/** The worker thread of exports: one order, one file, one answer. It knows no features. */
import { answer } from '../worker-talk.ts';
import { exportQuestion } from './background.ts';
import { carryOut } from './order.ts';
import { fileSink } from './writer.ts';

await answer(exportQuestion, ({ order, file }) =>
  carryOut(order, { sink: fileSink(file), called: file }),
);
