import type { Command, OptionSpec } from './command.ts';

const program = 'npm run -s cairn --';

/** The help of one command, or of all when `command` is null. */
export function helpText(command: Command | null, commands: readonly Command[]): string {
  return (command ? commandHelp(command) : overview(commands)).join('\n');
}

function overview(commands: readonly Command[]): string[] {
  return [
    `Usage: ${program} <command>`,
    '',
    'Administers the instance of CAIRN_DATA or DATABASE_URL, running or not.',
    '',
    ...columns(
      commands.map(({ name, operands, about }) => [`${name}${operandText(operands)}`, about]),
    ),
    '',
    `"${program} help <command>" says more. Exit codes: 0 done, 1 failed, 2 wrong usage.`,
  ];
}

function commandHelp({ name, about, options, operands, details = [] }: Command): string[] {
  const entries = Object.entries(options);
  const required = entries.filter(([, spec]) => spec.required);
  const usage = required.map((entry) => ` ${optionText(entry)}`).join('');
  return [
    `Usage: ${program} ${name}${operandText(operands)}${usage}${entries.length > required.length ? ' [options]' : ''}`,
    '',
    `${about}.`,
    ...details,
    '',
    ...columns([
      ...entries.map((entry): [string, string] => [optionText(entry), entry[1].about]),
      ['--help', 'this text'],
    ]),
  ];
}

function operandText(operands: string[]): string {
  return operands.map((operand) => ` <${operand}>`).join('');
}

function optionText([name, { value }]: [string, OptionSpec]): string {
  return value === undefined ? `--${name}` : `--${name} <${value}>`;
}

function columns(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
