import { resolve } from 'node:path';
import { serverListens } from './admin-socket.ts';
import { endedLines, summaryText } from './archive-summary.ts';
import type { ShellCommand } from './command.ts';
import { CairnError } from '../platform/errors.ts';
import { InstanceTaken } from './host.ts';

export const restoreCommand: ShellCommand = {
  kind: 'shell',
  name: 'restore',
  about: 'Makes the instance what it was when a backup was taken',
  details: [
    'The server must be stopped. The backup is proved before anything is touched, and an error leaves',
    'everything as it was. A backup of an older version is brought up to date; one of a newer version',
    'is refused. Sessions, open invites and mailed links of the backup end: what was ended since must not',
    'work again. Tokens of programs stay, unless they are to be revoked too.',
  ],
  options: {
    force: { about: 'replace all of an instance that holds data' },
    'revoke-tokens': { about: 'revoke all tokens of programs too' },
  },
  operands: ['file'],
  async run(host, { given, terminal, signal }) {
    const file = resolve(given.operands[0] ?? '');
    const force = given.switches.includes('force');
    const revokeTokens = given.switches.includes('revoke-tokens');
    if (await serverListens(host.env.dataDir)) {
      throw new CairnError('CONFLICT', 'the server runs: stop it before restoring');
    }
    try {
      const summary = await host.restore({
        file,
        force,
        revokeTokens,
        note: terminal.note,
        signal,
      });
      terminal.note(`Restored ${summaryText(summary)}, as of ${summary.createdAt}`);
      for (const line of endedLines(summary.ended)) terminal.note(line);
      return 0;
    } catch (error) {
      if (!(error instanceof InstanceTaken) || error.ending) throw error;
      throw new CairnError('CONFLICT', `stop the server before restoring. ${error.message}`, {
        cause: error,
      });
    }
  },
};
