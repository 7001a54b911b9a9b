import type { Pool } from '../../db/client.ts';

/** Every statement that a pool sends from now on, in order. A pool that has connected already tells of new connections only. */
export function recordStatements(pool: Pool): string[] {
  const statements: string[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
    client.query = ((...given: unknown[]) => {
      const [first] = given as [string | { text: string }];
      statements.push(typeof first === 'string' ? first : first.text);
      return query(...given);
    }) as typeof client.query;
  });
  return statements;
}
