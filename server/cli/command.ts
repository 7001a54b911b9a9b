import type { Runtime } from '../platform/runtime.ts';
import type { Host } from './host.ts';

export type OptionSpec = {
  /** What stands for the value in the help; absent for a switch. */
  value?: string;
  about: string;
  required?: boolean;
};

/** What a command line said, checked against the command's own options. */
export type Given = {
  values: Record<string, string>;
  switches: string[];
  operands: string[];
};

/** Where a command writes: answers on stdout, everything for the person who waits on stderr. */
export type Terminal = {
  out: (line: string) => void;
  note: (line: string) => void;
};

export type InstanceInput = Given & {
  /** What was piped to the command; null when nothing was. */
  secret: string | null;
};
export type InstanceAnswer = { out: string[]; notes: string[] };

type Described = {
  name: string;
  about: string;
  options: Record<string, OptionSpec>;
  operands: string[];
  /** Further lines of the command's help. */
  details?: string[];
};

/** Acts on the instance, in the server's own process where one runs. */
export type InstanceCommand = Described & {
  kind: 'instance';
  /** True when it reads a secret from stdin. */
  takesSecret: boolean;
  /** Loads what it needs itself: help and a question to the running server need none of it. */
  run(runtime: Runtime, input: InstanceInput): Promise<InstanceAnswer>;
};

/** Acts in the process of the shell. Answers the exit code. */
export type ShellCommand = Described & {
  kind: 'shell';
  run(
    host: Host,
    shell: { given: Given; terminal: Terminal; signal: AbortSignal },
  ): Promise<number>;
};

export type Command = InstanceCommand | ShellCommand;
