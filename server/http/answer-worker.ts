import { createHash } from 'node:crypto';
import { workerPolicy } from './csp.ts';
import type { PackOnce } from './pack-once.ts';
import type { Visit } from './request.ts';

/** Answers `/sw.js`. A browser that has it asks each time whether it is still the same. */
export function answerWorker(
  script: string,
  { request, response }: Visit,
  packOnce: PackOnce,
): void {
  const etag = `"${createHash('sha256').update(script).digest('base64url')}"`;
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('content-security-policy', workerPolicy);
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', 'text/javascript; charset=utf-8');
  packOnce(request, response, '/sw.js');
  response.end(request.method === 'HEAD' ? undefined : script);
}
