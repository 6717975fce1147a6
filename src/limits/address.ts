/** Tells visitors apart by their address, behind as many proxies as the owner trusts. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

export interface AddressOptions {
  /** Proxies in front of the server, each of which adds to `X-Forwarded-For`; what stands further left is the client's word. */
  trustedProxyHops: number;
  /** Addresses, or networks as address/prefix, to which no limit of one visitor applies. */
  unlimited: readonly string[];
  /** Told once when a request names an address that is not believed: a proxy may stand there that nobody told us of. */
  onIgnored?: () => void;
}

/**
 * Names a visitor: an IPv4 address, or the /64 network of an IPv6 one, since a household has a whole network to choose
 * from. Undefined for one without limits.
 */
export type VisitorOf = (request: IncomingMessage) => string | undefined;

/** Names whoever is at an address, as {@link VisitorOf} does; `unknown` where it is none. */
type NameOf = (address: string) => string | undefined;

/** @throws Error for an entry that is no address; see {@link isNetwork}. */
export function createNameOf(unlimited: readonly string[]): NameOf {
  const exempt = new BlockList();
  for (const network of unlimited) {
    const [address, bits] = network.includes('/')
      ? ipaddr.parseCIDR(network)
      : [ipaddr.parse(network), undefined];
    if (bits === undefined) exempt.addAddress(address.toString(), address.kind());
    else exempt.addSubnet(address.toString(), bits, address.kind());
  }
  return (text) => {
    const address = parse(text);
    if (!address) return 'unknown';
    if (exempt.check(address.toString(), address.kind())) return undefined;
    if (!(address instanceof ipaddr.IPv6)) return address.toString();
    const network = address.parts.slice(0, 4).map((part) => part.toString(16));
    return `${network.join(':')}::/64`;
  };
}

/** @throws as {@link createNameOf}. */
export function createVisitorOf({ trustedProxyHops, unlimited, onIgnored }: AddressOptions): VisitorOf {
  const nameOf = createNameOf(unlimited);
  let tell = onIgnored;
  return (request) => {
    if (trustedProxyHops === 0 && request.headers['x-forwarded-for'] !== undefined) {
      tell?.();
      tell = undefined;
    }
    const said = proxyAddr(request, (_address, hop) => hop < trustedProxyHops);
    // A proxy that sends no address is as good as none.
    return nameOf(parse(said) ? said : (request.socket.remoteAddress ?? ''));
  };
}

/** @returns whether that is an address, or a network as address/prefix. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  const isPrefix =
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
  return family !== 0 && isPrefix && rest.length === 0;
}

/** An address as proxies write it: with brackets or a port, or an IPv4 address in IPv6 dress. */
function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? undefined : ipaddr.process(bare);
}
