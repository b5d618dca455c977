/** Whether somebody who comes to us may: tokens and signatures, compared in constant time. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The token in the header `Authorization`, or in the address (onebots). */
export function tokenIn({ headers, url = '/' }: IncomingMessage): string | undefined {
  const given = /^(?:Bearer|Token)\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
  return given ?? queryOf(url).get('access_token') ?? undefined;
}

function queryOf(url: string): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at));
}

/** The length of what is compared must not show either, so digests are compared. */
export function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Whether `X-Signature` is HMAC-SHA1 of exactly these bytes. */
export function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const wanted = createHmac('sha1', secret).update(body).digest('hex');
  return isSame(signature, `sha1=${wanted}`);
}
