/** How a newcomer is asked for a WeChat account behind a gateway. */
import type { Answers, Interview, InterviewQuestion, Language } from '#kit';
import { isLoopback } from './settings.ts';
import { wechatText } from './texts/index.ts';

type Text = ReturnType<typeof wechatText>;

export function interview(language: Language): Interview {
  const text = wechatText(language);
  return {
    title: text('title'),
    warning: text('warning'),
    before: text('before'),
    steps: [...reaching(text), ...certificate(text)],
  };
}

function reaching(text: Text): readonly InterviewQuestion[] {
  return [
    {
      kind: 'question',
      field: 'ENDPOINT',
      question: text('endpoint'),
      example: '127.0.0.1:18788',
      wrong: text('endpointWrong'),
    },
    {
      kind: 'question',
      field: 'TOKEN',
      question: text('token'),
      example: 'mygroup_6f1c2e6a90d1',
      wrong: text('tokenWrong'),
    },
  ];
}

function certificate(text: Text): readonly InterviewQuestion[] {
  return [
    {
      kind: 'question',
      field: 'CA_CERT',
      question: text('certificate'),
      example: 'gateway.crt',
      wrong: text('certificateWrong'),
      when: ({ ENDPOINT = '' }: Answers) => !isLoopback(ENDPOINT),
      isOptional: () => true,
    },
    {
      kind: 'question',
      field: 'SERVER_NAME',
      question: text('serverName'),
      example: 'mygroup',
      wrong: text('serverNameWrong'),
      when: ({ CA_CERT = '' }: Answers) => CA_CERT !== '',
      isOptional: () => true,
    },
  ];
}
