/**
 * The part of wechaty and its packages that we use, in our own words. Their own types redefine
 * `util.promisify` for the whole program, and pull in three hundred files.
 */
import * as z from 'zod';

export interface GatewayOptions {
  readonly endpoint: string;
  readonly token: string;
  /** After so much silence the package would start anew by itself. */
  readonly timeoutSeconds: number;
  readonly tls: {
    readonly disable: boolean;
    readonly serverName?: string;
    /** The certificate itself, as PEM. */
    readonly caCert?: string;
  };
}

/** What goes over the wire: a stream of events, and calls. */
export interface Line {
  /** A plain emitter: every listener of `data` gets one frame. */
  on(event: 'data' | 'error' | 'end', then: (told: unknown) => void): unknown;
  listeners(event: 'data'): readonly ((frame: unknown) => void)[];
  removeAllListeners(event: 'data'): unknown;
  readonly eventStream?: { cancel(): void };
  readonly client: { close(): void };
}

export type GatewayEvent =
  | 'heartbeat'
  | 'dong'
  | 'login'
  | 'logout'
  | 'dirty'
  | 'message'
  | 'room-join'
  | 'room-leave'
  | 'room-topic'
  | 'room-invite'
  | 'friendship'
  | 'post';

/** The client of a gateway, as its package makes it. */
export interface Service {
  _cleanupCallbackList: (() => void)[];
  _grpcManager?: Line;
  /** Opens its store on disk at a login; called once, while it is made. */
  hookPayloadStore(): void;
  /** Passes on what the line tells. */
  bridgeGrpcEventStream(line: Line): void;
  onStart(): Promise<void>;
  onStop(): Promise<void>;
  on(event: GatewayEvent, then: (payload: unknown) => void): unknown;
  removeAllListeners(event: GatewayEvent): unknown;
  /** Asks for a `dong`. */
  ding(data: string): void;
  messagePayload(id: string): Promise<unknown>;
  contactPayload(id: string): Promise<unknown>;
  roomMemberPayload(room: string, person: string): Promise<unknown>;
  roomPayload(id: string): Promise<unknown>;
  roomList(): Promise<unknown>;
  /** Sends a text. @returns the id of the message, if the gateway tells it */
  messageSendText(place: string, text: string, mentions: readonly string[]): Promise<unknown>;
  messageSendFile(place: string, file: unknown): Promise<unknown>;
  /** Sends a link card. @returns the id of the message, if the gateway tells it */
  messageSendUrl(place: string, card: UrlCard): Promise<unknown>;
  /** The file that a message is. */
  messageFile(id: string): Promise<unknown>;
  /** @returns whether it was taken back */
  messageRecall(id: string): Promise<unknown>;
  roomDel(room: string, person: string): Promise<void>;
}

/** A link card as gateways want it. */
export interface UrlCard {
  readonly title: string;
  readonly url: string;
  readonly description?: string;
}

export type ServiceClass = new (options: GatewayOptions) => Service;

/** What wechaty itself adds: the life of a connection. */
export interface Wechaty {
  on(event: 'error', then: (error: unknown) => void): unknown;
  init(): Promise<void>;
  /** Resolves whether or not anybody is there. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const isCallable = (value: unknown): boolean => typeof value === 'function';
const holder = (value: unknown): boolean => isCallable(value) || typeof value === 'object';

export const servicePackage = z.object({
  PuppetService: z.custom<ServiceClass>(isCallable),
  log: z.custom<{ level(level: 'silent'): unknown }>(holder),
});
export const wechatyPackage = z.object({
  WechatyBuilder: z.custom<{ build(options: { readonly puppet: Service }): Wechaty }>(holder),
});
export const fileBoxPackage = z.object({
  FileBox: z.custom<{ fromFile(path: string, name: string): unknown }>(holder),
});
