import { rarely } from '../platform/beside.ts';
import type { Beside } from '../platform/beside.ts';
import { systemContext } from '../platform/context.ts';
import type { Principal } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { CairnError } from '../platform/errors.ts';
import { createUpload } from '../upload/create-upload.ts';
import { sweepUploads } from '../upload/sweep-uploads.ts';
import { answerJson } from './answer.ts';
import { contentLength, hasBody } from './framing.ts';
import type { Patience } from './patience.ts';
import { requirePace } from './request.ts';
import type { Visit } from './request.ts';

/** `POST /api/uploads?name=board.json`, octets -> `{ uploadId }`. */
export function createUploadHandler(
  runtime: Runtime,
  beside: Beside,
  pace: Patience['file'],
): (visit: Visit, principal: () => Promise<Principal>) => Promise<void> {
  const sweep = rarely(beside, {
    seconds: 900,
    work: () => sweepUploads(systemContext(runtime, null)),
  });
  return async ({ request, response, search, place, requestId, goOn }, findPrincipal) => {
    const principal = await findPrincipal();
    if (!hasBody(request)) throw new CairnError('BAD_REQUEST', 'Send the file itself as the body.');
    sweep();
    const ctx = {
      runtime,
      db: runtime.db,
      principal,
      now: runtime.clock.now().toISOString(),
      requestId,
      origin: place.origin,
      address: place.address,
      userAgent: request.headers['user-agent'] ?? null,
    };
    const body = () => {
      goOn();
      requirePace(request, response, pace);
      return request;
    };
    const announced = contentLength(request);
    answerJson(
      response,
      200,
      await createUpload(ctx, { fileName: fileName(search), announced, body }),
    );
  };
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
