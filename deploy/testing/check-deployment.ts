import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { serverFlags } from '../../bin/lib/node.mjs';
import { routeOf } from '../../server/http/routes.ts';
import { loadEnv } from '../../server/platform/env.ts';

/** Files of `deploy/` by their name there. */
export type Files = Record<string, string>;

/** One program that somebody runs: its variables, its image, who it is. */
type Program = {
  where: string;
  image: string | null;
  env: Record<string, string>;
  user: string;
  command: string[];
  isCairn: boolean;
  readOnly: boolean;
  isChecked: boolean;
};

const pod = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
  stringData: z.record(z.string(), z.string()).optional(),
  spec: z.looseObject({}).optional(),
});
type Manifest = z.output<typeof pod>;

const probe = z
  .looseObject({
    httpGet: z.looseObject({ path: z.string(), port: z.union([z.string(), z.number()]) }),
  })
  .optional();
const deployment = z.looseObject({
  template: z.looseObject({
    spec: z.looseObject({
      securityContext: z.looseObject({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
      containers: z.array(
        z.looseObject({
          name: z.string(),
          image: z.string(),
          command: z.array(z.string()).optional(),
          ports: z.array(z.looseObject({ name: z.string(), containerPort: z.number() })).optional(),
          env: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
          securityContext: z.looseObject({ readOnlyRootFilesystem: z.boolean() }),
          startupProbe: probe,
          livenessProbe: probe,
          readinessProbe: probe,
        }),
      ),
    }),
  }),
});
const service = z.looseObject({
  ports: z.array(z.looseObject({ targetPort: z.union([z.string(), z.number()]) })),
});
const compose = z.looseObject({
  services: z.record(
    z.string(),
    z.looseObject({
      image: z.string(),
      user: z.string(),
      read_only: z.boolean().default(false),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).default({}),
      ports: z.array(z.string()).default([]),
    }),
  ),
});

/** What is wrong with the files of a deployment, a line each. @param known the variables that the server reads */
export function checkDeployment(files: Files, known: readonly string[]): string[] {
  const docker = dockerfile(files['cairn.dockerfile'] ?? '');
  const manifests = Object.entries(files)
    .filter(([name]) => name.startsWith('kubernetes/'))
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => pod.parse(document.toJS())));
  const stack = compose.parse(parse(files['compose.yaml'] ?? '', { merge: true }));
  const programs = [
    docker.program,
    ...Object.entries(stack.services).map(([name, one]) => ofCompose(name, one, docker)),
    ...manifests.flatMap((manifest) => ofManifest(manifest, manifests, docker)),
    ...Object.entries(files).flatMap(([name, text]) =>
      name.endsWith('.service') ? [ofUnit(name, text)] : [],
    ),
  ];
  return [
    ...docker.troubles,
    ...programs.flatMap((program) => checkProgram(program, known)),
    ...checkCompose(stack, files['nginx.conf'] ?? '', docker.port),
    ...manifests.flatMap((manifest) => checkManifest(manifest, manifests, docker.port)),
  ];
}

