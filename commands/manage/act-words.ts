/**
 * One act of the audit trail (操作记录) as a sentence for people. It knows the acts of this feature;
 * those of others are told by their own label `audit.…`, whose slots are named after the details.
 */

import * as z from 'zod';
import { type Commanding, displayName, type MemberId, parseMemberId, ROLES } from '#kit';
import type { Base } from './base.ts';
import { titleOfRow } from './setting-rows.ts';
import type { Act } from './store.ts';
import { shortValue } from './value.ts';

type Context = Commanding<Base>;
type Noted = Pick<Act, 'what' | 'detail'>;

const settingDetail = z.object({ key: z.string(), before: z.unknown(), after: z.unknown() });
const roleDetail = z.object({
  member: z.unknown(),
  before: z.enum(ROLES),
  after: z.enum(ROLES),
});
const anyDetail = z.record(z.string(), z.unknown());

/** What was done, without who did it: «任命 小红 为运营». */
export async function actWords(context: Context, { what, detail }: Noted): Promise<string> {
  const setting = what === 'setting' ? settingDetail.safeParse(detail).data : undefined;
  if (setting) return settingWords(context, setting);
  const role = what === 'role' ? roleDetail.safeParse(detail).data : undefined;
  if (role) return roleWords(context, role);
  return otherWords(context, { what, detail });
}

/** Names are looked up when they are shown: the records themselves hold none. */
export async function nameOf({ text, tx }: Context, member: MemberId | undefined): Promise<string> {
  const found = member === undefined ? undefined : await tx.people.find(member);
  return found?.name ?? text('erased');
}

function settingWords(context: Context, { key, before, after }: z.output<typeof settingDetail>) {
  const { house, text } = context;
  const feature = house.features().find(({ name }) => key === `${name}.on`);
  if (feature) return text(after === false ? 'actOff' : 'actOn', { title: feature.title });
  const shown = (value: unknown) => shortValue(context, value);
  const title = settingTitle(context, key);
  return text('actSetting', { title, before: shown(before), after: shown(after) });
}

function settingTitle({ house }: Context, key: string): string {
  const code = `setting.${key}`;
  const about = house.label(code);
  return about === code ? key : titleOfRow({ key, about });
}

async function roleWords(context: Context, detail: z.output<typeof roleDetail>) {
  const { house, text } = context;
  const name = await nameOf(context, parseMemberId(detail.member));
  const isTaken = detail.after === 'member';
  const role = house.label(`as.${isTaken ? detail.before : detail.after}`);
  return text(isTaken ? 'actDismiss' : 'actAppoint', { name, role });
}

const SLOT = /\{(\w+)\}/g;

async function otherWords(context: Context, { what, detail }: Noted): Promise<string> {
  const { house, text } = context;
  const code = `audit.${what}`;
  const label = house.label(code);
  const sentence = label === code ? what : label;
  const shown = new Map<string, string>();
  for (const [key, value] of Object.entries(anyDetail.safeParse(detail).data ?? {})) {
    shown.set(key, await detailWords(context, { what, key, value }));
    if (key === 'seq') shown.set('why', await reasonFor(context, value));
  }
  if (sentence.search(SLOT) >= 0) {
    return sentence.replace(SLOT, (_, key: string) => shown.get(key) ?? '—');
  }
  const details = [...shown].map(([key, value]) => (key === 'member' ? value : `${key} ${value}`));
  return text('actOther', { what: sentence, details: details.join(text('comma')) }).trim();
}

/** Free words stand beside the ledger and not in the audit trail, so that they can be erased. */
async function reasonFor({ text, tx }: Context, seq: unknown): Promise<string> {
  const entry = typeof seq === 'number' ? await tx.ledger.entry(seq) : undefined;
  return entry?.note === undefined ? '' : text('because', { why: displayName(entry.note) });
}

/** A name for a member, a sign before points gained, a word for a code, or the value itself. */
async function detailWords(
  context: Context,
  { what, key, value }: { what: string; key: string; value: unknown },
): Promise<string> {
  if (key === 'member') return nameOf(context, parseMemberId(value));
  if (key === 'points' && typeof value === 'number' && value > 0) return `+${value}`;
  const code = `${what}.${String(value)}`;
  const word = context.house.label(code);
  return word === code ? shortValue(context, value) : word;
}
