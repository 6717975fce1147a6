import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pages-'));
  const webDir = join(root, 'web');
  await mkdir(join(webDir, '.git'), { recursive: true });
  await mkdir(join(webDir, 'fonts'));
  await writeFile(join(root, 'outside.txt'), 'SECRET');
  await writeFile(join(webDir, '.env'), 'SECRET');
  await writeFile(join(webDir, '.git', 'config'), 'SECRET');
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(join(webDir, 'widget.js'), 'void 0;');
  await writeFile(join(webDir, 'widget.js.map'), '{}');
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'assets', 'page-BnpbeZ5f.css'), 'body{}');
  await writeFile(join(webDir, 'page.css'), 'body{}');
  await mkdir(join(webDir, 'v0.1.0-0a1b2c3d'));
  await writeFile(join(webDir, 'v0.1.0-0a1b2c3d', 'panel.en.js'), 'void 0;');
  await writeFile(join(webDir, 'v0.1.0-0a1b2c3d', 'panel.en.js.br'), brotliCompressSync('void 0;'));
  harness = await startHarness({ webDir });
});
afterAll(async () => {
  await harness.close();
  await rm(root, { recursive: true });
});

/** Asks for exactly this path; `fetch` would tidy it first. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: harness.port, path, headers, method }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
        );
      });
      asked.on('error', reject).end();
    },
  );
}

describe('health', () => {
  test.each(['/healthz', '/health', '/readyz'])('%s says so and is never cached', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('pages', () => {
  test('serve the index at /, to be revalidated by its ETag', async () => {
    const first = await get('/');
    expect(first.status).toBe(200);
    expect(first.body).toContain('<title>Page</title>');
    expect(first.headers['cache-control']).toBe('no-cache');
    const second = await get('/', { 'if-none-match': String(first.headers.etag) });
    expect(second.status).toBe(304);
  });

  test('carry a policy that allows own files and the own socket, and nothing else', async () => {
    const { headers } = await get('/', { host: 'chat.example:8080' });
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self' ws://chat.example:8080 wss://chat.example:8080",
      "frame-ancestors 'self'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('take nothing into their policy from a Host header that is none', async () => {
    const { headers } = await get('/', { host: "x; script-src 'unsafe-inline'" });
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  });

  test.each(['/widget.js', '/widget.js.map'])('%s may be embedded on other sites', async (path) => {
    const { headers } = await get(path, { origin: 'https://evil.example' });
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

test.each([
  ['/assets/page-BnpbeZ5f.css', 'public, max-age=31536000, immutable'],
  ['/v0.1.0-0a1b2c3d/panel.en.js', 'public, max-age=31536000, immutable'],
  ['/page.css', 'no-cache'],
  ['/widget.js', 'public, max-age=600, stale-while-revalidate=86400'],
])('%s is cached as its name allows', async (path, caching) => {
  const { status, headers } = await get(path);
  expect({ status, caching: headers['cache-control'] }).toEqual({ status: 200, caching });
});

test('what the build compressed is sent compressed to those who take it, with the same headers', async () => {
  const path = '/v0.1.0-0a1b2c3d/panel.en.js';
  const plain = await get(path);
  const packed = await get(path, { 'accept-encoding': 'gzip, br' });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'Accept-Encoding',
    'content-type': expect.stringMatching(/^text\/javascript; charset=utf-8$/i),
    'cache-control': plain.headers['cache-control'],
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(plain.headers).not.toHaveProperty('content-encoding');
  expect(packed.headers['content-length']).not.toBe(plain.headers['content-length']);
});

describe('everything else', () => {
  test.each([
    '/nothing',
    '/.env',
    '/.git/config',
    '/%2eenv',
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/fonts/../../outside.txt',
    '/fonts/..%5c..%5coutside.txt',
    '//outside.txt',
    '/fonts',
    '/fonts/',
    '/api',
  ])('%s is a short 404', async (path) => {
    const { status, body } = await get(path);
    expect({ status, body }).toEqual({ status: 404, body: '{"error":"not_found"}' });
  });

  test.each(['/%', '/%E0%A4%A', '/%c0%ae%c0%ae/outside.txt', '/index.html%00.js'])(
    '%s cannot be decoded: a 400 that tells no path',
    async (path) => {
      const { status, body } = await get(path);
      expect({ status, body }).toEqual({ status: 400, body: '{"error":"bad_request"}' });
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s finds nothing', async (method) => {
    const { status, headers } = await get('/', { origin: 'https://evil.example' }, method);
    expect(status).toBe(404);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
