import { constraintOf, sqlState } from '../domain/postgres-error.ts';
import { badField, CairnError } from './errors.ts';

/** What a refused constraint means to a caller: the field and the words. */
const constraints: Record<string, { path: string[]; message: string }> = {
  users_email: { path: ['email'], message: 'an account with this address exists already' },
  credentials_issuer_subject_pk: {
    path: ['email'],
    message: 'an account with this address exists already',
  },
  workspaces_pkey: { path: ['id'], message: 'is already in use' },
  invites_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  projects_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  projects_key: { path: ['key'], message: 'is the key of another project' },
  sections_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  labels_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  labels_name: { path: ['name'], message: 'is the name of another label' },
  tasks_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  comments_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  attachments_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  saved_views_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  relations_id: { path: ['id'], message: 'is already in use' },
  reminders_workspace_id_id_pk: { path: ['id'], message: 'is already in use' },
  push_subscriptions_endpoint: { path: ['endpoint'], message: 'is that of another browser' },
  op_results_user_id_op_id_pk: {
    path: ['opId'],
    message: 'is being used by another call at this moment',
  },
};

/** Besides: read-only for a while, or no primary; ended for idling; out of memory. */
const unreachable =
  /^(08|57P0|25006|25P03|53200|55000|ECONN|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/;

/**
 * Gives an error of Postgres its meaning: a field for a known constraint, SERVICE_UNAVAILABLE
 * where waiting helps. Everything else is returned as it came, a bug to be logged.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof CairnError) return error;
  const state = sqlState(error);
  const known = constraints[constraintOf(error) ?? ''];
  if (known) {
    if (state === '23505')
      return new CairnError('CONFLICT', `${known.path.join('.')}: ${known.message}`, {
        issues: [known],
        cause: error,
      });
    return badField(known.path, known.message, error);
  }
  if (state === '55P03')
    return unavailable('Others are writing to this workspace. Try again in a second.', error);
  if (state === '53300' || state === '57014')
    return unavailable('The server is busy. Try again in a second.', error);
  if (state === '53100')
    return unavailable('The server has no disk space left. Nothing was saved.', error);
  if (unreachable.test(state ?? '') || lost(error))
    return unavailable('The database is away. Try again in a moment.', error);
  return error;
}

function unavailable(message: string, cause: unknown): CairnError {
  return new CairnError('SERVICE_UNAVAILABLE', message, { retryAfter: 1, cause });
}

/** pg reports a lost connection and a full pool as plain errors, told apart by their text. */
function lost(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
        current.message,
      )
    )
      return true;
  }
  return false;
}
