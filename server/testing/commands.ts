import { Redis } from 'ioredis';
import { newStamp } from '../cache/stamp.ts';

/** What a Redis was asked for, as `MONITOR` tells it: names in capitals, with what they were given. */
export type Commands = {
  /** What came while `work` ran, but for what is asked without a request: who the master is, whether it takes writes. */
  during(work: () => Promise<unknown>): Promise<string[][]>;
  remove(): Promise<void>;
};

const isLook = ([name, ...given]: string[]) =>
  name === 'INFO' || given.some((text) => text.startsWith('cairn:probe:'));

/** Listens to all that a Redis is asked for, before others ask it anything; what scripts do inside of it is not told. */
export async function listenToCommands(port: number): Promise<Commands> {
  const client = new Redis(port, '127.0.0.1');
  // The client trips over what comes while it begins to listen, so it comes to rest first.
  await client.ping();
  const monitor = await client.monitor();
  let heard: string[][] = [];
  let fence = '';
  let reached = () => {};
  monitor.on('monitor', (_at: string, [name = '', ...given]: string[], source: string) => {
    if (given[0] === fence) reached();
    else if (source !== 'lua') heard.push([name.toUpperCase(), ...given]);
  });
  /** Everything that was asked before has been heard. */
  const caughtUp = async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    fence = newStamp();
    reached = resolve;
    await client.echo(fence);
    await promise;
  };
  return {
    async during(work) {
      await caughtUp();
      heard = [];
      await work();
      await caughtUp();
      return heard.filter((command) => !isLook(command));
    },
    async remove() {
      monitor.disconnect();
      client.disconnect();
    },
  };
}
