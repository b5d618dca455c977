/** Tries a Telegram account for real, without disturbing a running bot, and says what it lacks. */
import type { BotOptions, Finding } from '#kit';
import { Api, type Failure } from './api.ts';
import { kindOf } from './poll.ts';
import type { Settings } from './settings.ts';
import { type BotItself, botItself, type WebhookInfo, webhookInfo } from './wire.ts';

/** Asks Telegram who the bot is and how its updates are to come. */
export async function examine({
  settings,
  parts,
}: BotOptions<Settings>): Promise<readonly Finding[]> {
  const { timers } = parts;
  const api = new Api({ token: settings.TOKEN, root: settings.API_ROOT, timers });
  const itself = await api.call({ method: 'getMe', result: botItself });
  if (itself.kind !== 'done') return [refused(itself, settings)];
  const webhook = await api.call({ method: 'getWebhookInfo', result: webhookInfo });
  return [
    { level: 'good', what: `connected as @${itself.result.username}` },
    ...rightsOf(itself.result),
    ...(webhook.kind === 'done' ? webhookOf(webhook.result, settings) : []),
  ];
}

function refused(answer: Failure, { API_ROOT }: Settings): Finding {
  const code = answer.kind === 'refused' ? answer.code : undefined;
  if (kindOf(code) === 'credentials') {
    return {
      level: 'problem',
      what: `Telegram does not know this token (${answer.why})`,
      todo: 'ask @BotFather for the token with /token and put it into QUNLI_TELEGRAM_TOKEN',
    };
  }
  return {
    level: 'problem',
    what: `${API_ROOT} does not answer as the Bot API does: ${answer.why}`,
    todo: 'check the network; where Telegram is blocked, set QUNLI_TELEGRAM_API_ROOT to a proxy',
  };
}

function* rightsOf(itself: BotItself): Generator<Finding> {
  if (itself.can_join_groups === false) {
    yield {
      level: 'problem',
      what: 'the bot may not be added to groups',
      todo: 'tell @BotFather: /setjoingroups, choose the bot, Enable',
    };
  }
  if (itself.can_read_all_group_messages === false) {
    yield {
      level: 'advice',
      what: 'privacy mode is on: where it is no admin, the bot hears only commands with a slash',
      todo: 'make it an admin of the group, or tell @BotFather /setprivacy, Disable, and add it anew',
    };
  }
}

function* webhookOf(info: WebhookInfo, { WEBHOOK_URL = '' }: Settings): Generator<Finding> {
  if (info.url !== WEBHOOK_URL && info.url !== '') {
    yield {
      level: 'advice',
      what: `updates go to a webhook at ${hostOf(info.url)}, not to this bot`,
      todo: 'stop the other copy; starting this one takes the webhook away from it',
    };
  }
  if (info.url === WEBHOOK_URL && WEBHOOK_URL !== '' && info.last_error_message !== undefined) {
    yield {
      level: info.pending_update_count > 0 ? 'problem' : 'advice',
      what: `Telegram could not call the webhook: ${info.last_error_message}`,
      todo: 'check that the address is public, has a valid certificate and leads to this bot',
    };
  }
}

/** The rest of an address may be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'another address';
}
