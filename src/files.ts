/** Where jobs leave files: one folder beside the database, each file under a name of its own. */
import { mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportRequest, FileRoom } from '#kit';

/** @param folder made when the first file is written */
export function fileRoom(
  folder: string,
  runExport: (request: ExportRequest, file: string) => Promise<void>,
): FileRoom {
  const place = (name: string, within = ''): string => {
    mkdirSync(join(folder, within), { recursive: true });
    return join(folder, within, name);
  };
  return {
    async writeText({ name, text }) {
      const path = place(name);
      await writeFile(path, text, 'utf8');
      return path;
    },
    async keep({ name, within, bytes }) {
      const path = place(name, within);
      await writeFile(path, bytes);
      return path;
    },
    async writeExport(request) {
      const path = place(request.name);
      await runExport(request, path);
      return path;
    },
    async remove(name) {
      await rm(join(folder, name), { force: true, recursive: true });
    },
  };
}
