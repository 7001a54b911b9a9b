import { limits } from './limits.ts';
import { fileProblem, fileTooLarge } from './problem.ts';
import type { Token } from './json-tokens.ts';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json | undefined };
export type JsonPath = readonly (string | number)[];
export type JsonKind = 'object' | 'array' | 'scalar';

/**
 * `document`: which of the values that stand after each other in one file.
 * `around`: something inside it was entered and so is missing from its value.
 */
export type JsonRecord = { path: JsonPath; value: Json; document: number; around: boolean };

/**
 * What becomes of a value: `record` is built and handed out; `enter` goes inside, and what surrounds
 * it does not get it; `skip` is passed over; `part` belongs to what surrounds it.
 */
export type Action = 'record' | 'enter' | 'skip' | 'part';

/** `at` is asked for every value whose path has at most `depth` steps; deeper ones are parts. */
export type Rule = { depth: number; at(path: JsonPath, kind: JsonKind): Action };

type Container = Json[] | JsonObject;
type Frame = {
  kind: 'object' | 'array';
  /** Null when nothing of it is kept. */
  value: Container | null;
  record: boolean;
  skipped: boolean;
  /** The size of what surrounds it, to which a finished record goes back. */
  before: number;
  around: boolean;
};

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

/** Checks the grammar of a stream of tokens and builds only what the rule asks for. */
export function createRecordBuilder(rule: Rule, emit: (record: JsonRecord) => void) {
  const frames: Frame[] = [];
  const path: (string | number)[] = [];
  let expect: Expect = 'value';
  let document = 0;
  let size = 0;

  const grow = (by: number, offset: number) => {
    size += by;
    if (size > limits.record)
      throw fileTooLarge(`One entry, around byte ${offset}, is too large to read.`);
  };

  const decide = (kind: JsonKind): Action => {
    const parent = frames.at(-1);
    if (parent?.skipped) return 'skip';
    if (path.length <= rule.depth) {
      const action = rule.at(path, kind);
      if (action !== 'part') return action;
    }
    return parent?.value ? 'part' : 'skip';
  };

  const attach = (value: Json) => {
    const parent = frames.at(-1)?.value;
    if (Array.isArray(parent)) parent.push(value);
    // A key of this name would reach the prototype, and no format has a use for it.
    else if (parent && path.at(-1) !== '__proto__') parent[String(path.at(-1))] = value;
  };

  const after = () => {
    expect = frames.length > 0 ? 'comma-or-end' : 'value';
    if (frames.length === 0) document += 1;
  };

  const open = (kind: 'object' | 'array', offset: number) => {
    if (frames.length >= limits.depth) {
      throw fileProblem(
        `The file is nested too deeply: more than ${limits.depth} levels at byte ${offset}.`,
      );
    }
    const frame = frames.at(-1);
    const action = decide(kind);
    const built = action === 'record' || action === 'part';
    if (action === 'enter' && frame) frame.around = true;
    const value: Container | null = built ? (kind === 'array' ? [] : {}) : null;
    const before = size;
    if (value) grow(16, offset);
    if (action === 'part' && value) attach(value);
    frames.push({
      kind,
      value,
      record: action === 'record',
      skipped: action === 'skip',
      before,
      around: false,
    });
    if (kind === 'array') path.push(0);
    expect = kind === 'array' ? 'value-or-end' : 'key-or-end';
  };

  const close = () => {
    const frame = frames.pop();
    if (frame?.kind === 'array') path.pop();
    if (frame?.record && frame.value) {
      size = frame.before;
      emit({ path: [...path], value: frame.value, document, around: frame.around });
    }
    after();
  };

  const scalar = (value: Token['value'], offset: number) => {
    const action = decide('scalar');
    if (action === 'record') emit({ path: [...path], value, document, around: false });
    if (action === 'part') {
      grow(typeof value === 'string' ? value.length + 8 : 8, offset);
      attach(value);
    }
    after();
  };

  const next = (frame: Frame) => {
    if (frame.kind === 'array') path.push(Number(path.pop()) + 1);
    else path.pop();
    expect = frame.kind === 'array' ? 'value' : 'key';
  };

  const token = ({ sign, value, offset }: Token): void => {
    const frame = frames.at(-1);
    if (expect === 'value' || expect === 'value-or-end') {
      if (sign === '{') return open('object', offset);
      if (sign === '[') return open('array', offset);
      if (sign === null) return scalar(value, offset);
      if (sign === ']' && expect === 'value-or-end') return close();
    } else if (expect === 'key' || expect === 'key-or-end') {
      if (sign === null && typeof value === 'string') {
        if (frame?.value) grow(value.length + 8, offset);
        path.push(value);
        expect = 'colon';
        return;
      }
      if (sign === '}' && expect === 'key-or-end') return close();
    } else if (expect === 'colon') {
      if (sign === ':') {
        expect = 'value';
        return;
      }
    } else if (frame) {
      if (sign === ',') return next(frame);
      if (sign === (frame.kind === 'array' ? ']' : '}')) {
        if (frame.kind === 'object') path.pop();
        return close();
      }
    }
    throw fileProblem(
      `The file is not JSON: ${sign ?? 'a value'} at byte ${offset} has no place there.`,
    );
  };

  return {
    token,
    end(): void {
      if (frames.length > 0) {
        throw fileProblem(
          frames.length === 1
            ? 'The file is cut off: a bracket is still open at its end.'
            : `The file is cut off: ${frames.length} brackets are still open at its end.`,
        );
      }
      if (document === 0) throw fileProblem('The file is empty.');
    },
  };
}
