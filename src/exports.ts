/**
 * Makes an order of what somebody wants exported: which rows, as of when, under which headers. The
 * writers carry it out, here or in a worker.
 */
import {
  type CommunityId,
  type Day,
  type ExportRequest,
  type ExportSource,
  type Feature,
  type Language,
  localDay,
} from '#kit';
import { type BackgroundExport, exportInBackground } from './export/background.ts';
import type { ExportOrder } from './export/order.ts';
import type { Format } from './export/writer.ts';
import { exportsOf } from './insight/catalogue.ts';
import { latestMoment } from './insight/moment.ts';
import { Settings, type Values } from './runtime/settings.ts';
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
  readonly format: Format;
  readonly community?: CommunityId | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Headers for people in this language; absent: the keys. */
  readonly headers?: Language | undefined;
}

/** @param connection looks up days and moments only; the order's rows are read later */
export function orderFor(
  connection: Connection,
  parts: ExportParts,
  { source, format, headers, ...wanted }: ExportWish,
): ExportOrder {
  const asOf = latestMoment(connection);
  const settings = new Settings(connection, parts.features, parts.everywhere);
  const today = new Map(
    allCommunities(connection).map(({ id }) => [
      id,
      localDay(asOf, settings.community(id).calendar),
    ]),
  );
  return {
    database: parts.file,
    format,
    columns: source.columns.map(({ key, kind, headers: words }) => ({
      key,
      kind,
      header: headers === undefined ? key : words[headers],
    })),
    query: source.rows({ ...wanted, asOf, today }),
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
