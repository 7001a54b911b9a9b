import { CairnError } from '../platform/errors.ts';
import type { ShellCommand } from './command.ts';

export const workerCommand: ShellCommand = {
  kind: 'shell',
  name: 'worker',
  about: 'Does the background work of an instance, and serves nothing, until it is stopped',
  details: [
    'Mail, imports, purges and the removal of files: of all processes of an instance one does them at a',
    'time, and another goes on where it ends. With CAIRN_WORKER=off those that serve leave them alone.',
    'Needs DATABASE_URL and REDIS_URL, and the CAIRN_SECRET and FILES_DIR that the servers have.',
  ],
  options: {},
  operands: [],
  async run(host, { terminal, signal }) {
    const { databaseUrl, redisUrl } = host.env;
    const missing = [
      ...(databaseUrl === null ? ['DATABASE_URL'] : []),
      ...(redisUrl === null ? ['REDIS_URL'] : []),
    ];
    if (missing.length > 0) {
      const message = `a worker needs ${missing.join(' and ')}: without them one process alone serves a database, with the work inside`;
      throw new CairnError('BAD_REQUEST', message);
    }
    await host.work(terminal.note, signal);
    return 0;
  },
};
