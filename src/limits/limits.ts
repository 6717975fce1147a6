/** All limits of a server, put together: what one visitor may do, and what all may do together. */
import { createNameOf, createVisitorOf, type VisitorOf } from './address.ts';
import { type Admission, createAdmission } from './admission.ts';
import { type Connections, createConnections } from './connections.ts';
import { createFrames, FRAME_POINTS, type Frames } from './frames.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { createPeers, type Peers } from './peers.ts';
import type { MakeRateLimiter } from './rate-limiter.ts';

export interface LimitsOptions {
  /** See `AddressOptions`. */
  trustedProxyHops: number;
  unlimitedAddresses: readonly string[];
  /** Of one address: sockets open at once, attempts to open one, turns, and turns at once. */
  connectionsPerAddress: number;
  upgradesPerMinute: number;
  turnsPerMinute: number;
  turnsAtOncePerAddress: number;
  /** Of all visitors together: sockets and turns at once. */
  maxConnections: number;
  maxTurns: number;
}

export interface LimitsMeans {
  /** Makes what counts. Default: in this process's memory. */
  make?: MakeRateLimiter;
  /** See `AddressOptions`. */
  onIgnored?: () => void;
}

export interface Limits {
  visitorOf: VisitorOf;
  /** Of connections of any kind. Absent behind a proxy, whose they all are. */
  peers?: Peers;
  connections: Connections;
  frames: Frames;
  admission: Admission;
}

const MINUTE_MS = 60_000;
/** Connections of one address beside its chats: what its browsers fetch pages with. */
const PAGE_CONNECTIONS = 100;

export function createLimits(options: LimitsOptions, means: LimitsMeans = {}): Limits {
  const { make = createMemoryRateLimiter, onIgnored } = means;
  const aMinute = (name: string, points: number) => make({ name, points, windowMs: MINUTE_MS });
  return {
    visitorOf: createVisitorOf({
      trustedProxyHops: options.trustedProxyHops,
      unlimited: options.unlimitedAddresses,
      ...(onIgnored ? { onIgnored } : {}),
    }),
    ...(options.trustedProxyHops === 0
      ? {
          peers: createPeers({
            nameOf: createNameOf(options.unlimitedAddresses),
            max: options.connectionsPerAddress + PAGE_CONNECTIONS,
          }),
        }
      : {}),
    connections: createConnections({
      attempts: aMinute('upgrades', options.upgradesPerMinute),
      perVisitor: options.connectionsPerAddress,
      total: options.maxConnections,
    }),
    frames: createFrames({
      perConversation: aMinute('conversation-frames', FRAME_POINTS.conversation),
      perVisitor: aMinute('frames', FRAME_POINTS.visitor),
    }),
    admission: createAdmission({
      turns: aMinute('turns', options.turnsPerMinute),
      perVisitor: options.turnsAtOncePerAddress,
      total: options.maxTurns,
    }),
  };
}
