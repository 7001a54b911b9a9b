import { anyPack } from '@bufbuild/protobuf/wkt';
import type { Any } from '@bufbuild/protobuf/wkt';
import { create, toBinary } from '@bufbuild/protobuf';
import { Metadata, status } from '@grpc/grpc-js';
import type { StatusObject } from '@grpc/grpc-js';
import { TRPCError } from '@trpc/server';
import type { Serving } from './caller.ts';
import { publicError } from '../trpc/errors.ts';
import type { PublicError } from '../trpc/errors.ts';
import type { ErrorCode } from '../platform/errors.ts';
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from './gen/google/rpc/error_details_pb.ts';
import { StatusSchema } from './gen/google/rpc/status_pb.ts';
import type { Status } from './gen/google/rpc/status_pb.ts';

/** The one mapping of the contract's codes for gRPC; the code itself is `ErrorInfo.reason`. */
const statusOfCode: Record<ErrorCode, status> = {
  BAD_REQUEST: status.INVALID_ARGUMENT,
  UNAUTHORIZED: status.UNAUTHENTICATED,
  FORBIDDEN: status.PERMISSION_DENIED,
  NOT_FOUND: status.NOT_FOUND,
  METHOD_NOT_SUPPORTED: status.UNIMPLEMENTED,
  CONFLICT: status.ABORTED,
  PAYLOAD_TOO_LARGE: status.RESOURCE_EXHAUSTED,
  UNSUPPORTED_MEDIA_TYPE: status.INVALID_ARGUMENT,
  TOO_MANY_REQUESTS: status.RESOURCE_EXHAUSTED,
  INTERNAL_SERVER_ERROR: status.INTERNAL,
  SERVICE_UNAVAILABLE: status.UNAVAILABLE,
};

/** What a caller is told of what was thrown, whether the ladder threw it or something before the ladder. */
function toldOf(error: unknown): PublicError {
  const isOurs = error instanceof TRPCError;
  return publicError(
    isOurs ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error }),
  );
}

/** An error as `google.rpc.Status`, with its details: the contract's code, wrong fields, when to try again. */
function statusMessage(told: PublicError, requestId: string): Status {
  const { code, message, issues, retryAfter } = told;
  const info = { reason: code, domain: 'cairn', metadata: { requestId } };
  const details: Any[] = [anyPack(ErrorInfoSchema, create(ErrorInfoSchema, info))];
  if (issues) {
    const fieldViolations = issues.map(({ path, message: description }) => ({
      field: path.join('.'),
      description,
    }));
    details.push(anyPack(BadRequestSchema, create(BadRequestSchema, { fieldViolations })));
  }
  if (retryAfter) {
    const seconds = BigInt(Math.ceil(retryAfter));
    details.push(anyPack(RetryInfoSchema, create(RetryInfoSchema, { retryDelay: { seconds } })));
  }
  return create(StatusSchema, { code: statusOfCode[code], message, details });
}

/** What a caller is told of what was thrown; what no caller was meant to see is written down. */
export function failureOf({ runtime }: Serving, error: unknown, requestId: string): Status {
  const told = toldOf(error);
  // What fails within a procedure is written down by the ladder.
  if (told.isBug && !(error instanceof TRPCError))
    runtime.log.error({ err: error, requestId }, 'a call over gRPC failed');
  return statusMessage(told, requestId);
}

/** How a call ends that failed: grpc-js sends it as trailers. */
export function trailersOf(told: Status): StatusObject {
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(toBinary(StatusSchema, told)));
  return { code: told.code, details: told.message, metadata };
}
