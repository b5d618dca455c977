/** Reads an export in JSON back. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const table = z.array(z.record(z.string(), z.unknown()));

export function readTable(file: string): readonly Readonly<Record<string, unknown>>[] {
  return table.parse(JSON.parse(readFileSync(file, 'utf8')));
}
