import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createAccess } from '../../src/server/inspector/access.ts';
import { type RunningApp, startApp } from '../e2e/app.ts';
import { cookieOf, present } from './presenter.ts';

const TOKEN = 'a-token-of-the-owners-own';

/** The status with which an upgrade is refused; 101 when it is not. */
function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/inspector/ws`, { headers });
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
    socket.on('error', () => {});
  });
}

describe('in production', () => {
  test('without INSPECTOR_TOKEN page, socket and files are as if they were not there', async () => {
    const app = await startApp({ NODE_ENV: 'production' });
    expect(app.inspectorLink()).toBeUndefined();
    for (const path of ['/inspector', '/inspector/', '/inspector?token=x', '/inspector/inspector.js']) {
      const response = await fetch(app.url + path);
      expect(response.status, path).toBe(404);
      expect(await response.json(), path).toEqual({ error: 'not_found' });
    }
    expect(await upgradeStatus(app.url, { origin: app.url })).toBe(404);
  });

  test('with INSPECTOR_TOKEN it opens for the token, again and again, and is 404 to everybody else', async () => {
    const app = await startApp({ NODE_ENV: 'production', INSPECTOR_TOKEN: TOKEN });
    expect(app.inspectorLink()).toBeUndefined();
    for (const path of ['/inspector', '/inspector?token=wrong', `/inspector?token=${TOKEN}x`]) {
      const response = await fetch(app.url + path);
      expect(response.status, path).toBe(404);
      expect(await response.json(), path).toEqual({ error: 'not_found' });
    }
    expect(await upgradeStatus(app.url, { origin: app.url })).toBe(404);
    const link = () => `/inspector?token=${TOKEN}`;
    await cookieOf(app.url, link());
    const presenter = await present({ url: app.url, inspectorLink: link });
    expect(presenter.welcome.server.passages).toBe(app.passages);
  });
});

describe('in development', () => {
  let app: RunningApp;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    app = await startApp({ ALLOWED_ORIGINS: '*', ALLOW_MISSING_ORIGIN: 'true' }, (stop) => stops.push(stop));
  });
  afterAll(() => Promise.all(stops.map((stop) => stop())));

  test('a link is good once, and the next one takes its place', async () => {
    const first = app.inspectorLink();
    await cookieOf(app.url, first);
    await expect(cookieOf(app.url, first)).rejects.toThrow('refused 401');
    expect(app.inspectorLink()).not.toBe(first);
    await cookieOf(app.url, app.inspectorLink());
  });

  test('a stranger is told where the link stands', async () => {
    const response = await fetch(`${app.url}/inspector`);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('link that the terminal shows');
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const [cookie] = (await fetch(app.url + app.inspectorLink())).headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/inspector; HttpOnly; SameSite=Strict$/);
  });

  test("only this server's own page may open the socket, also when other sites may embed the chat", async () => {
    const cookie = await cookieOf(app.url, app.inspectorLink());
    expect(await upgradeStatus(app.url, { cookie, origin: app.url })).toBe(101);
    expect(await upgradeStatus(app.url, { cookie, origin: 'https://elsewhere.example' })).toBe(404);
    expect(await upgradeStatus(app.url, { cookie })).toBe(404);
    expect(await upgradeStatus(app.url, { origin: app.url })).toBe(404);
    expect(await upgradeStatus(app.url, { cookie: `${cookie}x`, origin: app.url })).toBe(404);
  });

  test('the page may not be framed, and fetches nothing from elsewhere', async () => {
    const { headers } = await fetch(app.url + app.inspectorLink());
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

test('a twenty-first browser sends the first one away', () => {
  const access = createAccess({ token: TOKEN });
  const cookies = Array.from({ length: 21 }, () => access.enter(TOKEN)?.split(';')[0]);
  expect(access.isIn(cookies[0])).toBe(false);
  expect(access.isIn(cookies[1])).toBe(true);
  expect(access.isIn(`other=1; ${cookies[20]}`)).toBe(true);
});
