import type { Ctx, Caller } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { badField, CairnError, notFound } from '../platform/errors.ts';
import { id } from '../domain/ids.ts';
import type { UploadId } from '../domain/ids.ts';
import { appendUpload } from '../upload/append-upload.ts';
import { beginUpload } from '../upload/begin-upload.ts';
import { cancelUpload } from '../upload/cancel-upload.ts';
import { createUpload } from '../upload/create-upload.ts';
import { getUploadState } from '../upload/get-upload-state.ts';
import { purposes } from '../upload/schema.ts';
import type { UploadPurpose, UploadState } from '../upload/schema.ts';
import { answerJson } from './answer.ts';
import { contentLength, hasBody } from './framing.ts';
import type { Patience } from './patience.ts';
import { contextOf, requirePace } from './request.ts';
import type { Visit } from './request.ts';

type Handler = (visit: Visit, caller: () => Promise<Caller>) => Promise<void>;

/**
 * `POST /api/uploads?name=board.json&for=import`, octets -> `{ uploadId }`. With `Upload-Length` and no body it makes
 * room for a file that comes in pieces, as draft-ietf-httpbis-resumable-upload has them: 201 and its address.
 */
export function createUploadHandler(runtime: Runtime, pace: Patience['file']): Handler {
  return async (visit, findCaller) => {
    const { request, response } = visit;
    const ctx = contextOf(runtime, visit, await findCaller());
    const given = { fileName: fileName(visit.search), purpose: purposeOf(visit.search) };
    const length = countIn(visit, 'upload-length');
    if (length === null) {
      if (!hasBody(request))
        throw new CairnError('BAD_REQUEST', 'Send the file itself as the body.');
      const announced = contentLength(request);
      const body = () => begin(visit, pace);
      return answerJson(response, 200, await createUpload(ctx, { ...given, announced, body }));
    }
    if (hasBody(request))
      throw new CairnError('BAD_REQUEST', 'Send the pieces to the address that this gives.');
    const state = await beginUpload(ctx, { ...given, length });
    response.setHeader('location', `/api/uploads/${state.uploadId}`);
    tell(visit, state);
    answerJson(response, 201, { uploadId: state.uploadId });
  };
}

/**
 * `/api/uploads/<id>`: `HEAD` says how much is kept, `PATCH` with `Upload-Offset` brings the next piece, `DELETE`
 * forgets the file. A piece for elsewhere is a 409 that says where to go on.
 */
export function createUploadPartHandler(runtime: Runtime, pace: Patience['file']): Handler {
  return async (visit, findCaller) => {
    const { request, response } = visit;
    const uploadId = uploadIdIn(visit.pathname);
    const ctx = contextOf(runtime, visit, await findCaller());
    if (request.method === 'DELETE') {
      await cancelUpload(ctx, uploadId);
      return void response.writeHead(204).end();
    }
    if (request.method === 'HEAD') {
      tell(visit, await getUploadState(ctx, uploadId));
      return void response.writeHead(204).end();
    }
    const state = await append(ctx, visit, { uploadId, pace });
    tell(visit, state);
    answerJson(response, 200, { uploadId });
  };
}

type Piece = { uploadId: UploadId; pace: Patience['file'] };

async function append(ctx: Ctx, visit: Visit, { uploadId, pace }: Piece): Promise<UploadState> {
  const offset = countIn(visit, 'upload-offset');
  if (offset === null) throw badField(['Upload-Offset'], 'says where the piece belongs');
  try {
    return await appendUpload(ctx, { uploadId, offset, body: () => begin(visit, pace) });
  } catch (error) {
    if (error instanceof CairnError && error.code === 'CONFLICT')
      tell(visit, error.current as UploadState);
    throw error;
  }
}

function begin({ request, response, goOn }: Visit, pace: Patience['file']) {
  goOn();
  requirePace(request, response, pace);
  return request;
}

function tell({ response }: Visit, { offset, length }: UploadState): void {
  response.setHeader('upload-offset', offset);
  response.setHeader('upload-length', length);
  response.setHeader('upload-complete', offset === length ? '?1' : '?0');
}

/** A structured field that is a whole number; null where it was not sent. */
function countIn({ request }: Visit, name: string): number | null {
  const text = request.headers[name]?.toString();
  if (text === undefined) return null;
  if (!/^\d{1,15}$/.test(text)) throw badField([name], 'must be a number of bytes');
  return Number(text);
}

function uploadIdIn(pathname: string): UploadId {
  const found = id<UploadId>().safeParse(pathname.slice('/api/uploads/'.length));
  if (!found.success) throw notFound('upload');
  return found.data;
}

function purposeOf(search: string): UploadPurpose {
  const given = new URLSearchParams(search).get('for') ?? 'import';
  const known = (Object.keys(purposes) as UploadPurpose[]).find((purpose) => purpose === given);
  if (known) return known;
  throw badField(['for'], `must be one of ${Object.keys(purposes).join(', ')}`);
}

function fileName(search: string): string {
  const given = new URLSearchParams(search).get('name') ?? '';
  const bare =
    given
      .replaceAll(/[\u0000-\u001f\u007f]/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? '';
  return bare === '' ? 'upload' : bare.slice(0, 255);
}
