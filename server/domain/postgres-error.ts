/** The SQLSTATE of an error of Postgres, looked for through its causes. */
export function sqlState(error: unknown): string | undefined {
  return firstText(error, 'code');
}

/** The constraint that an error of Postgres names. */
export function constraintOf(error: unknown): string | undefined {
  return firstText(error, 'constraint');
}

function firstText(error: unknown, field: 'code' | 'constraint'): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const value: unknown = Reflect.get(current, field);
    if (typeof value === 'string') return value;
  }
  return undefined;
}
