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
  const cert_chain = read('GRPC_TLS_CERT', tls.cert);
  const private_key = read('GRPC_TLS_KEY', tls.key);
  const ca = tls.ca === null ? null : read('GRPC_TLS_CA', tls.ca);
  return ServerCredentials.createSsl(ca, [{ private_key, cert_chain }], ca !== null);
}

function read(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new CairnError('SERVICE_UNAVAILABLE', `${name}: ${file} cannot be read.`, { cause });
  }
}
