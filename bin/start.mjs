#!/usr/bin/env node
// Runs on any Node from 18 on, before anything is installed: plain JavaScript, no packages.
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { become } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { projectNode, serverFlags } from './lib/node.mjs';
import { main, root, say } from './lib/root.mjs';
import { ensureStopped } from './lib/running.mjs';

const help = `Usage: npm start

Installs what is missing, builds the pages if their sources changed, starts an embedded Postgres
unless DATABASE_URL is set, migrates, and serves Cairn. Prints one line with the URL on stdout;
everything else goes to stderr. Stops on SIGTERM or Ctrl-C.

Configuration, by environment or in the file .env here:
  PORT           port to listen on (3000; 0 takes any free one)
  HOST           address to listen on (127.0.0.1; 0.0.0.0 for the whole network)
  CAIRN_DATA     folder of everything that is kept (./data)
  CAIRN_URL      origin that browsers use, such as https://tasks.example
  CAIRN_HOSTS    further host names that requests may use, separated by commas
  CAIRN_PROXIES  proxies whose X-Forwarded-* headers count, as addresses or networks
  DATABASE_URL   a Postgres 15 or newer, instead of the embedded one
  REDIS_URL      redis://, rediss://, redis+sentinel:// or redis+cluster://
  CAIRN_PROCESSES  processes that serve (1; auto is one a core); more than one need REDIS_URL
  SMTP_URL       mail server; MAIL_FROM gives the sender
  LOG_LEVEL      trace, debug, info, warn, error, fatal or silent (info)
All of them are in docs/configuration.md.
`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(help);
  process.exit(0);
}
if (args.length > 0) {
  say(`start takes no arguments, got ${args.join(' ')}; see --help`);
  process.exit(2);
}

await main(async () => {
  await ensureStopped('another starts');
  await ensureInstalled();
  const node = projectNode();
  await ensureBuilt();
  // Whatever a shell exports for other projects: "npm run dev" is the other way to run.
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await become(node, [...serverFlags, join(root, 'server/main.ts')], env);
});
