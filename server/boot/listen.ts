import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { CairnError } from '../platform/errors.ts';
import type { Env } from '../platform/env.ts';

/** Opens the port. @returns the URL to show a person, with the real port */
export async function listen(server: Server, env: Env): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = troubles[error.code ?? '']?.(env) ?? `${error.message}: check HOST and PORT`;
      reject(
        new CairnError('SERVICE_UNAVAILABLE', `Cairn cannot listen: ${why}.`, { cause: error }),
      );
    });
    server.listen(env.port, env.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : env.port;
  return env.url?.origin ?? `http://${shownHost(env.host)}:${port}`;
}

const troubles: Record<string, (env: Env) => string> = {
  EADDRINUSE: ({ port }) =>
    `port ${port} is in use: stop what listens there, or set PORT to another, 0 for any free one`,
  EACCES: ({ port }) => `this user may not open port ${port}: set PORT to one above 1023`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}: set HOST to one that it has`,
  ENOTFOUND: ({ host }) =>
    `the name ${host} has no address: set HOST to an address of this machine`,
};

/** A wildcard address is shown as one that others on the network can open. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') {
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const outside = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
    return outside?.address ?? 'localhost';
  }
  return isIPv6(host) ? `[${host}]` : host;
}
