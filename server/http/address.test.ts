import { describe, expect, test } from 'vitest';
import { inSet, isLoopbackHost, isPrivateHost, plainAddress, proxySet } from './address.ts';

describe('hosts', () => {
  test.each([
    'localhost',
    'cairn.localhost',
    '127.0.0.1',
    '127.9.8.7',
    '[::1]',
    '::1',
    '::ffff:127.0.0.1',
  ])('%s is loopback', (host) => expect(isLoopbackHost(host)).toBe(true));

  test.each(['localhost.evil.example', '128.0.0.1', '[::2]', 'notlocalhost', '0.0.0.0', ''])(
    '%s is not',
    (host) => expect(isLoopbackHost(host)).toBe(false),
  );

  test.each([
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.2',
    '169.254.1.1',
    '100.64.0.1',
    '192.0.2.2',
    '[fd00::7]',
    '[fe80::1]',
    'nas.local',
    'tasks.home.lan',
  ])('%s is private', (host) => expect(isPrivateHost(host)).toBe(true));

  test.each([
    '172.32.0.1',
    '11.0.0.1',
    '8.8.8.8',
    '[2606:4700::1]',
    'example.org',
    'local',
    '.local',
    'a.local.evil.example',
    'lan',
  ])('%s is not', (host) => expect(isPrivateHost(host)).toBe(false));
});

describe('proxies', () => {
  test('addresses and subnets of both families', () => {
    const set = proxySet(['10.0.0.7', '172.20.0.0/16', 'fd00::/8', '::1']);
    for (const address of ['10.0.0.7', '172.20.3.4', 'fd12::9', '::1'])
      expect(inSet(set, address)).toBe(true);
    for (const address of ['10.0.0.8', '172.21.0.1', 'fe80::1'])
      expect(inSet(set, address)).toBe(false);
  });

  test.each(['proxy', '10.0.0.0/33', '10.0.0.0/x', 'fd00::/129', ''])(
    'refuses "%s" by name',
    (entry) => expect(() => proxySet([entry])).toThrow(`"${entry}"`),
  );

  test('an address loses brackets, zone and wrapping', () => {
    expect(plainAddress(' [::FFFF:10.0.0.1] ')).toBe('10.0.0.1');
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
    expect(plainAddress('10.0.0')).toBeNull();
  });
});
