import { afterEach, describe, expect, test } from 'vitest';
import { isOriginAllowed } from '../../src/server/origin.ts';
import { connect, type Harness, startHarness } from './harness.ts';

const policy = {
  allowedOrigins: ['https://shop.example', 'http://localhost:3000'],
  allowMissingOrigin: false,
};

describe('an origin', () => {
  test.each([
    ['https://shop.example', 'chat.example'],
    ['http://localhost:3000', 'chat.example'],
    ['https://chat.example', 'chat.example'],
    ['http://chat.example', 'chat.example'],
    ['https://chat.example', 'CHAT.example:443'],
    ['http://127.0.0.1:8787', '127.0.0.1:8787'],
    ['http://[::1]:8787', '[::1]:8787'],
  ])('%s may talk to the server at %s', (origin, host) => {
    expect(isOriginAllowed(origin, host, policy)).toBe(true);
  });

  test.each([
    ['https://evil.example', 'chat.example'],
    ['https://shop.example.evil.example', 'chat.example'],
    ['https://evilshop.example', 'chat.example'],
    ['https://chat.example.evil.example', 'chat.example'],
    ['https://shop.example:8443', 'chat.example'],
    ['http://shop.example', 'chat.example'],
    ['https://shop.example/', 'chat.example'],
    ['https://chat.example/path', 'chat.example'],
    ['https://evil@chat.example', 'chat.example'],
    ['https://chat.example, https://evil.example', 'chat.example'],
    ['http://chat.example:8787', 'chat.example:8788'],
    ['ftp://chat.example', 'chat.example'],
    ['file://', 'chat.example'],
    ['null', 'null'],
    ['null', 'chat.example'],
    ['', 'chat.example'],
    ['*', 'chat.example'],
    ['https://chat.example', undefined],
  ])('%j may not talk to the server at %s', (origin, host) => {
    expect(isOriginAllowed(origin, host, policy)).toBe(false);
  });

  test('that is missing passes only when configured', () => {
    expect(isOriginAllowed(undefined, 'chat.example', policy)).toBe(false);
    expect(isOriginAllowed(undefined, 'chat.example', { ...policy, allowMissingOrigin: true })).toBe(true);
  });

  test('passes whatever it is when every site is let in, but its absence does not', () => {
    const open = { allowedOrigins: ['*'], allowMissingOrigin: false };
    expect(isOriginAllowed('https://any.example', 'chat.example', open)).toBe(true);
    expect(isOriginAllowed(undefined, 'chat.example', open)).toBe(false);
  });
});

describe('a name that may have been made to lead to this machine', () => {
  test.each([
    ['http://rebound.example:8787', 'rebound.example:8787'],
    ['http://localhost.rebound.example:8787', 'localhost.rebound.example:8787'],
    ['http://127.0.0.1.rebound.example:8787', '127.0.0.1.rebound.example:8787'],
    ['http://notlocalhost:8787', 'notlocalhost:8787'],
  ])('%s may not talk to it from a browser that runs on it', (origin, host) => {
    expect(isOriginAllowed(origin, host, policy)).toBe(true);
    expect(isOriginAllowed(origin, host, policy, true)).toBe(false);
    expect(isOriginAllowed(origin, host, { ...policy, allowedOrigins: [origin] }, true)).toBe(true);
  });

  test.each([
    ['http://localhost:8787', 'localhost:8787'],
    ['http://chat.localhost:8787', 'chat.localhost:8787'],
    ['http://127.0.0.1:8787', '127.0.0.1:8787'],
    ['http://[::1]:8787', '[::1]:8787'],
    ['http://192.168.1.7:8787', '192.168.1.7:8787'],
  ])('%s is none', (origin, host) => {
    expect(isOriginAllowed(origin, host, policy, true)).toBe(true);
  });
});

describe('an upgrade', () => {
  let harness: Harness;
  afterEach(() => harness.close());

  test('from a foreign page or from none is refused with 403, from our own page accepted', async () => {
    harness = await startHarness({ allowMissingOrigin: false });
    await expect(harness.connect({ origin: 'https://evil.example' })).rejects.toThrow('refused 403');
    await expect(harness.connect()).rejects.toThrow('refused 403');
    expect(harness.connectionCount()).toBe(0);
    const client = await harness.connect({ origin: harness.url });
    await client.hello();
  });

  test('of a page whose name was rebound to this machine is refused; one that came through a proxy is not', async () => {
    harness = await startHarness({ allowMissingOrigin: false });
    const host = `rebound.example:${harness.port}`;
    const page = { origin: `http://${host}`, headers: { host } };
    await expect(harness.connect(page)).rejects.toThrow('refused 403');
    const headers = { host, 'x-forwarded-for': '203.0.113.9' };
    const client = await harness.connect({ ...page, headers });
    await client.hello();
  });

  test('is found at /ws only', async () => {
    harness = await startHarness();
    for (const path of ['/', '/ws/', '/wsx', '/WS']) {
      await expect(connect(`ws://127.0.0.1:${harness.port}${path}`)).rejects.toThrow('refused 404');
    }
    const client = await connect(`ws://127.0.0.1:${harness.port}/ws?v=1`);
    await client.hello();
  });
});
