/**
 * One question to a worker thread and its answer. A fault stays a fault on the way between threads,
 * which would otherwise take its class; what is asked is not this file's business.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Fault, type FaultCode } from './kit/fault.ts';
import { startWorker, type WorkerPath } from './start-worker.ts';

type Reply<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly message: string };

/** What a worker can be asked: the type of the question and of the answer, both plain data. */
export interface Question<Asked, Answer> {
  readonly worker: WorkerPath;
  /** Never there: it only carries the types. */
  readonly types?: (asked: Asked) => Answer;
}

export interface Asking<Asked, Answer> {
  readonly question: Question<Asked, Answer>;
  readonly asked: Asked;
  /** Ends the worker in the middle of its work; the promise then rejects. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a worker, puts the question, and waits for the answer.
 * @throws Fault when the work meets one; any other error is a bug
 */
export function askWorker<Asked, Answer>({
  question: { worker: path },
  asked,
  signal,
}: Asking<Asked, Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = startWorker(path, { workerData: asked });
    const stop = (): void => void worker.terminate();
    signal?.addEventListener('abort', stop);
    worker.once('message', (reply: Reply<Answer>) => {
      if (reply.kind === 'answer') resolve(reply.answer);
      else reject(new Fault(reply.code, reply.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`${path} ended without an answer`));
    });
  });
}

/** Answers the one question of this worker thread. @example await answer(makeCopy, copying); */
export async function answer<Asked, Answer>(
  _question: Question<Asked, Answer>,
  work: (asked: Asked) => Answer | Promise<Answer>,
): Promise<void> {
  parentPort?.postMessage(await replyTo(work));
}

async function replyTo<Asked, Answer>(
  work: (asked: Asked) => Answer | Promise<Answer>,
): Promise<Reply<Answer>> {
  try {
    return { kind: 'answer', answer: await work(workerData) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { kind: 'fault', code: error.code, message: error.message };
  }
}
