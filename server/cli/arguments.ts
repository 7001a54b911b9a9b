import { parseArgs } from 'node:util';
import type { Command, Given } from './command.ts';
import { UsageError } from './usage-error.ts';

export type Request =
  | { kind: 'run'; command: Command; given: Given }
  | { kind: 'help'; command: Command | null }
  | { kind: 'version' };

/**
 * Finds the command that `argv` (without node and script) names, and checks what follows it.
 * Throws `UsageError` naming the first thing that is wrong.
 */
export function readArguments(argv: string[], commands: readonly Command[]): Request {
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  const wantsHelp = before.includes('--help') || before.includes('-h');
  const words = before.filter((word) => !(wantsHelp && (word === '--help' || word === '-h')));
  const [first] = words;
  if (first === 'help') return { kind: 'help', command: pick(words.slice(1), commands) };
  if (wantsHelp) return { kind: 'help', command: pick(leadingWords(words), commands) };
  if (first === '--version' || first === '-v') return { kind: 'version' };
  if (first === undefined) throw new UsageError('name a command; "cairn help" lists them');
  const command = find(argv, commands);
  if (!command) throw unknown(argv, commands);
  return { kind: 'run', command, given: readGiven(argv, command) };
}

function leadingWords(words: string[]): string[] {
  const option = words.findIndex((word) => word.startsWith('-'));
  return option === -1 ? words : words.slice(0, option);
}

function pick(words: string[], commands: readonly Command[]): Command | null {
  if (words.length === 0) return null;
  const group = commands.filter(({ name }) => name.startsWith(`${words[0]} `));
  if (words.length === 1 && group.length > 0) return null;
  const command = find(words, commands);
  if (!command) throw unknown(words, commands);
  return command;
}

function find(argv: string[], commands: readonly Command[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, at) => argv[at] === word));
}

function unknown(argv: string[], commands: readonly Command[]): UsageError {
  const [first = '', second] = argv;
  if (first.startsWith('-')) return new UsageError(`unknown option ${first}`);
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length === 0)
    return new UsageError(`unknown command "${first}"; "cairn help" lists them`);
  const names = group.map(({ name }) => name).join(', ');
  return second === undefined || second.startsWith('-')
    ? new UsageError(`"${first}" needs one word more: ${names}`)
    : new UsageError(`unknown command "${first} ${second}"; there are: ${names}`);
}

function readGiven(argv: string[], command: Command): Given {
  const { tokens } = parseArgs({
    args: argv.slice(command.name.split(' ').length),
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string' } as const,
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const given: Given = { values: {}, switches: [], operands: [] };
  for (const token of tokens) {
    if (token.kind === 'positional') given.operands.push(token.value);
    if (token.kind === 'option') takeOption(given, { command, token });
  }
  const missing = Object.entries(command.options).find(
    ([name, { required }]) => required && given.values[name] === undefined,
  );
  if (missing) throw new UsageError(`${command.name} needs --${missing[0]} <${missing[1].value}>`);
  const absent = command.operands[given.operands.length];
  if (absent) throw new UsageError(`${command.name} needs <${absent}>`);
  const extra = given.operands[command.operands.length];
  if (extra !== undefined) throw new UsageError(`unexpected "${extra}" after ${command.name}`);
  return given;
}

type OptionToken = {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue?: boolean;
};

function takeOption(
  given: Given,
  { command, token }: { command: Command; token: OptionToken },
): void {
  const { name, rawName, value } = token;
  const spec = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (!spec) throw new UsageError(`unknown option ${rawName} for ${command.name}`);
  if (given.switches.includes(name) || given.values[name] !== undefined) {
    throw new UsageError(`${rawName} is given twice`);
  }
  if (spec.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    given.switches.push(name);
    return;
  }
  const swallowedOption = token.inlineValue === false && value?.startsWith('-') && value !== '-';
  if (value === undefined || value === '' || swallowedOption) {
    throw new UsageError(`${rawName} needs a value: ${rawName} <${spec.value}>`);
  }
  given.values[name] = value;
}
