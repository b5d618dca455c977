/** Figures of members by a feature's measure (指标), for one member or for a few hundred at once. */
import {
  type Figure,
  type Given,
  type Measure,
  type MeasureSpan,
  type MemberId,
  type Read,
  type Reader,
  read,
  sql,
  type Totals,
} from '#kit';
import { core } from './tables.ts';

/** All but the bounds, which follow from the members. */
export type FigureSpan = Omit<MeasureSpan, 'from' | 'to'>;

export interface FiguresRequest {
  readonly measure: Measure;
  readonly span: FigureSpan;
  readonly members: readonly MemberId[];
}

/** @returns a figure for each of the members */
export async function figuresOf(
  reader: Reader,
  { measure, span, members }: FiguresRequest,
): Promise<ReadonlyMap<MemberId, Figure>> {
  const { without = 0 } = measure;
  const figures = new Map<MemberId, Figure>(members.map((member) => [member, without]));
  const [first] = members;
  if (first === undefined) return figures;
  const { from, to } = boundsOf(first, members);
  const wanted = JSON.stringify(members);
  const rows = await reader.all(queryOf(measure), { ...span, from, to, members: wanted });
  for (const { member_id, total } of rows) figures.set(member_id, total);
  return figures;
}

function boundsOf(first: MemberId, members: readonly MemberId[]) {
  let [from, to] = [first, first];
  for (const member of members) {
    if (member < from) from = member;
    if (member > to) to = member;
  }
  return { from, to };
}

type Values = MeasureSpan & { readonly members: string };

const known = new WeakMap<Measure, Read<Values, Totals>>();

function queryOf(measure: Measure): Read<Values, Totals> {
  const made = known.get(measure) ?? read((p: Given<Values>) => within(measure, p));
  known.set(measure, made);
  return made;
}

function within(measure: Measure, p: Given<Values>) {
  return core
    .selectFrom(measure.figures(p).as('figures'))
    .select(['figures.member_id', 'figures.total'])
    .where(sql<boolean>`figures.member_id in (select value from json_each(${p.members}))`);
}
