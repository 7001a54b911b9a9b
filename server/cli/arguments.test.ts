import { describe, expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { helpText } from './help.ts';
import { UsageError } from './usage-error.ts';

const command = (name: string, more: Partial<Command> = {}): Command =>
  ({
    kind: 'shell',
    name,
    about: `Does ${name}`,
    options: {},
    operands: [],
    run: async () => 0,
    ...more,
  }) as Command;

const commands = [
  command('user create', {
    options: {
      email: { value: 'address', about: 'who', required: true },
      name: { value: 'name', about: 'called' },
    },
  }),
  command('user remove'),
  command('backup', { operands: ['file'], options: { force: { about: 'replace' } } }),
  command('doctor', { options: { json: { about: 'as JSON' } } }),
];

const read = (line: string) => readArguments(line.split(' ').filter(Boolean), commands);

describe('a command line is understood', () => {
  test('values, switches and operands in any order', () => {
    expect(read('user create --name=Ann --email a@example.org')).toMatchObject({
      command: { name: 'user create' },
      given: { values: { name: 'Ann', email: 'a@example.org' } },
    });
    const expected = { given: { switches: ['force'], operands: ['x.cairn'] } };
    expect(read('backup --force x.cairn')).toMatchObject(expected);
    expect(read('backup x.cairn --force')).toMatchObject(expected);
  });

  test('a value or an operand may start with a dash when it is plain that it is one', () => {
    expect(read('user create --email=-a@example.org')).toMatchObject({
      given: { values: { email: '-a@example.org' } },
    });
    expect(read('backup -- -odd')).toMatchObject({ given: { operands: ['-odd'] } });
    expect(read('backup -- --help')).toMatchObject({ given: { operands: ['--help'] } });
  });

  test.each([
    ['help', null],
    ['--help', null],
    ['-h', null],
    ['help user', null],
    ['help user create', 'user create'],
    ['user create --help', 'user create'],
    ['user --help', null],
    ['backup --force --help', 'backup'],
    ['backup file --unknown --help', 'backup'],
    ['--help backup', 'backup'],
  ])('%s asks for help', (line, name) => {
    const request = read(line);
    expect(request.kind).toBe('help');
    expect(request.kind === 'help' && (request.command?.name ?? null)).toBe(name);
  });

  test('--version', () => {
    expect(read('--version')).toEqual({ kind: 'version' });
  });
});

describe('what is wrong is named', () => {
  test.each([
    ['', 'name a command; "cairn help" lists them'],
    ['frobnicate', 'unknown command "frobnicate"; "cairn help" lists them'],
    ['help frobnicate', 'unknown command "frobnicate"; "cairn help" lists them'],
    ['--frob', 'unknown option --frob'],
    ['user', '"user" needs one word more: user create, user remove'],
    ['user frob', 'unknown command "user frob"; there are: user create, user remove'],
    ['doctor --jsn', 'unknown option --jsn for doctor'],
    ['doctor -x', 'unknown option -x for doctor'],
    ['doctor --__proto__', 'unknown option --__proto__ for doctor'],
    ['doctor --json=yes', '--json takes no value'],
    ['doctor --json --json', '--json is given twice'],
    ['doctor now', 'unexpected "now" after doctor'],
    ['backup', 'backup needs <file>'],
    ['backup a b', 'unexpected "b" after backup'],
    ['user create --name Ann', 'user create needs --email <address>'],
    ['user create --email', '--email needs a value: --email <address>'],
    ['user create --email=', '--email needs a value: --email <address>'],
    ['user create --email --name Ann', '--email needs a value: --email <address>'],
    ['user create --email a --email b', '--email is given twice'],
  ])('%s', (line, message) => {
    expect(() => read(line)).toThrow(new UsageError(message));
  });
});

describe('help', () => {
  test('of all names every command and the exit codes', () => {
    const text = helpText(null, commands);
    for (const { name } of commands) expect(text).toContain(name);
    expect(text).toContain('Exit codes: 0');
  });

  test('of one names its operands and options', () => {
    const text = helpText(commands[0] ?? null, commands);
    expect(text).toContain('Usage: npm run -s cairn -- user create --email <address> [options]');
    expect(text).toContain('--name <name>');
  });
});
