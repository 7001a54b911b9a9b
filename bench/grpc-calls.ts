import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { Agent as HttpAgent, get as httpGet } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { Health } from '../server/grpc/gen/grpc/health/v1/health_pb.ts';
import { SyncService } from '../server/grpc/gen/cairn/v1/sync_pb.ts';
import type { SyncServiceExchangeResponse } from '../server/grpc/gen/cairn/v1/sync_pb.ts';
import { TaskService } from '../server/grpc/gen/cairn/v1/task_pb.ts';
import { messages, pathOf } from '../server/grpc/testing/client.ts';

/** How a caller reaches the server: `ca` where TLS stands on the way. */
export type Reach = { http: number; grpc: number; ca: Buffer | null };

/** One task, a page of fifty, or nothing: what is asked of no database, so that the ways themselves are compared. */
export type Asked = { workspaceId: string; taskId: string; tasks: 0 | 1 | 50 };

/** One call of a kind over one way, whole: the answer is read into objects. */
export type Caller = { call(): Promise<unknown>; close(): void };

export const kinds = ['new connection', 'keep-alive', 'unary', 'stream'] as const;
export type Kind = (typeof kinds)[number];

type Given = { reach: Reach; token: string; asked: Asked };

export const open: Record<Kind, (given: Given) => Caller> = {
  // Sessions of TLS are not resumed: each connection is a new one.
  'new connection': (given) => json(given, { keepAlive: false, maxCachedSessions: 0 }),
  'keep-alive': (given) => json(given, { keepAlive: true, maxSockets: 16 }),
  unary,
  stream,
};

function json({ reach, token, asked }: Given, options: object): Caller {
  const agent = reach.ca ? new HttpsAgent({ ...options, ca: reach.ca }) : new HttpAgent(options);
  const { workspaceId, taskId, tasks } = asked;
  const [procedure, input] =
    tasks === 1
      ? ['task.get', { workspaceId, taskId }]
      : ['task.list', { workspaceId, limit: tasks }];
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const path = tasks === 0 ? '/healthz' : `/api/trpc/${procedure}${query}`;
  const headers = { authorization: `Bearer ${token}` };
  const where = {
    host: '127.0.0.1',
    servername: 'localhost',
    port: reach.http,
    path,
    headers,
    agent,
  };
  return {
    call: () =>
      new Promise((resolve, reject) => {
        const request = (reach.ca ? httpsGet : httpGet)(where, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()));
            else reject(new Error(`status ${response.statusCode}`));
          });
        });
        request.on('error', reject);
      }),
    close: () => agent.destroy(),
  };
}

function channel({ reach, token }: Given) {
  const given = reach.ca ? credentials.createSsl(reach.ca) : credentials.createInsecure();
  const client = new Client(`localhost:${reach.grpc}`, given, {
    'grpc.use_local_subchannel_pool': 1,
  });
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return { client, metadata };
}

function unary(given: Given): Caller {
  const { client, metadata } = channel(given);
  const { workspaceId, taskId, tasks } = given.asked;
  const { get, list } = TaskService.method;
  const { check } = Health.method;
  const [method, request] =
    tasks === 0
      ? [check, new Uint8Array()]
      : tasks === 1
        ? [get, toBinary(get.input, create(get.input, { workspaceId, taskId }))]
        : [list, toBinary(list.input, create(list.input, { workspaceId, limit: tasks }))];
  return {
    call: () =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          pathOf(method.parent, method.name),
          () => Buffer.from(request),
          (bytes: Buffer) => fromBinary(method.output, bytes),
          null,
          metadata,
          (error, answer) => (error ? reject(error) : resolve(answer)),
        );
      }),
    close: () => client.close(),
  };
}

function stream(given: Given): Caller {
  const { client, metadata } = channel(given);
  const { workspaceId, taskId, tasks } = given.asked;
  const { exchange } = SyncService.method;
  const codec = messages(exchange);
  const calls = client.makeBidiStreamRequest(
    pathOf(SyncService, exchange.name),
    codec.requestSerialize,
    codec.responseDeserialize,
    metadata,
  ) as ClientDuplexStream<unknown, SyncServiceExchangeResponse>;
  const waiting = new Map<number, (answer: SyncServiceExchangeResponse) => void>();
  calls.on('data', (answer: SyncServiceExchangeResponse) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  calls.on('error', () => undefined);
  let id = 0;
  return {
    call: () =>
      new Promise((resolve, reject) => {
        id += 1;
        waiting.set(id, (answer) => {
          if (tasks > 0 && answer.answer.case === 'error')
            reject(new Error(answer.answer.value.message));
          else resolve(answer);
        });
        // Without a call it is refused at once.
        const call =
          tasks === 0
            ? undefined
            : tasks === 1
              ? ({ case: 'getTask', value: { workspaceId, taskId } } as const)
              : ({ case: 'listTasks', value: { workspaceId, limit: tasks } } as const);
        calls.write(create(exchange.input, { id, ...(call && { call }) }));
      }),
    close: () => {
      calls.cancel();
      client.close();
    },
  };
}