function checkProgram(program: Program, known: readonly string[]): string[] {
  const { where, image, env, user, command } = program;
  const troubles: string[] = [];
  if (image !== null && !/:[\w.-]+$/.test(image)) troubles.push(`${where}: ${image} has no tag`);
  if (image?.endsWith(':latest')) troubles.push(`${where}: ${image} is any version`);
  if (/^(root|0(:.*)?|)$/.test(user)) troubles.push(`${where}: runs as root`);
  if (!program.readOnly) troubles.push(`${where}: may write to its root file system`);
  if (!program.isCairn) return troubles;
  for (const name of Object.keys(env))
    if (!known.includes(name) && name !== 'NEXT_TELEMETRY_DISABLED')
      troubles.push(`${where}: ${name} is no variable of the server`);
  if (command.includes('server/main.ts') && !command.join(' ').includes(serverFlags.join(' ')))
    troubles.push(`${where}: the server's own flags are ${serverFlags.join(' ')}`);
  if (!program.isChecked) return troubles;
  try {
    loadEnv(env);
  } catch (error) {
    troubles.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return troubles;
}

type Docker = {
  program: Program;
  port: number;
  env: Record<string, string>;
  troubles: string[];
};

function dockerfile(text: string): Docker {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const given = (word: string) =>
    last.flatMap((line) =>
      line.startsWith(`${word} `) ? [line.slice(word.length + 1).trim()] : [],
    );
  const env = Object.fromEntries(
    given('ENV').flatMap((line) => [...line.matchAll(/(\w+)=(\S+)/g)].map(([, n, v]) => [n, v])),
  ) as Record<string, string>;
  const bases = lines.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
  const port = Number(env['PORT']);
  const exposed = (given('EXPOSE')[0] ?? '').split(/\s+/).map(Number);
  return {
    port,
    env,
    program: {
      where: 'cairn.dockerfile',
      image: bases.at(-1) ?? '',
      env,
      user: given('USER').at(-1) ?? '',
      command: JSON.parse(given('CMD').at(-1) ?? '[]') as string[],
      isCairn: true,
      readOnly: true,
      isChecked: false,
    },
    troubles: [
      ...(new Set(bases).size === 1
        ? []
        : ['cairn.dockerfile: it is built on another image than it runs on']),
      ...(exposed.includes(port)
        ? []
        : [`cairn.dockerfile: it listens to ${port} and does not expose it`]),
    ],
  };
}

type Stack = z.output<typeof compose>;

function ofCompose(name: string, one: Stack['services'][string], docker: Docker): Program {
  const isCairn = one.image === 'cairn:local';
  // What must be given is given: any value of the right shape.
  const given = (text: string) =>
    text.replaceAll(
      /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
      (_all, _name, usual?: string) => usual ?? 'x'.repeat(43),
    );
  const own = Object.entries(one.environment).map(([key, value]) => [key, given(value)] as const);
  return {
    where: `compose.yaml: ${name}`,
    image: one.image,
    env: isCairn ? { ...docker.env, ...Object.fromEntries(own) } : {},
    user: one.user,
    command: one.command ?? [],
    isCairn,
    readOnly: one.read_only,
    isChecked: true,
  };
}

function checkCompose({ services }: Stack, nginx: string, port: number): string[] {
  const troubles: string[] = [];
  const listens = [...nginx.matchAll(/^\s*listen (\d+);/gm)].map(([, number]) => Number(number));
  for (const [, host = '', to] of nginx.matchAll(/^\s*server ([\w-]+):(\d+)/gm)) {
    if (!services[host]) troubles.push(`nginx.conf: ${host} is no service of compose.yaml`);
    if (Number(to) !== port) troubles.push(`nginx.conf: ${host} listens to ${port}, not ${to}`);
  }
  for (const published of Object.values(services).flatMap(({ ports }) => ports))
    if (!listens.includes(Number(published.split(':').at(-1))))
      troubles.push(`compose.yaml: nothing listens to ${published}`);
  const usual: Record<string, string> = { postgres: '5432', valkey: '6379' };
  for (const [name, { environment }] of Object.entries(services))
    for (const variable of ['DATABASE_URL', 'REDIS_URL']) {
      const [, host = '', to = ''] =
        /([\w-]+):(\d+)(?:\/\w+)?$/.exec(environment[variable] ?? '') ?? [];
      if (environment[variable] !== undefined && (!services[host] || usual[host] !== to))
        troubles.push(`compose.yaml: ${name} looks for ${host}:${to}, where nothing is`);
    }
  return troubles;
}

function ofManifest(manifest: Manifest, all: Manifest[], docker: Docker): Program[] {
  if (manifest.kind !== 'Deployment') return [];
  const { spec } = deployment.parse(manifest.spec).template;
  const shared = all.flatMap(({ data, stringData }) => Object.entries({ ...data, ...stringData }));
  return spec.containers.map((container) => ({
    where: `kubernetes: ${manifest.metadata.name}`,
    image: container.image,
    env: {
      ...docker.env,
      ...Object.fromEntries(shared),
      ...Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value])),
    },
    user: spec.securityContext.runAsNonRoot ? String(spec.securityContext.runAsUser) : 'root',
    command: container.command ?? [],
    isCairn: true,
    readOnly: container.securityContext.readOnlyRootFilesystem,
    isChecked: true,
  }));
}

function checkManifest(manifest: Manifest, all: Manifest[], port: number): string[] {
  const containers = (of: Manifest[]) =>
    of.flatMap(({ kind, spec }) =>
      kind === 'Deployment' ? deployment.parse(spec).template.spec.containers : [],
    );
  const where = `kubernetes: ${manifest.kind} ${manifest.metadata.name}`;
  const named = new Map(
    containers(all).flatMap(({ ports = [] }) => ports.map((one) => [one.name, one.containerPort])),
  );
  const numberOf = (given: string | number) => named.get(String(given)) ?? Number(given);
  const troubles = containers([manifest]).flatMap((container) =>
    [container.startupProbe, container.livenessProbe, container.readinessProbe].flatMap((one) => {
      if (!one) return [];
      const { path, port: asked } = one.httpGet;
      return [
        ...(['healthz', 'readyz'].includes(routeOf(path, null))
          ? []
          : [`${where}: ${path} is no probe`]),
        ...(numberOf(asked) === port ? [] : [`${where}: a probe asks ${asked}, not ${port}`]),
      ];
    }),
  );
  if (manifest.kind !== 'Service') return troubles;
  return service
    .parse(manifest.spec)
    .ports.filter(({ targetPort }) => numberOf(targetPort) !== port)
    .map(({ targetPort }) => `${where}: leads to ${targetPort}, not ${port}`);
}

function ofUnit(name: string, text: string): Program {
  const given = (word: string) =>
    [...text.matchAll(new RegExp(`^${word}=(.*)$`, 'gm'))].map(([, value = '']) => value);
  return {
    where: name,
    image: null,
    env: Object.fromEntries(given('Environment').map((line) => line.split('='))) as Record<
      string,
      string
    >,
    user: given('User').at(-1) ?? '',
    command: (given('ExecStart')[0] ?? '').split(' '),
    isCairn: true,
    readOnly: given('ProtectSystem').at(-1) === 'strict',
    isChecked: true,
  };
}
