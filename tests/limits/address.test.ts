import type { IncomingMessage } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { createVisitorOf, isNetwork } from '../../src/limits/address.ts';

/** Who asks, seen from behind that many trusted proxies. */
function visitor(
  remoteAddress: string | undefined,
  forwarded?: string,
  trustedProxyHops = 0,
): string | undefined {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
  return createVisitorOf({ trustedProxyHops, unlimited: ['127.0.0.0/8', '::1', '2001:db8:ffff::/48'] })(
    request,
  );
}

describe('without a trusted proxy', () => {
  test('the visitor is the peer, whatever it claims', () => {
    expect(visitor('192.0.2.1')).toBe('192.0.2.1');
    for (const forged of ['198.51.100.7', '127.0.0.1', '10.0.0.1, 127.0.0.1', '::1', 'nonsense', '']) {
      expect(visitor('192.0.2.1', forged)).toBe('192.0.2.1');
    }
  });

  test('says once that an address was not believed', () => {
    const onIgnored = vi.fn();
    const visitorOf = createVisitorOf({ trustedProxyHops: 0, unlimited: [], onIgnored });
    const request = { headers: { 'x-forwarded-for': '1.2.3.4' }, socket: { remoteAddress: '192.0.2.1' } };
    for (let i = 0; i < 3; i++) visitorOf(request as unknown as IncomingMessage);
    expect(onIgnored).toHaveBeenCalledOnce();
  });
});

describe('behind trusted proxies', () => {
  test('the visitor is who the outermost of them saw', () => {
    expect(visitor('127.0.0.1', '198.51.100.7', 1)).toBe('198.51.100.7');
    expect(visitor('10.0.0.1', '198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7');
  });

  test("what stands further left is the visitor's own word", () => {
    expect(visitor('10.0.0.1', '127.0.0.1, 198.51.100.7', 1)).toBe('198.51.100.7');
    expect(visitor('10.0.0.1', '1.1.1.1, 2.2.2.2, 198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7');
  });

  test('one that sends nothing usable leaves the peer', () => {
    expect(visitor('192.0.2.1', undefined, 1)).toBe('192.0.2.1');
    expect(visitor('192.0.2.1', 'unknown', 1)).toBe('192.0.2.1');
  });

  test('addresses with a port or in brackets are understood', () => {
    expect(visitor('10.0.0.1', '198.51.100.7:5123', 1)).toBe('198.51.100.7');
    expect(visitor('10.0.0.1', '[2001:db8:1:2:3::4]:443', 1)).toBe('2001:db8:1:2::/64');
  });
});

describe('an IPv6 address', () => {
  test('stands for its /64 network', () => {
    expect(visitor('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64');
    expect(visitor('2001:db8:1:2:bbbb::2')).toBe('2001:db8:1:2::/64');
    expect(visitor('2001:db8:1:3::1')).not.toBe('2001:db8:1:2::/64');
  });

  test('that is an IPv4 address in other dress is that', () => {
    expect(visitor('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(visitor('::ffff:c000:201')).toBe('192.0.2.1');
  });
});

test('unlimited are the addresses listed, in any dress, and no others', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1', '::1', '2001:db8:ffff:7::1']) {
    expect(visitor(address)).toBeUndefined();
  }
  expect(visitor('128.0.0.1')).toBe('128.0.0.1');
  expect(visitor('::2')).toBe('0:0:0:0::/64');
  expect(visitor('127.0.0.1', '198.51.100.7', 1)).toBe('198.51.100.7');
  expect(visitor(undefined)).toBe('unknown');
});

test.each([
  ['10.0.0.0/8', true],
  ['192.0.2.1', true],
  ['2001:db8::/32', true],
  ['::1', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/8/8', false],
  ['10.0.0', false],
  ['example.com', false],
  ['*', false],
])('"%s" is a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
  if (expected) createVisitorOf({ trustedProxyHops: 0, unlimited: [text] });
});
