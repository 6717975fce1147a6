/** A TCP proxy that breaks connections the ways networks do: cleanly, by reset, silently, at a given byte, or slowly. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `fin`: ends politely. `rst`: resets. `half`: nothing comes through any more and nobody is told. */
export type Fault = 'fin' | 'rst' | 'half';

interface Link {
  client: Socket;
  server: Socket;
  /** Bytes that went from the server to the client. */
  passed: number;
  dead: boolean;
}

export type FaultyProxy = Awaited<ReturnType<typeof startFaultyProxy>>;

/** Starts a proxy on a free port before the server at `port`. */
export async function startFaultyProxy(port: number) {
  const links = new Set<Link>();
  /** Faults for the connections to come, in order; a connection without one is sound. */
  const planned: { at: number; how: Fault }[] = [];
  /** Times at which connections arrived, in milliseconds. */
  const arrivals: number[] = [];
  let pieceBytes = Number.POSITIVE_INFINITY;
  let refusing = false;

  function breakLink(link: Link, how: Fault): void {
    if (link.dead) return;
    link.dead = true;
    if (how === 'half') {
      link.client.pause();
      link.server.pause();
      return;
    }
    if (how === 'rst') link.client.resetAndDestroy();
    else link.client.end();
    link.server.destroy();
  }

  async function forward(link: Link, chunk: Buffer, fault: { at: number; how: Fault } | undefined) {
    link.server.pause();
    for (let at = 0; at < chunk.length && !link.dead; ) {
      const untilFault = fault ? fault.at - link.passed : Number.POSITIVE_INFINITY;
      const piece = chunk.subarray(at, at + Math.min(pieceBytes, untilFault));
      at += piece.length;
      link.passed += piece.length;
      if (piece.length > 0) await new Promise((sent) => link.client.write(piece, sent));
      if (fault && link.passed >= fault.at) return breakLink(link, fault.how);
    }
    if (!link.dead) link.server.resume();
  }

  const listener = createServer((client) => {
    arrivals.push(performance.now());
    client.on('error', () => {});
    if (refusing) return void client.resetAndDestroy();
    const fault = planned.shift();
    const server = connect(port, '127.0.0.1');
    const link: Link = { client, server, passed: 0, dead: false };
    links.add(link);
    server.on('error', () => {});
    server.on('data', (chunk) => void forward(link, chunk, fault));
    client.on('data', (chunk) => link.dead || server.write(chunk));
    client.once('close', () => {
      links.delete(link);
      server.destroy();
    });
    server.once('close', () => {
      if (!link.dead) client.end();
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    port: (listener.address() as AddressInfo).port,
    arrivals,
    /** Breaks the next connection once so many bytes have come from the server. */
    breakNext: (at: number, how: Fault) => void planned.push({ at, how }),
    /** Breaks every open connection now. */
    breakAll(how: Fault) {
      for (const link of links) breakLink(link, how);
    },
    /** From now on bytes from the server arrive in pieces of this size. */
    slice(bytes: number) {
      pieceBytes = bytes;
    },
    /** While true, newcomers are reset. */
    refuse(value: boolean) {
      refusing = value;
    },
    async close() {
      for (const { client, server } of links) {
        client.destroy();
        server.destroy();
      }
      listener.close();
      await once(listener, 'close');
    },
  };
}
