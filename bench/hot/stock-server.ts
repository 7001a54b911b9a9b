import { createServer } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { appRouter } from '../../server/trpc/root.ts';
import { openBenchRuntime } from './bench-runtime.ts';
import { stockContext } from './stock-context.ts';

// tRPC's stock Node adapter over the project's own router.
const runtime = openBenchRuntime();
createServer((req, res) => {
  const path = new URL(req.url ?? '/', 'http://localhost').pathname.slice('/api/trpc/'.length);
  const createContext = () => stockContext(runtime, req.headers.authorization ?? null);
  void nodeHTTPRequestHandler({ router: appRouter, req, res, path, createContext });
}).listen(runtime.env.port, '127.0.0.1');
