import type { Issue } from './errors.ts';

/** Where gRPC is served. */
export type GrpcEnv = {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Null: without TLS. */
  readonly tls: GrpcTls | null;
};

/** Absolute paths of PEM files. */
export type GrpcTls = {
  readonly cert: string;
  readonly key: string;
  /** Whose certificates callers must show; null: they need none. */
  readonly ca: string | null;
};

type Given = {
  /** Null: off. */
  port: number | null;
  host: string;
  cert: string | null;
  key: string | null;
  ca: string | null;
};

/** All of TLS or nothing: a certificate without its key is a mistake, not a wish to go without. */
export function grpcOf({ port, host, cert, key, ca }: Given, issues: Issue[]): GrpcEnv | null {
  const missing = (name: string) =>
    issues.push({
      path: [name],
      message: 'is missing; TLS takes GRPC_TLS_CERT and GRPC_TLS_KEY, and GRPC_TLS_CA for callers',
    });
  const isWanted = cert !== null || key !== null || ca !== null;
  if (isWanted && cert === null) missing('GRPC_TLS_CERT');
  if (isWanted && key === null) missing('GRPC_TLS_KEY');
  if (port === null) return null;
  const tls = cert !== null && key !== null ? Object.freeze({ cert, key, ca }) : null;
  return Object.freeze({ port, host, tls });
}
