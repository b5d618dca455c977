/**
 * A network of public randomness of our own, with a mirror on loopback that can be down, slow,
 * wrong or forged: real signatures by the library's signer, a real socket, a clock of its choice.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import type { BeaconChain } from '#kit';
import { sha256OfHex } from '../../src/fair-draw/hash.ts';
import { messageOf } from '../../src/fair-draw/signature.ts';

const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const { shortSignatures: bls } = bls12_381;

export type Mood =
  | 'honest'
  | 'down'
  | 'silent'
  | 'anotherRound'
  | 'forged'
  | 'nonsense'
  | 'endless';

/** @param secret 64 hexadecimal digits */
export function pretendChain(secret: string): BeaconChain {
  return {
    hash: 'c4'.repeat(32),
    publicKey: Buffer.from(bls.getPublicKey(bytes(secret)).toBytes()).toString('hex'),
    genesisSeconds: 1_700_000_000,
    periodSeconds: 3,
  };
}

export function signRound(secret: string, round: number) {
  const message = bls.hash(bytes(messageOf(round)), DOMAIN);
  const signature = Buffer.from(bls.sign(message, bytes(secret)).toBytes()).toString('hex');
  return { signature, randomness: sha256OfHex(signature) };
}

function bytes(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

export class PretendMirror {
  mood: Mood = 'honest';
  /** What happens elsewhere between a question and its answer. */
  meanwhile: () => Promise<void> = async () => undefined;
  /** Rounds that were asked for, oldest first. */
  readonly asked: number[] = [];
  readonly #server: Server;
  readonly #secret: string;

  private constructor(secret: string) {
    this.#secret = secret;
    this.#server = createServer((request, response) => {
      const round = Number(/[/]public[/](\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
      this.asked.push(round);
      if (this.mood === 'silent') return;
      if (this.mood === 'down') return void request.socket.destroy();
      response.setHeader('content-type', 'application/json');
      void this.meanwhile().then(() => response.end(this.#answer(round)));
    });
  }

  static async open(secret: string): Promise<PretendMirror> {
    const mirror = new PretendMirror(secret);
    await new Promise<void>((ready) => mirror.#server.listen(0, '127.0.0.1', ready));
    return mirror;
  }

  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${portOf(address)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #answer(round: number): string {
    const honest = { round, ...signRound(this.#secret, round) };
    switch (this.mood) {
      case 'anotherRound':
        return JSON.stringify({ ...signRound(this.#secret, round - 1), round });
      case 'forged': {
        const forged = signRound('11'.repeat(32), round);
        return JSON.stringify({ round, ...forged });
      }
      case 'nonsense':
        return '<html>502</html>';
      case 'endless':
        return `{"round":${round},"padding":"${'x'.repeat(1_000_000)}"}`;
      default:
        return JSON.stringify(honest);
    }
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
