import { resolve } from 'node:path';
import { summaryText } from './archive-summary.ts';
import type { ShellCommand } from './command.ts';

export const backupCommand: ShellCommand = {
  kind: 'shell',
  name: 'backup',
  about: 'Writes the whole instance, as of one moment, into one file',
  details: [
    'The server may go on running. The file is compressed, has mode 600, and appears only when it',
    'is complete. It can be restored into any Postgres 15 or newer, embedded or not.',
    "Keep it as safe as the data: it holds everything but the data folder's secrets.",
  ],
  options: { force: { about: 'replace the file if it exists' } },
  operands: ['file'],
  async run(host, { given, terminal, signal }) {
    const file = resolve(given.operands[0] ?? '');
    const force = given.switches.includes('force');
    const summary = await host.backup({ file, force, note: terminal.note, signal });
    terminal.note(`Backed up ${summaryText(summary)} to ${file}`);
    return 0;
  },
};
