import { vi } from 'vitest';
import { CallError } from '../sending/call-error.ts';

type Verbs = Record<string, (input: never) => unknown>;

/** An error as the contract has it, for a verb of `stubServer` to throw. */
export class Refusal extends CallError {
  constructor(code: string) {
    super(code, code);
  }
}

/** Answers the page's calls as told, batches too. @returns the names of what was asked, in order */
export function stubServer(verbs: Verbs): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, { body }: { body?: string } = {}) => {
    const url = new URL(path, 'http://localhost');
    const names = url.pathname.slice('/api/trpc/'.length).split(',');
    if (names[0] === 'sync.push') {
      const { ops } = JSON.parse(body ?? '') as { ops: Pushed[] };
      asked.push(...ops.map(({ procedure }) => procedure));
      const answers = ops.map(({ opId, procedure, input }) =>
        pushed(opId, answerOf(verbs[procedure], { ...input, opId } as never)),
      );
      return Promise.resolve(Response.json({ result: { data: { status: 'done', answers } } }));
    }
    asked.push(...names);
    if (body !== undefined) {
      const answer = answerOf(verbs[names.join()], JSON.parse(body) as never);
      return Promise.resolve(Response.json(answer));
    }
    const inputs = JSON.parse(url.searchParams.get('input') ?? '{}') as Record<string, never>;
    return Promise.resolve(
      Response.json(names.map((name, at) => answerOf(verbs[name], inputs[at] as never))),
    );
  });
  return asked;
}

type Pushed = { opId: string; procedure: string; input: object };
type Answered = {
  result?: { data: unknown };
  error?: { message: string; data: { code: string } };
};

function pushed(opId: string, { result, error }: Answered): object {
  return error
    ? { opId, status: 'refused', message: error.message, ...error.data }
    : { opId, status: 'ok', seq: 1, output: result?.data };
}

function answerOf(verb: Verbs[string] | undefined, input: never): Answered {
  try {
    if (!verb) throw new Refusal('NOT_FOUND');
    return { result: { data: verb(input) } };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { error: { message: error.code, data: { code: error.code } } };
  }
}
