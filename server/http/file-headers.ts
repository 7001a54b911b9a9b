import type { ServerResponse } from 'node:http';
import { cleanFileName } from '../domain/file-name.ts';

/** Nothing in a file runs, loads or reaches us, whatever a browser takes it for. */
const sealed = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * `Content-Disposition` of a file: its name in UTF-8 (RFC 8187, as RFC 6266 asks), and beside it one of ASCII for
 * programs that read no other.
 */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const clean = cleanFileName(name);
  const plain = clean.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(clean).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** Headers of every answer that carries a file's bytes, or says that they have not changed. */
export function setFileHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', sealed);
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
}
