import { loadEnv } from '../../server/platform/env.ts';

/** Every variable that the server reads, by being asked for it: nothing that it knows is missed. */
export function envNames(): string[] {
  const names = new Set<string>();
  const source = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => {
        if (typeof name === 'string') names.add(name);
        // With something of a group the rest of it is read too.
        return 'x';
      },
    },
  );
  try {
    loadEnv(source);
  } catch {
    // Each x is a wrong value.
  }
  return [...names].toSorted();
}
