type Callers = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls a procedure of a router's caller by its name, `noun.verb`. */
export async function callByName(caller: object, name: string, input: unknown): Promise<unknown> {
  const [noun = '', verb = ''] = name.split('.');
  const procedure = (caller as Callers)[noun]?.[verb];
  if (!procedure) throw new Error(`no procedure ${name}`);
  return procedure(input);
}
