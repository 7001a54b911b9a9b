import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TRPCError } from '@trpc/server';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import type { WireCall, WireType } from './calls.ts';
import type { FindReady } from './ready.ts';

/** A request on its way through the wire. */
export type WireVisit = {
  request: IncomingMessage;
  response: ServerResponse;
  /** Headers of every answer, names and values in turn, as `writeHead` takes them. */
  head: readonly string[];
  /** Called where a subscription begins, which goes on until its caller leaves or `end` is called. */
  streams?: (end: () => void) => void;
};

/** What a request asks for, as a context may want to know it. */
export type WireInfo = {
  calls: readonly WireCall[];
  type: WireType;
  isBatch: boolean;
  /** Answers come in lines, as `httpBatchStreamLink` reads them. */
  inLines: boolean;
  connectionParams: Readonly<Record<string, string | undefined>> | null;
  lastEventId: string | null;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
};

export type WireOptions<Visit extends WireVisit> = {
  router: AnyRouter;
  /** What stands before the path of a procedure, `/api/trpc/`. */
  prefix: string;
  maxBody: number;
  maxBatch: number;
  /** Refuses a request as a whole, before anything of it is looked at. @throws TRPCError */
  requireFit?(visit: Visit): void;
  /** True where a query may be posted. @param path as sent */
  mayPost(path: string): boolean;
  createContext(visit: Visit, info: WireInfo): Promise<object>;
  /** What errors are told of where no context came about. */
  nobody(visit: Visit): object;
  /** Further headers, names and values in turn. */
  headersOf(errors: readonly TRPCError[]): string[];
  /** Finds answers that lie ready. A failure is no caller's: their call goes the long way. */
  ready?: FindReady<Visit> | undefined;
};
