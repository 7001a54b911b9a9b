import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { steadyPort } from '../steady-port.ts';
import { launch, programOf, removeFolder, stageFolder, until } from './program.ts';

/** An nginx in front of several processes. */
export type Balancer = { url: string; remove(): Promise<void> };

/**
 * Whoever does not answer is left out for a second. A GET goes on to the next; what has been sent and may have been
 * done does not: its caller sends it again, with its `opId`.
 */
const settings = (port: number, apps: readonly number[]) => `daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path temp/body;
  proxy_temp_path temp/proxy;
  fastcgi_temp_path temp/fastcgi;
  uwsgi_temp_path temp/uwsgi;
  scgi_temp_path temp/scgi;
  upstream cairn {
${apps.map((app) => `    server 127.0.0.1:${app} max_fails=1 fail_timeout=1s;`).join('\n')}
    keepalive 32;
  }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 0;
    location / {
      proxy_pass http://cairn;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 1s;
      proxy_read_timeout 60s;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_next_upstream error timeout;
      proxy_next_upstream_tries ${apps.length};
    }
  }
}
`;

/** Starts nginx over these ports of loopback. */
export async function startBalancer(apps: readonly number[]): Promise<Balancer> {
  const folder = await stageFolder('nginx');
  const port = await steadyPort();
  const file = path.join(folder, 'nginx.conf');
  await mkdir(path.join(folder, 'temp'), { mode: 0o777 });
  await writeFile(file, settings(port, apps));
  const program = launch([programOf('nginx'), '-p', folder, '-c', file, '-e', 'stderr'], {
    asOwner: false,
  });
  const url = `http://127.0.0.1:${port}`;
  await until('nginx', async () => {
    if (!program.running()) throw new Error(program.said());
    await fetch(`${url}/healthz`);
  });
  return {
    url,
    async remove() {
      await program.stop('SIGTERM');
      await removeFolder(folder);
    },
  };
}
