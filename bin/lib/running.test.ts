import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { adminSocketPath } from '../../server/cli/admin-path.ts';
import { ensureStopped, socketOf } from './running.mjs';

function createFolder(...names: string[]): string {
  const top = mkdtempSync(path.join(realpathSync(tmpdir()), 'cairn-running-'));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const folder = path.join(top, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

test('it looks where the server listens', () => {
  const long = createFolder('d'.repeat(60), 'ж'.repeat(30));
  const link = path.join(createFolder(), 'link');
  symlinkSync(long, link);
  for (const folder of [createFolder('data'), long, link]) {
    expect(socketOf(folder)).toBe(adminSocketPath(folder));
  }
});

test('what it cannot ask does not count as silence', async () => {
  const folder = createFolder();
  vi.stubEnv('CAIRN_DATA', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  await ensureStopped('another starts');
  symlinkSync('admin.sock', path.join(folder, 'admin.sock'));
  await expect(ensureStopped('another starts')).rejects.toThrow('cannot be told: connect ELOOP');
});
