import type { OpId } from '../../../server/domain/ids.ts';
import type { InstanceOutput } from '../../../server/instance/schema.ts';
import { newId } from '../ids.ts';
import { readJson, send, whatFailed } from '../account.ts';
import type { Problem, Problems } from '../account.ts';

type Answer = {
  result?: { data?: unknown };
  error?: { data?: { code?: string; issues?: { path: (string | number)[] }[] } };
};
type Refusal = { problem: Problem; code: string; fields: unknown[] };
type Asked<T> = { data: T; refusal: null } | { data: null; refusal: Refusal };

const unanswered = new Map<string, { text: string; opId: OpId }>();

/** The same form sent again is the same operation, so a lost answer does not make a link look used. */
async function ask<T>(procedure: string, input?: object): Promise<Asked<T>> {
  const text = JSON.stringify(input);
  const before = unanswered.get(procedure);
  const opId = before && before.text === text ? before.opId : newId<OpId>();
  if (input) unanswered.set(procedure, { text, opId });
  const body = JSON.stringify({ ...input, opId });
  const response = await send(
    `/api/trpc/${procedure}`,
    input && { type: 'application/json', body },
  );
  const { result, error } = (response && (await readJson<Answer>(response))) ?? {};
  if (response === null || (!result && !error))
    return { data: null, refusal: { problem: { reason: 'offline' }, code: '', fields: [] } };
  unanswered.delete(procedure);
  if (result) return { data: result.data as T, refusal: null };
  const { code = '', issues = [] } = error?.data ?? {};
  const fields = issues.map(({ path: [at] }) => at);
  return { data: null, refusal: { problem: whatFailed(response), code, fields } };
}

/** What anybody may know of the instance; null where no answer came. */
export async function getInstance(): Promise<InstanceOutput | null> {
  return (await ask<InstanceOutput>('instance.get')).data;
}

/** Asks for a link to a new password. The answer never tells whether anybody has the address. */
export async function requestReset(email: string): Promise<Problems> {
  const { refusal } = await ask('account.requestReset', { email });
  if (refusal === null) return null;
  if (refusal.code === 'FORBIDDEN') return { form: { reason: 'noMail' } };
  return refusal.fields.includes('email')
    ? { email: { reason: 'email' } }
    : { form: refusal.problem };
}

/** Sets a new password by a mailed link. @returns the address to sign in with, or what is wrong */
export async function resetPassword(
  secret: string,
  password: string,
): Promise<{ email: string } | { problems: NonNullable<Problems> }> {
  const { data, refusal } = await ask<{ email: string }>('account.reset', { secret, password });
  if (refusal === null) return { email: data.email };
  if (refusal.fields.includes('password'))
    return { problems: { password: { reason: 'password' } } };
  return { problems: { form: whatOfLink(refusal) } };
}

/** Takes an address by the link that went there. */
export async function confirmEmail(
  secret: string,
): Promise<{ email: string } | { problem: Problem }> {
  const { data, refusal } = await ask<{ email: string }>('account.confirmEmail', { secret });
  if (refusal === null) return { email: data.email };
  return {
    problem: refusal.code === 'CONFLICT' ? { reason: 'emailTaken' } : whatOfLink(refusal),
  };
}

function whatOfLink({ code, problem }: Refusal): Problem {
  return code === 'NOT_FOUND' || code === 'BAD_REQUEST' ? { reason: 'linkOver' } : problem;
}
