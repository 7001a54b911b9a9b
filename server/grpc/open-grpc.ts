import { isIPv6 } from 'node:net';
import { logVerbosity, Server, setLogVerbosity } from '@grpc/grpc-js';
import { createCallRates } from '../auth/call-rates.ts';
import { createUses } from '../auth/uses.ts';
import { createBeside } from '../platform/beside.ts';
import { CairnError } from '../platform/errors.ts';
import type { GrpcEnv } from '../platform/grpc-env.ts';
import type { Runtime } from '../platform/runtime.ts';
import { createKept } from '../trpc/kept.ts';
import { maxBody } from '../trpc/limits.ts';
import type { Serving } from './caller.ts';
import { credentialsOf } from './credentials-of.ts';
import { definitionOf, plain } from './definition-of.ts';
import { ChangeService } from './gen/cairn/v1/change_pb.ts';
import { Health } from './gen/grpc/health/v1/health_pb.ts';
import { NotificationService } from './gen/cairn/v1/notification_pb.ts';
import { RelationService } from './gen/cairn/v1/relation_pb.ts';
import { ReminderService } from './gen/cairn/v1/reminder_pb.ts';
import { SyncService } from './gen/cairn/v1/sync_pb.ts';
import { TaskService } from './gen/cairn/v1/task_pb.ts';
import { TokenService } from './gen/cairn/v1/token_pb.ts';
import { operations } from './operations.ts';
import { reflectServices } from './reflect-services.ts';
import { serveChanges } from './serve-changes.ts';
import { serveExchange } from './serve-exchange.ts';
import { serveHealth } from './serve-health.ts';
import { serveUnary } from './serve-unary.ts';

export type Grpc = {
  /** `127.0.0.1:50051`, with the real port. */
  address: string;
  /** What the person who started it should know; null: nothing. */
  notice: string | null;
  /** Ends streams, stops accepting, lets running calls finish for 10 s, then ends what is left. */
  drain(): Promise<void>;
};

/** Services of calls that have one answer. */
const unary = [TaskService, TokenService, RelationService, ReminderService, NotificationService];

const drainPatience = 10_000;

const options = {
  'grpc.max_receive_message_length': maxBody,
  // A stream holds a call at work; more of them in one connection wait at the caller.
  'grpc.max_concurrent_streams': 200,
  'grpc.max_connection_idle_ms': 600_000,
  // Callers that are gone without a word are found, and their streams end.
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

/** Opens the port for other services. @throws SERVICE_UNAVAILABLE with what to mend, where it cannot be opened */
export async function openGrpc(runtime: Runtime, env: GrpcEnv): Promise<Grpc> {
  // What goes wrong with a call is told to its caller, and with the server to whoever starts it.
  setLogVerbosity(logVerbosity.NONE);
  const end = new AbortController();
  const beside = createBeside(runtime.log);
  const uses = createUses({ db: runtime.db, beside });
  const kept = createKept(runtime, uses);
  const rate = createCallRates(runtime);
  const serving: Serving = { runtime, uses, kept, rate, leaving: end.signal };
  const server = new Server(options);
  for (const service of unary) {
    const handlers = Object.values(operations)
      .filter(({ method }) => method.parent === service)
      .map((operation) => [operation.method.localName, serveUnary(serving, operation)]);
    server.addService(
      definitionOf(service, () => plain),
      Object.fromEntries(handlers),
    );
  }
  server.addService(
    definitionOf(ChangeService, () => plain),
    { subscribe: serveChanges(serving) },
  );
  server.addService(
    definitionOf(SyncService, () => plain),
    { exchange: serveExchange(serving) },
  );
  const services = [...unary, ChangeService, SyncService];
  serveHealth(
    server,
    services.map(({ typeName }) => typeName),
    end.signal,
  );
  reflectServices(
    server,
    [...services, Health].map(({ file }) => file),
  );
  const address = `${shown(env.host)}:${await bind(server, env)}`;
  return {
    address,
    notice: noticeOf(env, address),
    drain: async () => {
      end.abort();
      await shutDown(server);
      await beside.settle();
    },
  };
}

function bind(server: Server, env: GrpcEnv): Promise<number> {
  const credentials = credentialsOf(env.tls);
  return new Promise((resolve, reject) => {
    server.bindAsync(`${shown(env.host)}:${env.port}`, credentials, (error, port) => {
      if (error) reject(refusal(error, env));
      else resolve(port);
    });
  });
}

function refusal(error: Error, { host, port }: GrpcEnv): CairnError {
  const why = error.message.includes('EADDRINUSE')
    ? `port ${port} is in use: stop what listens there, or set GRPC_PORT to another, 0 for any free one, or off`
    : `${error.message}: check GRPC_HOST (${host}) and GRPC_PORT`;
  return new CairnError('SERVICE_UNAVAILABLE', `Cairn cannot serve gRPC: ${why}.`, {
    cause: error,
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), drainPatience);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const shown = (host: string) => (isIPv6(host) ? `[${host}]` : host);

function noticeOf({ port, host, tls }: GrpcEnv, address: string): string | null {
  const isInside = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (tls === null && !isInside)
    return `gRPC at ${address} is open to the network without TLS, so tokens pass as they are: set GRPC_TLS_CERT and GRPC_TLS_KEY`;
  return port === 0 ? `gRPC at ${address}` : null;
}
