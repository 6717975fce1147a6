import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../e2e/app.ts';

let url = '';
let stop = async () => {};
beforeAll(async () => {
  const app = await startApp({}, (stopApp) => {
    stop = stopApp;
  });
  url = app.url;
});
afterAll(() => stop());

function head(path: string, method = 'GET', headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      request(`${url}/`, { path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

const ROUTES = [
  '/',
  '/index.html',
  '/widget.js',
  '/healthz',
  '/readyz',
  '/nothing',
  '/inspector',
  '/inspector/',
  '/api/x',
  '/%',
  '/.env',
];

test.each(ROUTES)('%s: whoever asks, from wherever, gets the same closed headers', async (path) => {
  for (const [method, origin] of [
    ['GET', 'https://evil.example'],
    ['GET', 'null'],
    ['OPTIONS', 'https://evil.example'],
    ['POST', 'https://evil.example'],
  ] as const) {
    const { status, headers } = await head(path, method, {
      origin,
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'x-evil',
    });
    expect(status).toBeLessThan(500);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors '(?:self|none)'/);
    expect(policy).not.toMatch(/unsafe-|\*|evil/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers).not.toHaveProperty('access-control-allow-methods');
    expect(String(headers['access-control-allow-origin'] ?? '')).not.toMatch(/evil|null/);
    if (headers['access-control-allow-origin'] === '*') expect(path).toMatch(/\.js$/);
  }
});

const UP = [
  '..',
  '%2e%2e',
  '..%2f',
  '%2e%2e%2f',
  '..%5c',
  '..%252f',
  '%c0%ae%c0%ae',
  '....//',
  '..;/',
  '.%00./',
  '%uff0e%uff0e',
  '..%c0%af',
  '\\..',
];
const GOALS = [
  'package.json',
  'etc/passwd',
  '.env',
  '.git/config',
  'data/crossroads.db',
  'knowledge',
  'proc/self/environ',
];

test('no path leads out of the pages', async () => {
  for (const up of UP)
    for (const goal of GOALS)
      for (const depth of [1, 3, 8]) {
        for (const start of ['/', '/assets/', '//', '/widget.js/']) {
          const path = `${start}${`${up}/`.repeat(depth)}${goal}`.replace(/ /g, '%20');
          const { status, body } = await head(path);
          expect({ path, status: [400, 404].includes(status) ? 'refused' : status }).toEqual({
            path,
            status: 'refused',
          });
          expect(body).not.toMatch(/root:|"name"|OPENAI|PATH=/);
        }
      }
});
