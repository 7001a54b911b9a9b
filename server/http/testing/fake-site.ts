import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveNextAuth } from '../../auth/serve-next-auth.ts';
import type { Site } from '../site.ts';

export type Seen = { method: string; url: string; headers: IncomingMessage['headers'] };

/** Stands where Next stands: keeps what reached it, answers like a prerendered page, and serves sign-in for real. */
export function fakeSite(over: Partial<Site> = {}): Site & { seen: Seen[] } {
  const seen: Seen[] = [];
  return {
    seen,
    handle: async (request, response) => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
      if (request.url?.startsWith('/api/auth/')) return relay(request, response);
      response.setHeader('cache-control', 's-maxage=31536000');
      response.setHeader('vary', 'rsc');
      response.setHeader('x-nextjs-cache', 'HIT');
      response.end('<p>page</p>');
    },
    upgrade: null,
    hashes: new Map([['/en/today', ["'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"]]]),
    files: new Set(['/icon.svg']),
    worker: 'worker();',
    dev: false,
    close: () => Promise.resolve(),
    ...over,
  };
}

async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const method = request.method ?? 'GET';
  const body = method === 'GET' ? null : Buffer.concat(chunks);
  const asked = new Request(url, { method, headers, body });
  const nextauth = url.pathname.split('/').slice(3);
  const answer = await serveNextAuth(asked, { params: Promise.resolve({ nextauth }) });
  const plain = [...answer.headers].filter(([name]) => name !== 'set-cookie');
  for (const [name, value] of plain) response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.writeHead(answer.status);
  response.end(await answer.text());
}
