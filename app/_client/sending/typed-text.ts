import type { KeptOp } from './op-log.ts';

const fields = ['title', 'name', 'notes', 'body'] as const;

/** All that a person typed into operations, so that a refusal loses none of it. Null where nothing was. */
export function typedText(ops: readonly Pick<KeptOp, 'input'>[]): string | null {
  const texts = ops.flatMap(({ input }) => {
    const { set, ...own } = input as { set?: object } & Record<string, unknown>;
    const said: Record<string, unknown> = { ...own, ...set };
    return fields.map((field) => said[field]);
  });
  const typed = texts.filter((text) => typeof text === 'string' && text !== '');
  return typed.length > 0 ? typed.join('\n\n') : null;
}
