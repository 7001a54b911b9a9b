import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { Runtime } from '../platform/runtime.ts';
import { inSet, plainAddress } from './address.ts';

/**
 * Tells whoever runs the instance, once, of a proxy that is not listed: all who come through it are one network
 * to the limits of sign-in.
 */
export function watchForProxies(
  { log }: Pick<Runtime, 'log'>,
  listed: BlockList,
): (request: IncomingMessage) => void {
  let told = false;
  return ({ headers, socket }) => {
    if (told || headers['x-forwarded-for'] === undefined) return;
    const peer = plainAddress(socket.remoteAddress ?? '');
    if (peer === null || inSet(listed, peer)) return;
    told = true;
    log.warn(
      { peer },
      'A request came through a proxy that CAIRN_PROXIES does not list; if it is yours, list it: until then all who come through it share one limit of failed sign-ins',
    );
  };
}
