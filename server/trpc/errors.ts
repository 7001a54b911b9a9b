import type { TRPCError } from '@trpc/server';
import * as z from 'zod';
import { databaseError } from '../platform/database-error.ts';
import { CairnError, errorCodes } from '../platform/errors.ts';
import type { ErrorCode, Issue } from '../platform/errors.ts';
import { maxBatch, maxBody, maxIssues, maxPathPart } from './limits.ts';

/** What a caller is told of an error. `isBug` is true for what was not meant for callers. */
export type PublicError = {
  code: ErrorCode;
  message: string;
  issues?: Issue[] | undefined;
  current?: unknown;
  retryAfter?: number | undefined;
  isBug: boolean;
};

/** The one mapping of errors for tRPC. */
export function publicError(error: TRPCError): PublicError {
  const cause = databaseError(error.cause ?? error);
  if (cause instanceof CairnError) {
    const { code, message, issues, current, retryAfter } = cause;
    return { code, message, issues, current, retryAfter, isBug: false };
  }
  if (cause instanceof z.ZodError && error.code === 'BAD_REQUEST') {
    const issues = cause.issues.flatMap(issuesOf).slice(0, maxIssues);
    return { code: 'BAD_REQUEST', message: issues.map(sentence).join('; '), issues, isBug: false };
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    return {
      code: error.code,
      message: 'Something failed on the server; it has been written down. Try again later.',
      isBug: true,
    };
  }
  // tRPC knows more codes than the contract; what it refuses by them is a call that is none.
  const code = errorCodes.find((known) => known === error.code) ?? 'BAD_REQUEST';
  return { code, message: messageOf(error), isBug: false };
}

/** What tRPC itself refuses, in words that say what to do. */
function messageOf(error: TRPCError): string {
  if (error.cause instanceof SyntaxError) return `The input is not JSON: ${error.cause.message}`;
  if (error.code === 'PAYLOAD_TOO_LARGE') return `A body here has ${maxBody} bytes at most.`;
  if (error.message === 'Batch call exceeds maximum size')
    return `One request may carry ${maxBatch} calls at most; send more requests.`;
  return error.message;
}

/** Names each unknown field by its own path. */
function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, maxIssues).map((key) => ({
      path: [...path, key.slice(0, maxPathPart)],
      message: 'is not a field here',
    }));
  }
  return [{ path, message: issue.message }];
}

function sentence({ path, message }: Issue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
