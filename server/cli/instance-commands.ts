import type { Runtime } from '../platform/runtime.ts';
import type { AdminAnswer, AdminRequest } from './admin-protocol.ts';
import type { InstanceCommand } from './command.ts';
import { describeError } from './describe-error.ts';
import { tokenCreate } from './token-create.ts';
import { userCreate } from './user-create.ts';
import { userSetPassword } from './user-set-password.ts';

/** The commands that act on the instance, by the server's hands where it runs. */
export const instanceCommands: readonly InstanceCommand[] = [
  userCreate,
  userSetPassword,
  tokenCreate,
];

/** Runs one command; whatever goes wrong is in the answer. */
export async function runInstanceCommand(
  runtime: Runtime,
  request: AdminRequest,
): Promise<AdminAnswer> {
  const command = instanceCommands.find(({ name }) => name === request.command);
  if (!command) {
    return {
      ok: false,
      usage: false,
      message: `the running server has no command "${request.command}"`,
    };
  }
  try {
    return { ok: true, ...(await command.run(runtime, request)) };
  } catch (error) {
    return { ok: false, ...describeError(error) };
  }
}
