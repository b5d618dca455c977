/** Opens the webhook, tells Telegram of it, and watches that Telegram does reach it. */

import * as z from 'zod';
import { type Clock, type Connection, LinkRefusal } from '#kit';
import type { Api } from './api.ts';
import { listenAt, type Settings } from './settings.ts';
import { Webhook, type WebhookParts } from './webhook.ts';
import { ALLOWED_UPDATES, webhookInfo } from './wire.ts';

/** Telegram's most. Talk may wait a second for company, so that fewer would hold it up. */
const MOST_CALLS_AT_ONCE = 100;
/** A failure that long ago is history. */
const RECENT_SECONDS = 90;

export interface OpenWebhookParts extends Pick<WebhookParts, 'intake' | 'report' | 'log'> {
  readonly api: Api;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** @throws LinkRefusal when Telegram does not take the address, Error when the port is taken */
export async function openWebhook(parts: OpenWebhookParts): Promise<Connection> {
  const { settings, intake, report, log } = parts;
  const url = settings.WEBHOOK_URL ?? '';
  const secret = settings.WEBHOOK_SECRET ?? '';
  const { pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const at = listenAt(settings.WEBHOOK_LISTEN);
  const webhook = await Webhook.open({ ...at, path, secret, intake, report, log });
  try {
    await announce(parts, { url, secret });
  } catch (error) {
    await webhook.close();
    throw error;
  }
  report.heard();
  return { probe: () => probe(parts, url), close: () => webhook.close() };
}

async function announce(
  { api }: OpenWebhookParts,
  { url, secret }: { readonly url: string; readonly secret: string },
): Promise<void> {
  const answer = await api.call({
    method: 'setWebhook',
    payload: {
      url,
      secret_token: secret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: MOST_CALLS_AT_ONCE,
    },
    result: z.unknown(),
  });
  if (answer.kind === 'done') return;
  throw new LinkRefusal('outage', `the webhook was not taken: ${answer.why}`);
}

/** Silence is no fault, but it is one when Telegram calls somebody else, or in vain. */
async function probe({ api, report, clock }: OpenWebhookParts, url: string): Promise<void> {
  const answer = await api.call({ method: 'getWebhookInfo', result: webhookInfo });
  if (answer.kind !== 'done') throw new Error(answer.why);
  const info = answer.result;
  if (info.url !== url) {
    return report.lost({ kind: 'rival', why: 'the webhook was set to another address' });
  }
  const failedAt = info.last_error_date ?? 0;
  const isRecent = failedAt > clock.now() / 1_000 - RECENT_SECONDS;
  if (info.pending_update_count > 0 && isRecent) {
    throw new Error(`Telegram calls in vain: ${info.last_error_message ?? 'it does not say why'}`);
  }
}
