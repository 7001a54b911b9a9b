import * as z from 'zod';
import { UsageError } from './usage-error.ts';

/** What a person at a shell is told: one line, and whether the command line itself was wrong. */
export function describeError(error: unknown): { message: string; usage: boolean } {
  if (error instanceof UsageError) return { message: error.message, usage: true };
  if (error instanceof z.ZodError) return { message: inputMessage(error), usage: true };
  return { message: oneLine(causeOf(error)), usage: false };
}

/** Fields of the contract that an option of another name fills. */
const options: Record<string, string> = { workspaceIds: '--workspace', password: 'the password' };

function inputMessage({ issues }: z.ZodError): string {
  const [issue] = issues;
  const field = String(issue?.path[0] ?? 'the input');
  const option = `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return `${options[field] ?? option} ${issue?.message ?? 'is wrong'}`;
}

/**
 * An `AggregateError` of a refused connection has no message of its own; that of a failed query holds
 * its parameters, which are people's own.
 */
function causeOf(error: unknown): string {
  if (error instanceof Error && 'params' in error) return causeOf(error.cause);
  if (error instanceof AggregateError && error.message === '') return causeOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
}
