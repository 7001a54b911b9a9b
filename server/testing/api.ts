/** Calls the contract over HTTP as any program would: fetch and a bearer token, or as a page with its cookie. */
export type Api = {
  query<T>(procedure: string, input?: unknown): Promise<T>;
  mutate<T>(procedure: string, input: unknown): Promise<T>;
  /** Sends a file whole. @returns its uploadId */
  upload(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
};

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, body: { error?: { message?: string; data?: { code?: string } } }) {
    super(body.error?.message ?? `status ${status}`);
    this.status = status;
    this.code = body.error?.data?.code ?? '';
  }
}

export function createApi(url: string, caller: string | { cookie: string }): Api {
  const headers: Record<string, string> = {
    ...(typeof caller === 'string'
      ? { authorization: `Bearer ${caller}` }
      : { ...caller, origin: url }),
    'content-type': 'application/json',
  };
  return {
    query: (procedure, input) =>
      answerOf(
        fetch(
          `${url}/api/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
          { headers },
        ),
      ),
    mutate: (procedure, input) =>
      answerOf(
        fetch(`${url}/api/trpc/${procedure}`, {
          method: 'POST',
          headers,
          body: JSON.stringify(input),
        }),
      ),
    async upload(bytes) {
      const response = await fetch(`${url}/api/uploads`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: bytes,
      });
      const { uploadId, message } = (await response.json()) as UploadAnswer;
      if (!uploadId) throw new Error(`the file was not taken: ${message}`);
      return uploadId;
    },
  };
}

type UploadAnswer = { uploadId?: string; message?: string };

async function answerOf<T>(sent: Promise<Response>): Promise<T> {
  const response = await sent;
  const body = (await response.json()) as { result: { data: T } };
  if (!response.ok) throw new ApiError(response.status, body as object);
  return body.result.data;
}
