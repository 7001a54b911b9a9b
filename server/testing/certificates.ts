import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export type Pair = { cert: Buffer; key: Buffer; certFile: string; keyFile: string };
export type Certificates = Record<'ca' | 'server' | 'caller', Pair>;

const run = promisify(execFile);

/** An authority and what it signed, for a day: a server on loopback and a caller. Made by `openssl` in a folder. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const file = (name: string) => path.join(folder, name);
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const newKey = (name: string) =>
    curve.concat('-keyout', file(`${name}.key`), '-subj', `/CN=${name}`);
  const ca = ['-x509', '-days', '1', '-out', file('ca.pem')];
  await run('openssl', ['req', ...newKey('ca'), ...ca]);
  await writeFile(file('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  for (const name of ['server', 'caller']) {
    await run('openssl', ['req', ...newKey(name), '-out', file(`${name}.csr`)]);
    const signed = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'];
    const request = ['-req', '-in', file(`${name}.csr`), '-days', '1', '-extfile', file('names')];
    await run('openssl', ['x509', ...request, ...signed, '-out', file(`${name}.pem`)]);
  }
  const pair = async (name: string): Promise<Pair> => {
    const [certFile, keyFile] = [file(`${name}.pem`), file(`${name}.key`)];
    return { certFile, keyFile, cert: await readFile(certFile), key: await readFile(keyFile) };
  };
  return { ca: await pair('ca'), server: await pair('server'), caller: await pair('caller') };
}
