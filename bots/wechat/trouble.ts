/**
 * What an error of a gateway means: for the link, and for something that was to be sent. Details
 * from the gateway may hold the token, so that only known words of it are passed on.
 */
import { LinkRefusal, type LinkTrouble, type SendOutcome } from '#kit';
import { Late } from './at-most.ts';

/** The codes of gRPC that say something here. */
const CODE = {
  cancelled: 1,
  invalid: 3,
  deadline: 4,
  notFound: 5,
  alreadyExists: 6,
  denied: 7,
  exhausted: 8,
  precondition: 9,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** So long a message waits that could not be handed over. */
const RETRY_SECONDS = 5;

/** The request was never written: there was no connection that could have carried it. */
const NEVER_WRITTEN =
  /^(?:No connection established|Name resolution failed|Failed to connect|Channel closed before|The channel has been closed)|no grpc manager|NO CLIENT|ECONNREFUSED/i;

/** Judged before it left: larger than the two sides agreed on. */
const TOO_LARGE = /larger than max|message size exceeds/i;
const CANNOT = /not (?:supported|implemented)|unsupported/i;

/** Why a connection is over. */
export function troubleOf(error: unknown): LinkTrouble {
  const { code, details } = read(error);
  if (code === CODE.unauthenticated) {
    return { kind: 'credentials', why: 'the gateway does not know this token' };
  }
  if (code === CODE.alreadyExists) return RIVAL;
  if (code === undefined && details === '') {
    return { kind: 'outage', why: 'the gateway has ended the connection' };
  }
  const words = details || `code ${code}`;
  return {
    kind: 'outage',
    why: CAUSES[code === CODE.deadline ? 'slow' : causeOf(words)],
    details: words,
  };
}

/** What keeps a gateway from being reached, as far as its words tell. */
export type Cause = 'refused' | 'nameUnknown' | 'tls' | 'slow' | 'unknown';

const SIGNS: readonly (readonly [Cause, RegExp])[] = [
  ['nameUnknown', /ENOTFOUND|EAI_AGAIN|Name resolution failed/i],
  ['refused', /ECONNREFUSED/i],
  ['tls', /certificate|altnames|self.signed|SSL|TLS|EPROTO|wrong version number/i],
  ['slow', /deadline|ETIMEDOUT|does not answer|no answer/i],
];

const CAUSES: Readonly<Record<Cause, string>> = {
  nameUnknown: 'there is no host of that name',
  refused: 'nothing listens where the gateway should be',
  tls: 'one side uses TLS and the other does not, or the certificate is another one',
  slow: 'the gateway did not answer in time',
  unknown: 'the gateway cannot be reached',
};

/** Reads the words of gRPC and of sockets, which are not for people. */
export function causeOf(details: string): Cause {
  return SIGNS.find(([, sign]) => sign.test(details))?.[0] ?? 'unknown';
}

/** One gateway tells its events to one program. */
export const RIVAL: LinkTrouble = {
  kind: 'rival',
  why: 'the gateway answers, but tells its events to another program',
};

export const NOBODY_LOGGED_IN =
  'the gateway answers, but no WeChat account is logged in there: scan its code with the phone';

/** WeChat has put the account out. */
export const LOGGED_OUT: LinkTrouble = {
  kind: 'loggedOut',
  why: 'WeChat has logged the account out: scan the code at the gateway again',
};

/** A trouble as `open` throws it. */
export function refusal({ kind, why, details }: LinkTrouble): LinkRefusal {
  return new LinkRefusal(kind, why, details);
}

/** How an attempt to send ended that threw this. */
export function outcomeOf(error: unknown): SendOutcome {
  const { code, details } = read(error);
  const why = details || `code ${code}`;
  switch (code) {
    case CODE.unauthenticated:
      return notAccepted('the gateway does not know this token');
    case CODE.unavailable:
      return NEVER_WRITTEN.test(details) ? notAccepted(why) : { kind: 'unknown', why };
    case CODE.invalid:
    case CODE.notFound:
    case CODE.denied:
    case CODE.precondition:
    case CODE.unimplemented:
      return { kind: 'refused', why };
    case CODE.exhausted:
      return TOO_LARGE.test(details) ? { kind: 'refused', why } : { kind: 'unknown', why };
    case undefined:
      return NEVER_WRITTEN.test(details) ? notAccepted(why) : { kind: 'unknown', why };
    default:
      // The gateway tried, and something went wrong in the middle, unless it says that it cannot.
      return CANNOT.test(details) ? { kind: 'refused', why } : { kind: 'unknown', why };
  }
}

export function notAccepted(why: string): SendOutcome {
  return { kind: 'notAccepted', why, retryAfterSeconds: RETRY_SECONDS };
}

interface Read {
  readonly code: number | undefined;
  readonly details: string;
}

/** Longest part of a gateway's words that is passed on. */
const LONGEST_DETAILS = 200;
/** Any word long enough; whether it can be a token is a second question, in linear time. */
const WORDS = /["']?[\w.-]{7,}["']?/g;
/** Tokens begin with a name and an underscore; a gateway likes to repeat the one that it got. */
const isToken = (word: string): boolean => {
  const bare = word.replace(/^["']|["']$/g, '');
  const at = bare.indexOf('_');
  return at >= 0 && bare.length - at > 6;
};

function read(error: unknown): Read {
  if (!(error instanceof Error)) {
    const hasCode = typeof error === 'object' && error !== null && 'code' in error;
    return { code: hasCode ? numberOf(error.code) : undefined, details: '' };
  }
  const code = 'code' in error ? numberOf(error.code) : undefined;
  const words = 'details' in error && error.details ? String(error.details) : error.message;
  if (error instanceof Late) return { code: CODE.deadline, details: error.message };
  const [line = ''] = words.replace(WORDS, (word) => (isToken(word) ? '…' : word)).split('\n');
  return { code, details: line.slice(0, LONGEST_DETAILS) };
}

function numberOf(code: unknown): number | undefined {
  return typeof code === 'number' ? code : undefined;
}
