import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createListener } from '../../src/server/listener.ts';

async function opened() {
  const listener = createListener({ host: '127.0.0.1', port: 0 });
  const { url } = await listener.listen();
  onTestFinished(listener.close);
  return { listener, url };
}

test('before there is a server, the process says that it lives and that nobody is to be sent to it', async () => {
  const { url } = await opened();
  const [alive, ready, page] = await Promise.all(
    ['/healthz', '/readyz', '/'].map((path) => fetch(url + path)),
  );
  expect(alive?.status).toBe(200);
  expect(await alive?.json()).toEqual({ status: 'starting', reason: 'reading knowledge' });
  for (const refused of [ready, page]) {
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('retry-after')).toBe('2');
    expect(refused?.headers.get('cache-control')).toBe('no-store');
  }
});

test('a socket is refused with 503 until then, and the server takes over on the same port', async () => {
  const { listener, url } = await opened();
  const socket = new WebSocket(url.replace('http', 'ws'));
  const [, response] = await once(
    socket.on('error', () => {}),
    'unexpected-response',
  );
  expect(response.statusCode).toBe(503);
  socket.terminate();
  listener.serve((_request, response) => response.end('the server'));
  expect(await (await fetch(url)).text()).toBe('the server');
  expect((await listener.listen()).url).toBe(url);
});

test('the program answers for its health while it still reads, and is ready when it says where it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'starting-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'knowledge'));
  // What makes it read for seconds.
  const article = Array.from({ length: 4000 }, (_, i) => `Tea number ${i} is steeped for ${i} minutes.\n`);
  await writeFile(join(folder, 'knowledge', 'tea.md'), `# Tea\n\n${article.join('\n')}`);
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  free.close();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../bin/crossroads.js', import.meta.url)), 'serve', '--port', String(port)],
    {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        STORE_PATH: ':memory:',
        KNOWLEDGE_DIR: join(folder, 'knowledge'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  /** As soon as the port is open. */
  const ask = async (): Promise<Response> => {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (response) return response;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('ended before it listened');
    }
  };
  const first = await ask();
  expect(first.status).toBe(503);
  expect(await first.json()).toEqual({ status: 'starting', reason: 'reading knowledge' });
  await once(child.stdout, 'data');
  expect((await ask()).status).toBe(200);
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
});

describe('a peer that dawdles is cut, and others are answered', () => {
  const patience = { headersTimeout: 1000, requestTimeout: 1500, connectionsCheckingInterval: 50 };
  const post = 'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n';
  test.each([
    ['says nothing', ''],
    ['never ends its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: '],
    ['never ends its body', `${post}{"a":`],
    ['never ends a chunk', post.replace('Content-Length: 100000', 'Transfer-Encoding: chunked') + 'fff\r\n{'],
    [
      'asks to upgrade and never ends its headers',
      'GET /ws HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n',
    ],
  ])('that %s', async (_what, opening) => {
    const listener = createListener({ host: '127.0.0.1', port: 0, patience });
    onTestFinished(listener.close);
    const { url, port } = await listener.listen();
    // Reads what it is sent, as the interfaces for programs do.
    listener.serve((request, response) => request.resume().on('end', () => response.end('ok')));
    const slow = connect(port, '127.0.0.1').on('error', () => {});
    slow.resume();
    const closed = once(slow, 'close');
    slow.write(opening);
    // A byte now and then, so that it is not the silence that is noticed.
    const drip = setInterval(() => opening && slow.write('a'), 20);
    onTestFinished(() => clearInterval(drip));
    expect(await (await fetch(url)).text()).toBe('ok');
    await closed;
    expect(await (await fetch(url)).text()).toBe('ok');
  });
});
