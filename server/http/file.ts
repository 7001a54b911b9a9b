import { pipeline } from 'node:stream/promises';
import { getAttachmentFile } from '../attachment/get-attachment-file.ts';
import type { AttachmentFile } from '../attachment/get-attachment-file.ts';
import { attachmentGetInput } from '../attachment/schema.ts';
import type { Caller } from '../platform/context.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { byteRange } from './byte-range.ts';
import { disposition, setFileHeaders } from './file-headers.ts';
import { contextOf } from './request.ts';
import type { Visit } from './request.ts';

/** A reader that takes nothing for so long has gone, in milliseconds. */
const longestPause = 120_000;

/**
 * `/files/<workspaceId>/<attachmentId>/<name>` saves a file, whatever it is; `/previews/<workspaceId>/<attachmentId>`
 * shows a picture in the page, and nothing else. Rights are proved for each request before anything is told, a 304
 * too.
 */
export function createFileHandler(
  runtime: Runtime,
): (visit: Visit, caller: () => Promise<Caller>) => Promise<void> {
  return async (visit, findCaller) => {
    const [, , workspaceId, attachmentId] = visit.pathname.split('/');
    const input = attachmentGetInput.safeParse({ workspaceId, attachmentId });
    if (!input.success) throw notFound('file');
    const ctx = contextOf(runtime, visit, await findCaller());
    const file = await getAttachmentFile(ctx, input.data);
    if (visit.route === 'preview') await preview(visit, file);
    else await save(visit, file);
  };
}

async function save(visit: Visit, file: AttachmentFile): Promise<void> {
  visit.response.setHeader('content-disposition', disposition('attachment', file.name));
  await answer(visit, file, 'application/octet-stream');
}

/** The page asks for a picture each time it shows it; its bytes need not come again. */
async function preview(visit: Visit, file: AttachmentFile): Promise<void> {
  if (!file.image?.shown) throw notFound('preview');
  visit.response.setHeader('content-disposition', disposition('inline', file.name));
  visit.response.setHeader('cache-control', 'private, no-cache');
  await answer(visit, file, `image/${file.image.type}`);
}

async function answer(
  { request, response }: Visit,
  file: AttachmentFile,
  type: string,
): Promise<void> {
  const { headers } = request;
  setFileHeaders(response);
  response.setHeader('etag', file.etag);
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('vary', 'Cookie, Authorization');
  if (isKnown(headers['if-none-match'], file.etag)) return void response.writeHead(304).end();
  const isSame = headers['if-range'] === undefined || headers['if-range'] === file.etag;
  const range = byteRange(isSame ? headers.range : undefined, file.size);
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${file.size}`);
    return void response.writeHead(416, { 'content-length': 0 }).end();
  }
  const part = range === 'whole' ? undefined : range;
  const length = part ? part.end - part.start + 1 : file.size;
  const head = { 'content-type': type, 'content-length': length };
  if (part) response.setHeader('content-range', `bytes ${part.start}-${part.end}/${file.size}`);
  const status = part ? 206 : 200;
  if (request.method === 'HEAD') return void response.writeHead(status, head).end();
  const bytes = await file.open(part);
  response.writeHead(status, head);
  response.setTimeout(longestPause, () => response.destroy());
  await pipeline(bytes, response).catch((error: unknown) => {
    if (isGone(error)) return;
    const message = 'The file broke off on the server.';
    throw new CairnError('SERVICE_UNAVAILABLE', message, { cause: error });
  });
}

function isKnown(header: string | undefined, etag: string): boolean {
  const known = (header ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/** A reader that leaves in the middle is nobody's fault. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED'].includes(
    code,
  );
}
