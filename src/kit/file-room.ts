/** Where work outside the database leaves what it made, and how it asks for an export. */
import type { CommunityId, MemberId } from './ids.ts';
import type { Language } from './phrases.ts';

/** Where work may leave files. Only what is kept stays: the house removes all else a day later. */
export interface FileRoom {
  /** @returns the path of the written file */
  writeText(file: TextFile): Promise<string>;
  /** Writes a whole export in the background without holding up answers. @returns its path */
  writeExport(request: ExportRequest): Promise<string>;
  /** Keeps a file until it is removed; one of the same name is replaced. @returns its path */
  keep(file: KeptFile): Promise<string>;
  /** Removes a file or folder that was left here; one that is gone already is fine. */
  remove(name: string): Promise<void>;
}

export interface KeptFile {
  readonly name: string;
  /** A folder of its own, so that members see its name and it replaces no other of that name. */
  readonly within?: string | undefined;
  readonly bytes: Uint8Array;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** Whose data it holds and nobody else's; without it, it goes as soon as anybody is erased. */
  readonly about?: MemberId;
}

export interface ExportRequest {
  /** File name without folder; an older file of that name is replaced. */
  readonly name: string;
  readonly what: string;
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly community: CommunityId;
  readonly headers: Language;
}
