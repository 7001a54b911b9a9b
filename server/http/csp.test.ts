import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineScriptHashes, listPages } from '../../bin/csp-hashes.mjs';
import { pagePolicy, readScriptHashes } from './csp.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('hashes of inline scripts', () => {
  test('bodies only, each once, byte for byte', () => {
    const html = `<script src="/a.js"></script><script>one()</script><SCRIPT nonce="x" id="_R_">
two("</p>")</SCRIPT><script>one()</script><script async="" src="/b.js"></script><script>три()</script>`;
    expect(inlineScriptHashes(html)).toEqual(
      [hashOf('one()'), hashOf('\ntwo("</p>")'), hashOf('три()')].toSorted(),
    );
  });
});

describe('the list of a build', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cairn-csp-'));
    await mkdir(join(dir, '.next/server/app/en'), { recursive: true });
    await writeFile(join(dir, '.next/server/app/en.html'), '<script>shell()</script>');
    await writeFile(join(dir, '.next/server/app/index.html'), '<p>');
    await writeFile(join(dir, '.next/server/app/en/sign-in.html'), '<script>form()</script>');
    await writeFile(join(dir, '.next/server/app/en/sign-in.rsc'), '<script>no()</script>');
  });
  afterAll(() => rm(dir, { recursive: true }));

  test('is read back by the gate', async () => {
    const pages = await listPages(dir);
    expect(pages).toEqual({
      '/': [],
      '/en': [hashOf('shell()')],
      '/en/sign-in': [hashOf('form()')],
    });
    await writeFile(join(dir, '.next/csp-hashes.json'), JSON.stringify(pages));
    const hashes = await readScriptHashes(dir);
    expect(pagePolicy(hashes, '/en')).toContain(`script-src 'self' ${hashOf('shell()')};`);
    expect(pagePolicy(hashes, '/en')).not.toContain(hashOf('form()'));
    expect(pagePolicy(hashes, '/unknown')).toContain(`script-src 'self';`);
  });

  test('a list that could widen the policy is refused', async () => {
    await writeFile(
      join(dir, '.next/csp-hashes.json'),
      JSON.stringify({ '/en': ["'unsafe-inline'"] }),
    );
    await expect(readScriptHashes(dir)).rejects.toThrow();
  });
});

test('no page allows unsafe inline code', () => {
  expect(pagePolicy(new Map(), '/en')).not.toContain('unsafe');
});
