/**
 * The client of a WeChat gateway, mended. The package's own client stops WeChat itself when it is
 * closed, keeps a store on disk in a folder that is named after the token, sends a file again when
 * the first try failed, and lets broken JSON end the process.
 */
import type { Line, ServiceClass } from './contract.ts';

export type Gateway = InstanceType<ReturnType<typeof gatewayClass>>;

/** Makes the class; a function, because its parent is only loaded for an account. */
export function gatewayClass(PuppetService: ServiceClass) {
  class MendedGateway extends PuppetService {
    /** Whether the gateway has accepted us; false after a failed start. */
    isIn = false;
    /** Why a start failed. */
    failure: unknown;
    /** Called when the stream of events breaks or ends. */
    onBroken: (why: unknown) => void = () => undefined;
    /** Called for a frame that cannot be read. */
    onUnreadable: () => void = () => undefined;

    /** Nothing is kept on disk: old names would outlive a change, and the token would lie there. */
    override hookPayloadStore(): void {}

    override bridgeGrpcEventStream(line: Line): void {
      super.bridgeGrpcEventStream(line);
      const listeners = line.listeners('data');
      line.removeAllListeners('data');
      line.on('data', (frame: unknown) => {
        try {
          for (const take of listeners) Reflect.apply(take, line, [frame]);
        } catch {
          this.onUnreadable();
        }
      });
      line.on('error', (error: unknown) => this.onBroken(error));
      line.on('end', () => this.onBroken(undefined));
    }

    /** A start that throws would keep everybody waiting for five seconds; it is noted instead. */
    override async onStart(): Promise<void> {
      try {
        await super.onStart();
        this.isIn = true;
      } catch (error) {
        this.failure = error ?? new Error('the start failed');
      }
    }

    /** Hangs up. The gateway's WeChat stays logged in, so that a restart of the bot is not one. */
    override async onStop(): Promise<void> {
      for (const clean of this._cleanupCallbackList.splice(0)) clean();
      const line = this._grpcManager;
      if (!line) return;
      line.eventStream?.cancel();
      line.client.close();
    }
  }
  // A failed file would be sent once more, by an older way, although the first may have arrived.
  Object.defineProperty(MendedGateway.prototype, 'messageSendFileStream', {
    value: () => Promise.reject(new Error('the gateway did not confirm the file')),
  });
  return MendedGateway;
}
