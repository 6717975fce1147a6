import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { get, MAX_PAGE_BYTES, MAX_REDIRECTS } from '../../src/ingest/get.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server on this machine; `hits` counts what it was asked. */
async function site(answer: RequestListener) {
  let hits = 0;
  const server = createServer((request, response) => {
    hits += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, hits: () => hits };
}

const allowPrivate = { allowPrivate: true };

describe('what leads inside', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://172.16.0.1/',
    'http://100.64.0.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
  ])('%s is refused before anything is sent', async (address) => {
    const inside = await site((_request, response) => response.end('secret'));
    await expect(get(address.replace('PORT', String(inside.port)))).rejects.toThrow(
      'leads to a private address',
    );
    expect(inside.hits()).toBe(0);
  });

  test('is refused by what a name turns out to be', async () => {
    const inside = await site((_request, response) => response.end('secret'));
    const lookup = (_name: string, options: { all?: boolean }, done: (...found: unknown[]) => void) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    const asked = get(`http://pages.example:${inside.port}/`, { lookup: lookup as never });
    await expect(asked).rejects.toThrow('leads to a private address');
    expect(inside.hits()).toBe(0);
  });

  test.each(['file:///etc/passwd', 'ftp://a.example/', 'javascript:alert(1)', 'nonsense'])(
    '%s is no web address',
    async (address) => {
      await expect(get(address)).rejects.toThrow(`${address}: is no http or https address`);
    },
  );

  test('a name or password in an address is refused', async () => {
    await expect(get('http://me:secret@a.example/')).rejects.toThrow('holds a name or password');
  });
});

describe('a page', () => {
  test('comes with its type, encoding and final address', async () => {
    const { url } = await site((request, response) => {
      if (request.url === '/old') return response.writeHead(301, { location: '/new' }).end();
      return response.setHeader('content-type', 'Text/HTML; charset="ISO-8859-1"').end('soup');
    });
    const page = await get(`${url}/old`, allowPrivate);
    expect(page).toMatchObject({ mediaType: 'text/html', charset: 'ISO-8859-1', url: `${url}/new` });
    expect(Buffer.from(page.bytes).toString()).toBe('soup');
  });

  test('that redirects without end, or to a file, is refused', async () => {
    const round = await site((_request, response) => response.writeHead(302, { location: '/' }).end());
    await expect(get(round.url, allowPrivate)).rejects.toThrow(`redirects more than ${MAX_REDIRECTS} times`);
    expect(round.hits()).toBe(MAX_REDIRECTS + 1);
    const away = await site((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    await expect(get(away.url, allowPrivate)).rejects.toThrow(
      'redirects to something that is no http or https address',
    );
  });

  test('that never ends is cut off', async () => {
    const { url } = await site((_request, response) => {
      const chunk = Buffer.alloc(1024 ** 2);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    await expect(get(url, allowPrivate)).rejects.toThrow(`is larger than ${MAX_PAGE_BYTES / 1024 ** 2} MB`);
  });

  test('that is sent compressed is unpacked, but not to more than a page may have', async () => {
    const packed = await site((request, response) => {
      const text = request.url === '/bomb' ? Buffer.alloc(MAX_PAGE_BYTES + 1) : Buffer.from('soup');
      const isBrotli = request.url === '/br';
      response.setHeader('content-encoding', isBrotli ? 'br' : 'gzip');
      response.end(isBrotli ? brotliCompressSync(text) : gzipSync(text));
    });
    for (const path of ['/gz', '/br']) {
      const { bytes } = await get(packed.url + path, allowPrivate);
      expect(Buffer.from(bytes).toString()).toBe('soup');
    }
    await expect(get(`${packed.url}/bomb`, allowPrivate)).rejects.toThrow('is larger than 25 MB');
  });

  test('with an error status, a body that cannot be unpacked, or no server at all says so', async () => {
    const missing = await site((_request, response) => response.writeHead(404).end());
    await expect(get(missing.url, allowPrivate)).rejects.toThrow('the server answered with status 404');
    const packed = await site((request, response) =>
      response.setHeader('content-encoding', request.url === '/zz' ? 'zz' : 'gzip').end('x'),
    );
    await expect(get(`${packed.url}/zz`, allowPrivate)).rejects.toThrow('is sent compressed in a way');
    await expect(get(packed.url, allowPrivate)).rejects.toThrow('cannot be fetched (Z_');
    await closing.pop()?.();
    await expect(get(packed.url, allowPrivate)).rejects.toThrow('cannot be fetched (ECONNREFUSED)');
  });

  test('stops when it is told to', async () => {
    const { url } = await site(() => {});
    const stop = new AbortController();
    const asked = get(url, { ...allowPrivate, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});
