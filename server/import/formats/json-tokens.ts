import { Tokenizer } from '@streamparser/json';
import { CairnError } from '../../platform/errors.ts';
import { limits } from './limits.ts';
import { fileProblem, fileTooLarge } from './problem.ts';

/** The grammar's signs by themselves; strings, numbers and names as `value`. */
export type Sign = '{' | '}' | '[' | ']' | ':' | ',';
export type Token = { sign: Sign | null; value: string | number | boolean | null; offset: number };

const signs: (Sign | undefined)[] = ['{', '}', '[', ']', ':', ','];

/** No string that passes `limits.string` is longer in the file: six bytes (`\u0041`) a character. */
const quietBytes = limits.string * 6 + 100;

/**
 * The tokenizer with its errors told in words for a person.
 * @throws CairnError from `write` and `end`
 */
export function createTokens(onToken: (token: Token) => void) {
  const tokenizer = new Tokenizer({ separator: '' });
  let written = 0;
  let quiet = 0;
  tokenizer.onToken = ({ token, value, offset }) => {
    quiet = 0;
    const sign = signs[token] ?? null;
    if (sign === null && typeof value === 'string' && value.length > limits.string)
      throw longText(offset);
    onToken({ sign, value: sign === null ? value : null, offset });
  };
  return {
    write(piece: Uint8Array | string): void {
      quiet += piece.length;
      try {
        tokenizer.write(piece);
      } catch (error) {
        throw explain(error, written);
      }
      if (quiet > quietBytes) throw longText(written);
      written += piece.length;
    },
    end(): void {
      try {
        tokenizer.end();
      } catch (error) {
        if (error instanceof CairnError) throw error;
        throw fileProblem(
          `The file is cut off: it ends inside a value, at byte ${written}.`,
          error,
        );
      }
    },
  };
}

function longText(offset: number): CairnError {
  return fileTooLarge(`A text at byte ${offset} is longer than ${limits.string} characters.`);
}

function explain(error: unknown, written: number): CairnError {
  if (error instanceof CairnError) return error;
  const text = error instanceof Error ? error.message : '';
  const place = /absolute position "(\d+)"/.exec(text)?.[1];
  if (place !== undefined)
    return fileProblem(`The file is not JSON: it breaks at byte ${place}.`, error);
  if (error instanceof TypeError) {
    return fileProblem(`The file is not UTF-8: it breaks after byte ${written}.`, error);
  }
  return fileProblem(`The file is not JSON: it breaks after byte ${written}.`, error);
}
