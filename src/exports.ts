/**
 * Makes an order of what somebody wants exported: which rows, as of when, under which headers. The
 * writers carry it out, here or in a worker.
 */
import {
  type CommunityId,
  type Day,
  type ExportColumn,
  type ExportRequest,
  type ExportSource,
  type Feature,
  type Language,
  localDay,
  type Zone,
} from '#kit';
import { type BackgroundExport, exportInBackground } from './export/background.ts';
import type { ExportOrder } from './export/order.ts';
import type { Column, Format } from './export/writer.ts';
import { exportsOf } from './insight/catalogue.ts';
import { latestMoment } from './insight/moment.ts';
import { Settings, type Values } from './runtime/settings/settings.ts';
import { allCommunities } from './store/communities.ts';
import { openForReading } from './store/open.ts';
import type { Connection } from './store/sqlite.ts';

export interface ExportParts {
  /** The database file. */
  readonly file: string;
  readonly features: readonly Feature[];
  /** What the operator set for all communities. */
  readonly everywhere: Values;
}

export interface ExportWish {
  readonly source: ExportSource;
  /** What the table is called, as one asks for it. */
  readonly what?: string | undefined;
  readonly format: Format;
  readonly community?: CommunityId | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Headers, words and times for people in this language; absent: keys, codes and UTC. */
  readonly headers?: Language | undefined;
}

/** @param connection looks up days and moments only; the order's rows are read later */
export function orderFor(
  connection: Connection,
  parts: ExportParts,
  { source, what, format, headers, ...wanted }: ExportWish,
): ExportOrder {
  const asOf = latestMoment(connection);
  const settings = new Settings(connection, parts.features, parts.everywhere);
  const today = new Map(
    allCommunities(connection).map(({ id }) => [
      id,
      localDay(asOf, settings.community(id).calendar),
    ]),
  );
  const zones = new Set(
    [...today.keys()]
      .filter((id) => wanted.community === undefined || id === wanted.community)
      .map((id) => settings.community(id).calendar.zone),
  );
  const [zone] = zones.size === 1 ? zones : [];
  const scope = { ...wanted, asOf, today };
  const order = { database: parts.file, format };
  if (headers === undefined || format === 'json') {
    const columns = source.columns.map(columnOf);
    return { ...order, title: what, columns, query: source.rows(scope) };
  }
  const shown = source.forPeople ?? source;
  const columns = shown.columns.map(columnFor({ language: headers, zone }));
  const title = titleOf(parts.features, { what, language: headers });
  return { ...order, title, columns, query: shown.rows(scope) };
}

/** What people call a table; one for which no feature has a word is called by its name. */
function titleOf(
  features: readonly Feature[],
  { what, language }: { what: string | undefined; language: Language },
): string | undefined {
  const labels = features.map(({ phrases }) => phrases[language].labels[`export.${what}`]);
  return labels.find((label) => label !== undefined) ?? what;
}

/** For scripts: keys, codes, and times in UTC. */
function columnOf({ key, kind }: ExportColumn): Column {
  return { key, kind, header: key };
}

/**
 * For people: titles, words for codes, and times by the communities' own clock, which the title
 * names. Communities of several zones in one table leave the times in UTC.
 */
function columnFor({ language, zone }: { language: Language; zone: Zone | undefined }) {
  return ({ key, kind, headers, words }: ExportColumn): Column => {
    const header = headers[language];
    if (kind !== 'instant') return { key, kind, header, words: words?.[language] };
    const clock = zone ?? 'UTC';
    const titled = language === 'en' ? `${header} (${clock})` : `${header}（${clock}）`;
    return { key, kind: zone === undefined ? kind : 'wall', header: titled, zone };
  };
}

/** Carries an order out into a file; gives the number of rows. */
type Carrier = (job: BackgroundExport) => Promise<number>;

/**
 * Runs the exports that are asked for in a group.
 * @param carry in a worker unless said, so that no export holds up answers
 */
export function exporter(parts: ExportParts, carry: Carrier = exportInBackground) {
  const sources = exportsOf(parts.features);
  return async (request: ExportRequest, file: string): Promise<void> => {
    const source = sources.get(request.what);
    if (!source) throw new RangeError(`there is no export «${request.what}»`);
    const connection = openForReading(parts.file);
    try {
      const order = orderFor(connection, parts, { ...request, source });
      await carry({ order, file });
    } finally {
      connection.close();
    }
  };
}
