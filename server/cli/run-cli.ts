import { readArguments } from './arguments.ts';
import { backupCommand } from './backup-command.ts';
import type { Command, Given, InstanceCommand, Terminal } from './command.ts';
import { describeError } from './describe-error.ts';
import { doctorCommand } from './doctor-command.ts';
import { helpText } from './help.ts';
import type { Host } from './host.ts';
import { instanceCommands } from './instance-commands.ts';
import { restoreCommand } from './restore-command.ts';
import { runOnInstance } from './run-on-instance.ts';
import { readSecret } from './secret-input.ts';
import { workerCommand } from './worker-command.ts';

const commands: readonly Command[] = [
  ...instanceCommands,
  doctorCommand,
  backupCommand,
  restoreCommand,
  workerCommand,
];

export type Shell = Terminal & {
  stdin: NodeJS.ReadStream;
  signal: AbortSignal;
  version: string;
  /** Asked only when a command is to run: help works with any configuration. */
  host: () => Promise<Host>;
};

/** Runs one command line and answers its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runCli(argv: string[], shell: Shell): Promise<number> {
  try {
    const request = readArguments(argv, commands);
    if (request.kind === 'version') {
      shell.out(shell.version);
      return 0;
    }
    if (request.kind === 'help') {
      shell.out(helpText(request.command, commands));
      return 0;
    }
    const { command, given } = request;
    if (command.kind === 'instance') return await onInstance(command, given, shell);
    return await command.run(await shell.host(), { given, terminal: shell, signal: shell.signal });
  } catch (error) {
    const { message, usage } = describeError(error);
    shell.note(`cairn: ${message}`);
    return usage ? 2 : 1;
  }
}

async function onInstance(command: InstanceCommand, given: Given, shell: Shell): Promise<number> {
  const secret = command.takesSecret ? await readSecret(shell.stdin) : null;
  const request = { command: command.name, ...given, secret };
  const answer = await runOnInstance(await shell.host(), { request, note: shell.note });
  if (!answer.ok) {
    shell.note(`cairn: ${answer.message}`);
    return answer.usage ? 2 : 1;
  }
  for (const line of answer.notes) shell.note(line);
  for (const line of answer.out) shell.out(line);
  return 0;
}
