import { createHash, timingSafeEqual } from 'node:crypto';
import type { Runtime } from '../platform/runtime.ts';
import { refuse } from './answer.ts';
import type { Visit } from './request.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** `GET /metrics` for Prometheus, of all processes under one supervisor; for who shows `METRICS_TOKEN` alone. */
export async function answerMetrics({ env, cache }: Runtime, visit: Visit): Promise<void> {
  const { request, response } = visit;
  if (env.metricsToken === null)
    return refuse(request, response, {
      status: 404,
      code: 'NOT_FOUND',
      message: 'There is nothing at this address; METRICS_TOKEN opens it.',
    });
  const shown = request.headers.authorization ?? '';
  if (!timingSafeEqual(digest(shown), digest(`Bearer ${env.metricsToken}`)))
    return refuse(request, response, {
      status: 401,
      code: 'UNAUTHORIZED',
      message: 'Show the token of METRICS_TOKEN: Authorization: Bearer …',
      headers: { 'www-authenticate': 'Bearer' },
    });
  const body = await cache.report();
  response.writeHead(200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
