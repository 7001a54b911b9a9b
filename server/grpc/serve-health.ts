import type { Server, ServerWritableStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';

/**
 * `grpc.health.v1`: of the server as a whole and of each service, to anyone. Once the process is on its way out it
 * says so to whoever watches, and ends these streams: the library keeps them for ever.
 */
export function serveHealth(server: Server, names: string[], leaving: AbortSignal): void {
  const all = ['', ...names];
  const health = new HealthImplementation(Object.fromEntries(all.map((name) => [name, 'SERVING'])));
  // Told before any stream is ended: listeners are called in their order.
  leaving.addEventListener('abort', () => {
    for (const name of all) health.setStatus(name, 'NOT_SERVING');
  });
  health.addToServer({
    addService: (service, given: UntypedServiceImplementation) =>
      server.addService(service, { ...given, watch: ended(given, leaving) }),
  });
}

type Stream = ServerWritableStream<unknown, unknown>;

function ended(
  given: UntypedServiceImplementation,
  leaving: AbortSignal,
): (stream: Stream) => void {
  const watch = given['watch'] as (stream: Stream) => void;
  return (stream) => {
    const end = () => void stream.end();
    leaving.addEventListener('abort', end);
    stream.once('cancelled', () => leaving.removeEventListener('abort', end));
    watch(stream);
  };
}
