import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BucketEnv } from '../../platform/env.ts';
import { signatureFault } from './signature.ts';

/** What goes wrong with a request: it is refused, cut in the middle of its answer or sent elsewhere. */
export type Fault = 'refuse' | 'cut' | 'redirect';

export type BucketServer = {
  env: BucketEnv;
  /** What is stored, by path. */
  objects: Map<string, Buffer>;
  /** What was asked, in order: `PUT /bucket/key`. */
  asked: string[];
  /** Faults of the next requests that match, each once. */
  faults: { match: RegExp; fault: Fault }[];
  close(): Promise<void>;
};

const keys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

/** A bucket that checks each signature for itself, keeps what is put there, and can go wrong. */
export async function startBucket(): Promise<BucketServer> {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Map<number, Buffer>>();
  const asked: string[] = [];
  const faults: BucketServer['faults'] = [];
  const region = 'eu-test-1';
  const server = createServer((request, response) => {
    void body(request).then(
      (bytes) => serve(request, response, bytes),
      () => undefined,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;

  function serve(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
    const line = `${request.method} ${request.url}`;
    asked.push(line);
    const at = faults.findIndex(({ match }) => match.test(line));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    const wrong = signatureFault(request, { ...keys, region });
    if (wrong) return error(response, 403, { code: 'SignatureDoesNotMatch', message: wrong });
    if (fault === 'refuse') return error(response, 500, { code: 'InternalError', message: 'no' });
    if (fault === 'redirect')
      return void response.writeHead(307, { location: `${endpoint}/elsewhere` }).end();
    const url = new URL(request.url ?? '', endpoint);
    const { pathname: path, searchParams } = url;
    if (!path.startsWith('/cairn-files/'))
      return error(response, 404, { code: 'NoSuchBucket', message: 'no such bucket' });
    const uploadId = searchParams.get('uploadId');
    if (request.method === 'POST' && searchParams.has('uploads')) {
      const id = randomUUID();
      parts.set(id, new Map());
      return xml(
        response,
        `<InitiateMultipartUploadResult><Bucket>cairn-files</Bucket><Key>k</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (uploadId !== null)
      return serveParts({ request, response, bytes, uploadId, path, searchParams });
    if (request.method === 'PUT') {
      objects.set(path, bytes);
      return void response.writeHead(200, { etag: etagOf(bytes) }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(path);
      return void response.writeHead(204).end();
    }
    const found = objects.get(path);
    if (!found) return error(response, 404, { code: 'NoSuchKey', message: 'no such key' });
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = first && last ? found.subarray(Number(first), Number(last) + 1) : found;
    response.writeHead(first ? 206 : 200, { 'content-length': part.length, etag: etagOf(found) });
    if (fault !== 'cut') return void response.end(part);
    response.write(part.subarray(0, Math.floor(part.length / 2)), () => response.destroy());
  }

  type Parts = {
    request: IncomingMessage;
    response: ServerResponse;
    bytes: Buffer;
    uploadId: string;
    path: string;
    searchParams: URLSearchParams;
  };

  function serveParts({ request, response, bytes, uploadId, path, searchParams }: Parts): void {
    const known = parts.get(uploadId);
    if (!known) return error(response, 404, { code: 'NoSuchUpload', message: 'no such upload' });
    if (request.method === 'PUT') {
      known.set(Number(searchParams.get('partNumber')), bytes);
      return void response.writeHead(200, { etag: etagOf(bytes) }).end();
    }
    parts.delete(uploadId);
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    const inOrder = [...known].toSorted(([a], [b]) => a - b).map(([, part]) => part);
    objects.set(path, Buffer.concat(inOrder));
    xml(
      response,
      `<CompleteMultipartUploadResult><Location>x</Location><Bucket>cairn-files</Bucket><Key>k</Key><ETag>"x"</ETag></CompleteMultipartUploadResult>`,
    );
  }

  return {
    env: { endpoint, region, name: 'cairn-files', ...keys },
    objects,
    asked,
    faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

async function body(request: IncomingMessage): Promise<Buffer> {
  return Buffer.concat((await request.toArray()) as Buffer[]);
}

function xml(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
}

function error(
  response: ServerResponse,
  status: number,
  told: { code: string; message: string },
): void {
  xml(
    response,
    `<Error><Code>${told.code}</Code><Message>${told.message}</Message></Error>`,
    status,
  );
}
