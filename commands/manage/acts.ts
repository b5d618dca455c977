/** The audit trail (操作记录) in words: who did what, newest first. */

import * as z from 'zod';
import {
  type Commanding,
  formatLocalDateTime,
  type House,
  type Line,
  lines,
  type MemberId,
  parseMemberId,
  ROLES,
} from '#kit';
import type { Base } from './base.ts';
import { type Act, actsIn } from './store.ts';
import { shortValue } from './value.ts';

const MOST_SHOWN = 10;

const settingDetail = z.object({ key: z.string(), before: z.unknown(), after: z.unknown() });
const roleDetail = z.object({
  member: z.unknown(),
  before: z.enum(ROLES),
  after: z.enum(ROLES),
});
const anyDetail = z.record(z.string(), z.unknown());

export async function acts(context: Commanding<Base>): Promise<void> {
  const { community, say, text, tx } = context;
  const newest = await actsIn(tx, { community: community.id, limit: MOST_SHOWN });
  if (newest.length === 0) return say(text('noActs'));
  const rows: Line[] = [];
  for (const act of newest) rows.push(await row(context, act));
  return say(lines(text('actsTitle'), ...rows));
}

async function row(context: Commanding<Base>, act: Act): Promise<Line> {
  const { community, text } = context;
  const at = formatLocalDateTime(act.at, community.calendar.zone).slice('2026-'.length);
  const who = act.operator === undefined ? text('system') : await nameOf(context, act.operator);
  return text('act', { at, who, what: await words(context, act) });
}

async function words(context: Commanding<Base>, { what, detail }: Act): Promise<string> {
  const { house, text } = context;
  const setting = what === 'setting' ? settingDetail.safeParse(detail).data : undefined;
  if (setting) {
    const before = shortValue(setting.before, text);
    return text('actSetting', { key: setting.key, before, after: shortValue(setting.after, text) });
  }
  const role = what === 'role' ? roleDetail.safeParse(detail).data : undefined;
  if (role) {
    const name = await nameOf(context, parseMemberId(role.member));
    const isTaken = role.after === 'member';
    const shown = { name, role: house.label(isTaken ? role.before : role.after) };
    return text(isTaken ? 'actDismiss' : 'actAppoint', shown);
  }
  return other(context, { what, detail });
}

/**
 * What another feature has noted: its own word for the act, names for members, values as they are.
 */
async function other(
  context: Commanding<Base>,
  { what, detail }: Pick<Act, 'what' | 'detail'>,
): Promise<string> {
  const { house, text } = context;
  const details: string[] = [];
  for (const [key, value] of Object.entries(anyDetail.safeParse(detail).data ?? {})) {
    if (key === 'member') details.push(await nameOf(context, parseMemberId(value)));
    else details.push(`${word(house, `detail.${key}`)} ${shortValue(value, text)}`);
  }
  const label = word(house, `audit.${what}`);
  return text('actOther', { what: label, details: details.join(', ') }).trim();
}

/** A feature's word for a code, or else the code without its prefix. */
function word(house: House, code: string): string {
  const label = house.label(code);
  return label === code ? code.slice(code.indexOf('.') + 1) : label;
}

async function nameOf(
  { text, tx }: Commanding<Base>,
  member: MemberId | undefined,
): Promise<string> {
  const found = member === undefined ? undefined : await tx.people.find(member);
  return found?.name ?? text('erased');
}
