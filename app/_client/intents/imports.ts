import type { Inputs, Outputs } from '../../../server/trpc/root.ts';
import { newId } from '../ids.ts';
import { rereadShown } from '../loads/loads.ts';
import { CallError } from '../sending/call-error.ts';
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

/** Begins to write an import; `readImport` tells how far it is. @throws CallError */
export function runImport(importId: string): Promise<ImportState> {
  return write('import.run', { importId, opId: newId() });
}

/** Begins to take an import back. @throws CallError */
export function undoImport(importId: string): Promise<ImportState> {
  return write('import.undo', { importId, opId: newId() });
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
