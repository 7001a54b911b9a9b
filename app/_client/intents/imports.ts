import type { Inputs, Outputs } from '../../../server/trpc/root.ts';
import { newId } from '../ids.ts';
import { rereadShown } from '../loads/loads.ts';
import { CallError, callErrorOf, isPassing } from '../sending/call-error.ts';
import { readRefusal, readRetryAfter } from '../sending/read-answer.ts';
import { read } from '../sending/read.ts';
import { send } from '../sending/send.ts';
import { userHeader } from '../sending/user-header.ts';
import { tellSignedOut } from './tell-signed-out.ts';

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
  const sent = new Promise<string>((resolve, reject) => {
    // Of all that browsers have, only this tells how much has gone.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/uploads?name=${encodeURIComponent(file.name)}`);
    const headers = { 'content-type': 'application/octet-stream', ...userHeader() };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new CallError('UNREACHABLE', 'No answer from the server.'));
    request.onload = () => {
      const answer = request.response as { uploadId?: string } | null;
      const retryAfter = readRetryAfter(request.getResponseHeader('retry-after'));
      if (answer?.uploadId) resolve(answer.uploadId);
      else reject(readRefusal(answer, retryAfter));
    };
    request.send(file);
  });
  return sent.catch(tellSignedOut);
}

/** Reads a sent file on the server and says what would become of it; writes nothing. @throws CallError */
export async function previewImport(input: Inputs['import']['preview']): Promise<ImportPreview> {
  const sent = send('import.preview', input, longestReading);
  return (await sent.catch(tellSignedOut)) as ImportPreview;
}

/** What the server is told to do with an import: to write it or to take it back, once however often it is told. */
export type ImportOrder = { importId: string; act: 'run' | 'undo'; opId: string };

/** A new order. */
export function orderImport(importId: string, act: ImportOrder['act']): ImportOrder {
  return { importId, act, opId: newId() };
}

/** Begins what is ordered; `readImport` tells how far it is. @throws CallError */
export async function sendOrder({ importId, act, opId }: ImportOrder): Promise<ImportState> {
  const sent = send(`import.${act}`, { importId, opId });
  return (await sent.catch(tellSignedOut)) as ImportState;
}

/** True if the server has not refused: nobody knows what it did, or who asks. The same order may be sent again. */
export function isUnanswered(error: unknown): boolean {
  return (
    error instanceof CallError &&
    (isPassing(error) || ['INTERNAL_SERVER_ERROR', 'UNAUTHORIZED'].includes(error.code))
  );
}

/** How far an import is. @throws CallError */
export function readImport(importId: string): Promise<ImportState> {
  return read('import.get', { importId }).catch(tellSignedOut);
}

/** What the page shows is read again: an import writes past the store. */
export function showImported(): void {
  rereadShown({ force: true });
}

/** Why a file was not taken, and what the server said of it. */
export type ImportFault = {
  kind: 'unreadable' | 'tooMuch' | 'over' | 'noAnswer' | 'failed';
  message: string;
};

/** What went wrong with a file, of all that can. */
export function importFault(cause: unknown): ImportFault {
  const error = callErrorOf(cause);
  return { kind: faultKind(error), message: error.message };
}

function faultKind(error: CallError): ImportFault['kind'] {
  switch (error.code) {
    case 'BAD_REQUEST':
      return 'unreadable';
    case 'PAYLOAD_TOO_LARGE':
      return 'tooMuch';
    case 'CONFLICT':
    case 'NOT_FOUND':
      return 'over';
    default:
      return isPassing(error) ? 'noAnswer' : 'failed';
  }
}
