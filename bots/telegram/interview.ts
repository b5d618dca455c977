/** How a newcomer is asked for a Telegram bot. */
import type { Answers, Interview, InterviewStep, Language } from '#kit';
import { variables } from './settings.ts';
import { telegramText } from './texts/index.ts';

const POLL = 'poll';
const WEBHOOK = 'webhook';

export function interview(language: Language): Interview {
  const text = telegramText(language);
  return {
    title: 'Telegram',
    before: text('before'),
    steps: [
      {
        kind: 'question',
        field: 'TOKEN',
        question: text('token'),
        example: '123456789:AbC-dEf_123',
        wrong: text('tokenWrong'),
      },
      {
        kind: 'question',
        field: 'API_ROOT',
        question: text('root'),
        example: variables.API_ROOT.preset,
        wrong: text('rootWrong'),
        isOptional: () => true,
      },
      {
        kind: 'choice',
        key: 'way',
        question: text('ways'),
        options: [
          { key: POLL, label: text('poll'), hint: text('pollHint') },
          {
            key: WEBHOOK,
            label: text('webhook'),
            hint: text('webhookHint'),
            field: 'WEBHOOK_URL',
          },
        ],
      },
      ...webhookSteps(text),
    ],
  };
}

function webhookSteps(text: ReturnType<typeof telegramText>): readonly InterviewStep[] {
  const when = ({ way }: Answers) => way === WEBHOOK;
  return [
    {
      kind: 'question',
      field: 'WEBHOOK_URL',
      question: text('webhookUrl'),
      example: 'https://bot.example.org/telegram',
      wrong: text('rootWrong'),
      when,
    },
    {
      kind: 'question',
      field: 'WEBHOOK_SECRET',
      question: text('webhookSecret'),
      example: 'k3v9-Qm2xT7_bWz4Lp8s',
      wrong: text('webhookSecretWrong'),
      when,
    },
    {
      kind: 'question',
      field: 'WEBHOOK_LISTEN',
      question: text('webhookListen'),
      example: variables.WEBHOOK_LISTEN.preset,
      wrong: text('webhookListenWrong'),
      when,
      isOptional: () => true,
    },
  ];
}
