/**
 * How a bot gets the bytes of a file that a member has sent, wherever they lie. The host makes it
 * real, so that the bounds of size, place and address stand in one file.
 */
import type { Fetched } from './attachment.ts';

export interface Fetching {
  /**
   * A file on this machine, whole. Only for paths that no member can choose. Does not fail.
   * @param most in bytes
   */
  readLocal(path: string, most: number): Promise<Fetched>;
  /**
   * A file behind an address, by HTTP or HTTPS. One that leads into a private network is refused,
   * redirects included. Does not fail.
   * @param most in bytes; what is larger is not read to its end
   */
  download(from: Source, most: number): Promise<Fetched>;
}

export interface Source {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Names or addresses that the operator has configured; these may be private. */
  readonly ownHosts?: readonly string[];
}
