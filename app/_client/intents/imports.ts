import type { Inputs, Outputs } from '../../../server/trpc/root.ts';
import { newId } from '../ids.ts';
import { rereadShown } from '../loads/loads.ts';
import { CallError, isPassing } from '../sending/call-error.ts';
import { fetchJson, readAnswer } from '../sending/read-answer.ts';
import { userHeader } from '../sending/user-header.ts';

type Imports = Outputs['import'];
export type ImportState = Imports['get'];
export type ImportPreview = Imports['preview'];

/** The server reads a large file for minutes, in milliseconds. */
const longestReading = 600_000;

/**
 * Sends a file to the server, which keeps it for an hour.
 * @param onProgress told the share that has gone, 0 to 1
 * @returns the id under which `previewImport` finds it
 * @throws CallError
 */
export function sendFile(file: File, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    // Of all that browsers have, only this tells how much has gone.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/uploads?name=${encodeURIComponent(file.name)}`);
    const headers = { 'content-type': 'application/octet-stream', ...userHeader() };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new CallError('UNREACHABLE', 'No answer from the server.'));
    request.onload = () => {
      const answer = request.response as {
        uploadId?: string;
        code?: string;
        message?: string;
      } | null;
      if (answer?.uploadId) resolve(answer.uploadId);
      else
        reject(
          new CallError(
            answer?.code ?? 'UNREACHABLE',
            answer?.message ?? 'No answer from the server.',
          ),
        );
    };
    request.send(file);
  });
}

/** Reads a sent file on the server and says what would become of it; writes nothing. @throws CallError */
export function previewImport(input: Inputs['import']['preview']): Promise<ImportPreview> {
  return write('import.preview', input, longestReading);
}

/** What the server is told to do with an import: to write it or to take it back, once however often it is told. */
export type ImportOrder = { importId: string; act: 'run' | 'undo'; opId: string };

/** A new order. */
export function orderImport(importId: string, act: ImportOrder['act']): ImportOrder {
  return { importId, act, opId: newId() };
}

/** Begins what is ordered; `readImport` tells how far it is. @throws CallError */
export function sendOrder({ importId, act, opId }: ImportOrder): Promise<ImportState> {
  return write(`import.${act}`, { importId, opId });
}

/** True if nobody knows what the server did: the same order may be sent again. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof CallError && (isPassing(error) || error.code === 'INTERNAL_SERVER_ERROR');
}

/** How far an import is. @throws CallError */
export async function readImport(importId: string): Promise<ImportState> {
  const url = `/api/trpc/import.get?input=${encodeURIComponent(JSON.stringify({ importId }))}`;
  const { body, retryAfter } = await fetchJson(url);
  return readAnswer(body, retryAfter) as ImportState;
}

/** What the page shows is read again: an import writes past the store. */
export function showImported(): void {
  rereadShown({ force: true });
}

async function write<T>(procedure: string, input: object, wait?: number): Promise<T> {
  const { body, retryAfter } = await fetchJson(`/api/trpc/${procedure}`, { post: input, wait });
  return readAnswer(body, retryAfter) as T;
}
