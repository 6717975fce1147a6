/** Bounds how many connections one address may hold, whatever it does with them: descriptors are what all visitors share. */
import type { Socket } from 'node:net';

export interface PeerOptions {
  /** Who is at an address; undefined for one without limits. */
  nameOf: (address: string) => string | undefined;
  /** Connections that one may hold at once. Those beyond are cut before a byte of them is read. */
  max: number;
}

/** Takes each connection as it comes. */
export type Peers = (socket: Socket) => void;

export function createPeers({ nameOf, max }: PeerOptions): Peers {
  const open = new Map<string, number>();
  return (socket) => {
    const name = nameOf(socket.remoteAddress ?? '');
    if (name === undefined) return;
    const own = open.get(name) ?? 0;
    if (own >= max) {
      socket.destroy();
      return;
    }
    open.set(name, own + 1);
    socket.once('close', () => {
      const left = (open.get(name) ?? 0) - 1;
      if (left > 0) open.set(name, left);
      else open.delete(name);
    });
  };
}
