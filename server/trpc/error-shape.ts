import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { ErrorCode, Issue } from '../platform/errors.ts';

export type ToldError = {
  code: ErrorCode;
  message: string;
  httpStatus: number;
  requestId: string | null;
  path?: string | undefined;
  issues?: Issue[] | undefined;
  current?: unknown;
};

/** An error as tRPC's links read it: of a procedure, and of the gate before one is reached. */
export function errorShape({ message, ...data }: ToldError) {
  return { message, code: TRPC_ERROR_CODES_BY_KEY[data.code], data };
}
