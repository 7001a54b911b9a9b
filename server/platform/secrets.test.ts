import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSecrets } from './secrets.ts';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'cairn-secrets-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('secrets are made once, for the owner alone, with 256 bits', () => {
  const dataDir = folder();
  const first = loadSecrets(dataDir);
  expect(Buffer.from(first.auth, 'base64url')).toHaveLength(32);
  expect(loadSecrets(dataDir)).toEqual(first);
  expect(loadSecrets(folder())).not.toEqual(first);
  expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['secrets.json']);
});

test('a file that others can read is refused with the mend', () => {
  const dataDir = folder();
  loadSecrets(dataDir);
  chmodSync(path.join(dataDir, 'secrets.json'), 0o640);
  expect(() => loadSecrets(dataDir)).toThrow(/may be read by others \(mode 640\): run "chmod 600"/);
});

test.each(['', '{', '{}', '{"auth":"short"}', 'null'])(
  'a broken file (%s) is not replaced',
  (text) => {
    const dataDir = folder();
    writeFileSync(path.join(dataDir, 'secrets.json'), text, { mode: 0o600 });
    expect(() => loadSecrets(dataDir)).toThrow(
      /secrets\.json is broken: bring it back from a copy/,
    );
  },
);

test('a folder that is not there is one clear line', () => {
  expect(() => loadSecrets(path.join(folder(), 'none'))).toThrow(/cannot be written \(ENOENT\)/);
});

test('a full disk is one clear line', ({ skip }) => {
  const dataDir = folder();
  const options = 'nr_inodes=1,mode=0700';
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', dataDir]);
  if (mount.status !== 0) skip('no right to mount here');
  onTestFinished(() => void spawnSync('umount', ['-l', dataDir]));
  expect(() => loadSecrets(dataDir)).toThrow(
    /written because its disk is full: free some space\.$/,
  );
});
