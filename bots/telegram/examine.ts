/** Tries a Telegram account for real, without disturbing a running bot, and says what it lacks. */
import { type ExamineOptions, type Finding, variableOf } from '#kit';
import { Api, type Failure } from './api.ts';
import { kindOf } from './poll.ts';
import { rightsInGroups } from './rights.ts';
import type { Settings } from './settings.ts';
import { telegramText } from './texts/index.ts';
import { type BotItself, botItself, type WebhookInfo, webhookInfo } from './wire.ts';

type Text = ReturnType<typeof telegramText>;

/** Asks Telegram who the bot is and how its updates are to come. */
export async function examine(options: ExamineOptions<Settings>): Promise<readonly Finding[]> {
  const { settings, parts, language } = options;
  const { timers } = parts;
  const text = telegramText(language);
  const api = new Api({ token: settings.TOKEN, root: settings.API_ROOT, timers });
  const itself = await api.call({ method: 'getMe', result: botItself });
  if (itself.kind !== 'done') return [refused(itself, options)];
  const webhook = await api.call({ method: 'getWebhookInfo', result: webhookInfo });
  return [
    { level: 'good', what: text('connected', { handle: itself.result.username }) },
    ...rightsOf(itself.result, text),
    ...(await rightsInGroups({ api, itself: itself.result, folder: parts.folder, text })),
    ...(webhook.kind === 'done' ? webhookOf(webhook.result, { text, settings }) : []),
  ];
}

function refused(answer: Failure, { account, settings, language }: ExamineOptions<Settings>) {
  const text = telegramText(language);
  const { why } = answer;
  const code = answer.kind === 'refused' ? answer.code : undefined;
  if (kindOf(code) === 'credentials') {
    const what = text('unknownToken', { why });
    return { level: 'problem', what, todo: text('unknownTokenTodo') } as const;
  }
  const variable = variableOf(account, 'API_ROOT');
  return {
    level: 'problem',
    what: text('noBotApi', { root: settings.API_ROOT, why }),
    todo: text('noBotApiTodo', { variable }),
  } as const;
}

function* rightsOf(itself: BotItself, text: Text): Generator<Finding> {
  if (itself.can_join_groups === false) {
    yield { level: 'problem', what: text('noGroups'), todo: text('noGroupsTodo') };
  }
  if (itself.can_read_all_group_messages === false) {
    yield { level: 'advice', what: text('privacy'), todo: text('privacyTodo') };
  }
}

interface Configured {
  readonly text: Text;
  readonly settings: Settings;
}

function* webhookOf(info: WebhookInfo, { text, settings }: Configured): Generator<Finding> {
  const { WEBHOOK_URL = '' } = settings;
  if (info.url !== WEBHOOK_URL && info.url !== '') {
    const what = text('foreignWebhook', { host: hostOf(info.url) });
    yield { level: 'advice', what, todo: text('foreignWebhookTodo') };
  }
  if (info.url === WEBHOOK_URL && WEBHOOK_URL !== '' && info.last_error_message !== undefined) {
    yield {
      level: info.pending_update_count > 0 ? 'problem' : 'advice',
      what: text('failedWebhook', { why: info.last_error_message }),
      todo: text('failedWebhookTodo'),
    };
  }
}

/** The rest of an address may be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '—';
}
