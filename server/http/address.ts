import { BlockList, isIP, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** What IANA's special-purpose registries (RFC 6890) call not globally reachable, loopback aside. */
const privateNets = new BlockList();
const nets = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
] as const;
for (const [net, width] of nets) privateNets.addSubnet(net, width, 'ipv4');
privateNets.addSubnet('2001:db8::', 32, 'ipv6');
privateNets.addSubnet('fc00::', 7, 'ipv6');
privateNets.addSubnet('fe80::', 10, 'ipv6');

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** An address without zone, brackets or the IPv4-in-IPv6 wrapping; null when it is none. */
export function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*/s, '')
    .toLowerCase();
  const inner = bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
  return isIP(inner) === 0 ? null : inner;
}

/** True for `localhost`, names below it, 127.0.0.0/8 and ::1. `host` has no port. */
export function isLoopbackHost(host: string): boolean {
  const address = plainAddress(host);
  if (address !== null) return loopback.check(address, family(address));
  return host === 'localhost' || host.endsWith('.localhost');
}

/** True for private addresses and for `.local` and `.lan` names. `host` has no port. */
export function isPrivateHost(host: string): boolean {
  const address = plainAddress(host);
  if (address !== null) return privateNets.check(address, family(address));
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.(local|lan)$/.test(host);
}

/**
 * The listed proxies as one set.
 * @param entries addresses or subnets, `10.0.0.7` or `10.1.0.0/16`
 * @throws RangeError naming the entry that is neither
 */
export function proxySet(entries: readonly string[]): BlockList {
  const set = new BlockList();
  for (const entry of entries) {
    const [text = '', bits] = entry.split('/');
    const address = plainAddress(text);
    const width = bits === undefined ? null : Number(bits);
    const widest = address !== null && isIPv6(address) ? 128 : 32;
    if (
      address === null ||
      (width !== null && !(Number.isInteger(width) && width >= 0 && width <= widest))
    )
      throw new RangeError(`"${entry}" is neither an address nor a subnet`);
    if (width === null) set.addAddress(address, family(address));
    else set.addSubnet(address, width, family(address));
  }
  return set;
}

export const inSet = (set: BlockList, address: string): boolean =>
  set.check(address, family(address));
