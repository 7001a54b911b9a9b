import { BlockList, isIP, isIPv6 } from 'node:net';

/** What IANA's special-purpose registry for IPv4 (RFC 6890) calls not globally reachable, multicast and what is reserved. */
const kept = new BlockList();
const nets = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
for (const [net, width] of nets) kept.addSubnet(net, width, 'ipv4');

/** Of IPv6 only 2000::/3 is given out (RFC 4291, 2.4); in it lie documentation and ways back to IPv4. */
const givenOut = new BlockList();
givenOut.addSubnet('2000::', 3, 'ipv6');
const inside = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;
for (const [net, width] of inside) kept.addSubnet(net, width, 'ipv6');

/**
 * True for an address that anybody in the internet may have, and no machine of this network.
 * @param text an IPv4 or IPv6 address without brackets; anything else is none
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  if (!isIPv6(text)) return !kept.check(text, 'ipv4');
  return givenOut.check(text, 'ipv6') && !kept.check(text, 'ipv6');
}
