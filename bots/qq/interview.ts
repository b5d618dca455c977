/** How a newcomer is asked for a QQ account: first which of three ways it is reached. */
import type { Answers, Interview, InterviewChoice, InterviewQuestion, Language } from '#kit';
import { PRESS } from './napcat.ts';
import { isLoopback } from './settings.ts';
import { qqText } from './texts/index.ts';

const FORWARD = 'forward';
const REVERSE = 'reverse';
const HTTP = 'http';

type Text = ReturnType<typeof qqText>;
type Question = Omit<InterviewQuestion, 'kind'>;

export function interview(language: Language): Interview {
  const text = qqText(language);
  return {
    title: 'QQ',
    warning: text('warning'),
    before: text('before'),
    steps: [
      ways(text),
      ...addresses(text).map((question) => ({ kind: 'question' as const, ...question })),
      ...credentials(text).map((question) => ({ kind: 'question' as const, ...question })),
    ],
  };
}

function ways(text: Text): InterviewChoice {
  return {
    kind: 'choice',
    key: 'way',
    question: text('ways'),
    options: [
      {
        key: FORWARD,
        label: text('forward'),
        hint: text('forwardHint', { press: PRESS.server }),
        field: 'URL',
      },
      {
        key: HTTP,
        label: text('http'),
        hint: text('httpHint', { press: PRESS.httpServer, also: PRESS.httpClient }),
        field: 'HTTP_URL',
      },
      {
        key: REVERSE,
        label: text('reverse'),
        hint: text('reverseHint', { press: PRESS.client }),
        field: 'LISTEN',
      },
    ],
  };
}

function addresses(text: Text): readonly Question[] {
  const listen = { field: 'LISTEN', example: '6701', wrong: text('listenWrong') };
  return [
    {
      field: 'URL',
      question: text('url'),
      example: 'ws://127.0.0.1:3001',
      wrong: text('urlWrong'),
      when: ({ way }) => way === FORWARD,
    },
    {
      field: 'HTTP_URL',
      question: text('httpUrl'),
      example: 'http://127.0.0.1:3000',
      wrong: text('httpUrlWrong'),
      when: ({ way }) => way === HTTP,
    },
    { ...listen, question: text('listen'), when: ({ way }) => way === REVERSE },
    { ...listen, question: text('listenHttp'), when: ({ way }) => way === HTTP },
  ];
}

function credentials(text: Text): readonly Question[] {
  const token = { field: 'TOKEN', example: 'f3c1-7e2b-90aa', wrong: text('tokenWrong') };
  return [
    { ...token, question: text('token'), when: (answers) => !isPrivate(answers) },
    {
      ...token,
      question: text('tokenOrNone'),
      when: isPrivate,
      isOptional: () => true,
    },
    {
      field: 'SECRET',
      question: text('secret'),
      example: 'f3c1-7e2b-90aa',
      wrong: text('tokenWrong'),
      when: ({ way }) => way === HTTP,
      isOptional: () => true,
    },
  ];
}

/** Whether nobody but this machine can reach either side; only then it goes without a token. */
function isPrivate({ URL: url, HTTP_URL, LISTEN = '' }: Answers): boolean {
  const hosts = [url, HTTP_URL].flatMap((far) => (far && URL.canParse(far) ? [far] : []));
  const [, host = '127.0.0.1'] = /^(?:(.*):)?\d+$/.exec(LISTEN) ?? [];
  return [host, ...hosts.map((far) => new URL(far).hostname)].every(isLoopback);
}
