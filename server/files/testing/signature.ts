import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export type Keys = { accessKeyId: string; secretAccessKey: string; region: string };

/**
 * What is wrong with the signature of a request, worked out from AWS's own words (Signature Version 4, "Create a
 * signed AWS API request") and from nothing that the client uses; null where it is right.
 */
export function signatureFault(request: IncomingMessage, keys: Keys): string | null {
  const header = request.headers.authorization ?? '';
  const [, id, day, region, signed, given] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    ) ?? [];
  if (!id || !day || !region || !signed || !given) return `not signed: ${header}`;
  if (id !== keys.accessKeyId || region !== keys.region) return 'another key or region';
  const names = signed.split(';');
  const needed = [
    'host',
    ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-')),
  ];
  const unsigned = needed.find((name) => !names.includes(name));
  if (unsigned) return `${unsigned} is not signed`;
  const at = String(request.headers['x-amz-date']);
  if (!at.startsWith(day)) return 'another day';
  const url = new URL(request.url ?? '', 'http://bucket');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    query,
    ...names.map(
      (name) => `${name}:${String(request.headers[name]).trim().replaceAll(/ +/g, ' ')}`,
    ),
    '',
    signed,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, hex(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${keys.secretAccessKey}`,
  );
  return hmac(key, text).toString('hex') === given ? null : 'another signature';
}
