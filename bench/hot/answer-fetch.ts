import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '../../server/trpc/root.ts';
import { openBenchRuntime } from './bench-runtime.ts';
import { stockContext } from './stock-context.ts';

const runtime = openBenchRuntime();

/** What tRPC's stock adapter for fetch answers over the project's own router. */
export function answerFetch(req: Request): Promise<Response> {
  const createContext = () => stockContext(runtime, req.headers.get('authorization'));
  return fetchRequestHandler({ endpoint: '/api/trpc', router: appRouter, req, createContext });
}
