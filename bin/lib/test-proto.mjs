// What services are promised: written as buf has it, nothing taken back that has landed, and the code of it as
// buf would write it now.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** @returns true where buf found nothing; else it has said what */
function buf(...args) {
  const { status, stdout, stderr } = spawnSync('buf', args, { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status === 0;
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

function isAsGenerated() {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-proto-'));
  try {
    if (!buf('generate', '-o', folder)) return false;
    const [wanted, found] = [join(folder, 'server/grpc/gen'), 'server/grpc/gen'].map(filesBelow);
    const names = new Set([...wanted.keys(), ...found.keys()]);
    const different = [...names].filter((name) => wanted.get(name) !== found.get(name));
    for (const name of different)
      console.error(`server/grpc/gen/${name} is not what proto/ says: run "npm run proto"`);
    return different.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const steps = [
  () => buf('format', '--diff', '--exit-code'),
  () => buf('lint'),
  () => buf('breaking', '--against', 'proto/landed.binpb'),
  isAsGenerated,
];
process.exitCode = steps.every((step) => step()) ? 0 : 1;
