/**
 * Calls of the Bot API, each with a time limit and an answer that says what is known: done,
 * refused, to be tried later, never reached, or in doubt. telegraf does the HTTP and nothing else;
 * no token is ever part of what is told.
 */
import { Telegram } from 'telegraf';
import * as z from 'zod';
import { type PlatformId, type Span, seconds, type Timers } from '#kit';
import { agentFor, NEVER_CONNECTED } from './agent.ts';
import { apiError } from './wire.ts';

/** A call that has no answer by then is in doubt. */
const ANSWERING: Span = seconds(20);
/** Waited when Telegram says «too many» and does not say for how long. */
const USUAL_WAIT_SECONDS = 5;
/** The address goes before the reason; whoever reads it has given the address. */
const WHERE_TO = /^request to \S+ failed, reason: /;
const TOO_MANY = 429;
const BROKEN = 500;

export type Answer<T> =
  | { readonly kind: 'done'; readonly result: T }
  /** Telegram said no, by an HTTP code. */
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly why: string;
      /** The group has become a supergroup with this id. */
      readonly movedTo?: PlatformId | undefined;
    }
  /** Not accepted: it may be tried again after so many seconds. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly why: string }
  /** Provably nothing was sent. */
  | { readonly kind: 'unreached'; readonly why: string }
  /** Nobody knows whether it had an effect. */
  | { readonly kind: 'doubtful'; readonly why: string };

/** An answer that is none of what was asked for. */
export type Failure = Exclude<Answer<unknown>, { kind: 'done' }>;

export interface Call<T> {
  readonly method: string;
  readonly payload?: object | undefined;
  readonly result: z.ZodType<T>;
  /** Instead of the usual limit of 20 s. */
  readonly within?: Span | undefined;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
}

export interface ApiParts {
  readonly token: string;
  /** Where the Bot API is, without a slash at its end, e.g. `https://api.telegram.org`. */
  readonly root: string;
  readonly timers: Timers;
}

/** All that is used of telegraf; of the options `signal`, for which it has a type of its own. */
interface Caller {
  callApi(method: string, payload: object, options: object): Promise<unknown>;
}

export class Api {
  readonly #caller: Caller;
  readonly #parts: ApiParts;

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#caller = callerOf(parts);
  }

  async call<T>(call: Call<T>): Promise<Answer<T>> {
    const { method, payload = {}, result, within = ANSWERING, signal } = call;
    const ending = new AbortController();
    const end = () => ending.abort();
    const limit = this.#parts.timers.after(within, end);
    signal?.addEventListener('abort', end);
    try {
      const raw = await this.#caller.callApi(method, payload, { signal: ending.signal });
      return this.#read(raw, result);
    } catch (error) {
      if (ending.signal.aborted) return doubtful(`no answer within ${within / 1_000} s`);
      return this.#failure(error);
    } finally {
      limit.cancel();
      signal?.removeEventListener('abort', end);
    }
  }

  #read<T>(raw: unknown, schema: z.ZodType<T>): Answer<T> {
    const read = schema.safeParse(raw);
    return read.success ? { kind: 'done', result: read.data } : doubtful('an unknown answer');
  }

  #failure(error: unknown): Failure {
    const { response, code, message } = thrown.parse(error);
    const why = this.#withoutToken(message.replace(WHERE_TO, ''));
    if (response === undefined) {
      return code === NEVER_CONNECTED ? { kind: 'unreached', why } : doubtful(why);
    }
    const { error_code, description, parameters } = response;
    const said = this.#withoutToken(`${error_code} ${description}`.trim());
    if (error_code >= BROKEN) return doubtful(said);
    if (error_code !== TOO_MANY) {
      const movedTo = parameters?.migrate_to_chat_id;
      return { kind: 'refused', code: error_code, why: said, movedTo };
    }
    return { kind: 'wait', seconds: parameters?.retry_after ?? USUAL_WAIT_SECONDS, why: said };
  }

  /** The address of a call holds the token, and errors tell addresses. */
  #withoutToken(text: string): string {
    return text.replaceAll(this.#parts.token, '***');
  }
}

/** What telegraf and the network throw. */
const thrown = z
  .object({
    message: z.string().catch('no words'),
    code: z.unknown().optional(),
    response: apiError.optional().catch(() => undefined),
  })
  .catch(({ value }) => ({ message: String(value), code: undefined, response: undefined }));

function doubtful(why: string): { kind: 'doubtful'; why: string } {
  return { kind: 'doubtful', why };
}

function callerOf({ token, root, timers }: ApiParts): Caller {
  // With a slash, or what follows the host would be taken for a file's name and left out.
  const telegram = new Telegram(token, { apiRoot: `${root}/`, webhookReply: false });
  // Given afterwards, because it is forgotten for addresses without TLS.
  telegram.options.agent = agentFor(root, timers);
  return telegram;
}
