import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ServerCredentials } from '@grpc/grpc-js';
import { CairnError } from '../platform/errors.ts';
import type { GrpcTls } from '../platform/grpc-env.ts';

/**
 * The server's credentials: none, TLS, or TLS where callers show a certificate too.
 * @throws SERVICE_UNAVAILABLE with what to mend, where a file is missing or is none
 */
export function credentialsOf(tls: GrpcTls | null): ServerCredentials {
  if (tls === null) return ServerCredentials.createInsecure();
  const [cert_chain, certificate] = read(
    'GRPC_TLS_CERT',
    tls.cert,
    (pem) => new X509Certificate(pem),
  );
  const [private_key, key] = read('GRPC_TLS_KEY', tls.key, createPrivateKey);
  if (!certificate.checkPrivateKey(key))
    throw refusal('GRPC_TLS_KEY is not the key of GRPC_TLS_CERT');
  if (tls.ca === null) return ServerCredentials.createSsl(null, [{ private_key, cert_chain }]);
  const [ca] = read('GRPC_TLS_CA', tls.ca, (pem) => new X509Certificate(pem));
  return ServerCredentials.createSsl(ca, [{ private_key, cert_chain }], true);
}

function read<T>(name: string, file: string, parse: (pem: Buffer) => T): [Buffer, T] {
  let pem: Buffer;
  try {
    pem = readFileSync(file);
  } catch (cause) {
    throw refusal(`${name}: ${file} cannot be read`, cause);
  }
  try {
    return [pem, parse(pem)];
  } catch (cause) {
    throw refusal(`${name}: ${file} is no such PEM file`, cause);
  }
}

function refusal(why: string, cause?: unknown): CairnError {
  return new CairnError('SERVICE_UNAVAILABLE', `Cairn cannot serve gRPC: ${why}.`, { cause });
}
