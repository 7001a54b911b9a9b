import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { proxySet } from './address.ts';
import { placeOf } from './origin.ts';
import type { OriginRules } from './origin.ts';

const near: OriginRules = { url: null, hosts: ['tasks.example.org'], proxies: proxySet([]) };
const behind: OriginRules = {
  url: null,
  hosts: ['tasks.example.org'],
  proxies: proxySet(['10.0.0.0/24']),
};
const named: OriginRules = {
  url: new URL('https://tasks.example.org'),
  hosts: [],
  proxies: proxySet(['10.0.0.1']),
};

type Way = { remoteAddress?: string; health?: boolean };

const place = (rules: OriginRules, headers: IncomingHttpHeaders, way: Way = {}) =>
  placeOf(
    rules,
    { headers, remoteAddress: way.remoteAddress ?? '127.0.0.1', encrypted: false },
    way.health ?? false,
  );

describe('without CAIRN_URL', () => {
  test.each([
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    '192.168.1.5',
    'nas.local:8080',
    'tasks.example.org',
  ])('%s is ours', (host) => expect(place(near, { host })?.origin).toBe(`http://${host}`));

  test.each([
    'evil.example',
    '8.8.8.8',
    'localhost@evil.example',
    'a b',
    '',
    'localhost:99999',
    'localhost/x',
    '127.0.0.1.evil.example',
  ])('"%s" is not', (host) => expect(place(near, { host })).toBeNull());

  test('the default port is not part of the origin', () => {
    expect(place(near, { host: 'LOCALHOST:80' })?.origin).toBe('http://localhost');
  });

  test('what anyone may write about being forwarded does not count', () => {
    const headers = {
      host: 'localhost:3000',
      'x-forwarded-host': 'tasks.example.org',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '1.2.3.4',
    };
    expect(place(near, headers)).toEqual({
      origin: 'http://localhost:3000',
      host: 'localhost:3000',
      secure: false,
      trustworthy: true,
      address: '127.0.0.1',
    });
  });

  test('a listed proxy is believed', () => {
    const headers = {
      host: 'inner',
      'x-forwarded-host': 'tasks.example.org',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '9.9.9.9, 203.0.113.7, 10.0.0.9',
    };
    expect(place(behind, headers, { remoteAddress: '::ffff:10.0.0.1' })).toEqual({
      origin: 'https://tasks.example.org',
      host: 'tasks.example.org',
      secure: true,
      trustworthy: true,
      address: '203.0.113.7',
    });
  });

  test('a listed proxy does not make a foreign host ours', () => {
    expect(
      place(
        behind,
        { host: 'inner', 'x-forwarded-host': 'evil.example' },
        { remoteAddress: '10.0.0.1' },
      ),
    ).toBeNull();
  });

  test('an unreadable hop ends the walk', () => {
    expect(
      place(
        behind,
        { host: 'tasks.example.org', 'x-forwarded-for': 'unknown' },
        { remoteAddress: '10.0.0.1' },
      )?.address,
    ).toBe('10.0.0.1');
  });

  test('http on a LAN is not trustworthy', () => {
    expect(place(near, { host: '192.168.1.5' })?.trustworthy).toBe(false);
  });
});

describe('with CAIRN_URL', () => {
  test('only its host is ours, and its scheme holds', () => {
    expect(place(named, { host: 'tasks.example.org' })).toMatchObject({
      origin: 'https://tasks.example.org',
      secure: true,
    });
    expect(place(named, { host: 'tasks.example.org:8443' })).toBeNull();
    expect(place(named, { host: 'localhost:3000' })).toBeNull();
    expect(place(named, { host: '192.168.1.5' })).toBeNull();
  });

  test('probes reach it by loopback and private names', () => {
    expect(
      place(named, { host: 'localhost:3000' }, { remoteAddress: '127.0.0.1', health: true }),
    ).not.toBeNull();
    expect(
      place(named, { host: '10.42.0.7:3000' }, { remoteAddress: '10.42.0.1', health: true }),
    ).not.toBeNull();
    expect(
      place(named, { host: 'evil.example' }, { remoteAddress: '10.42.0.1', health: true }),
    ).toBeNull();
  });
});
