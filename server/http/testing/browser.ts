/** A browser as the server sees one: keeps cookies, sends `Origin`, signs in as next-auth's own client does. */
export type Browser = {
  get(path: string): Promise<Response>;
  post(path: string, fields: Record<string, string>): Promise<Response>;
  signIn(email: string, password: string, more?: Record<string, string>): Promise<Response>;
  signOut(): Promise<Response>;
  /** The value kept, decoded; null where there is none. */
  cookie(name: string): string | null;
  /** What stood behind the value when it was set. */
  attributes(name: string): string;
};

/** @param as the origin that the browser believes to be on, where a proxy stands between */
export function createBrowser(
  base: string,
  always: Record<string, string> = {},
  as = base,
): Browser {
  const jar = new Map<string, { value: string; attributes: string }>();

  const keep = (answer: Response): Response => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] =
        /^([^=]+)=([^;]*);?\s*(.*)$/.exec(line) ?? [];
      if (/Max-Age=0\b/.test(attributes)) jar.delete(name);
      else jar.set(name, { value, attributes });
    }
    return answer;
  };
  const sent = (): Record<string, string> => {
    const cookie = [...jar].map(([name, { value }]) => `${name}=${value}`).join('; ');
    return { ...always, ...(cookie !== '' && { cookie }) };
  };
  const get = async (path: string) =>
    keep(await fetch(base + path, { headers: sent(), redirect: 'manual' }));
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return keep(
      await fetch(base + path, {
        method: 'POST',
        headers: { ...sent(), origin: as },
        body,
        redirect: 'manual',
      }),
    );
  };
  const csrfToken = async () => {
    const { csrfToken: token } = (await (await get('/api/auth/csrf')).json()) as {
      csrfToken: string;
    };
    return token;
  };

  return {
    get,
    post,
    signIn: async (email, password, more = {}) =>
      post('/api/auth/callback/credentials', {
        csrfToken: await csrfToken(),
        email,
        password,
        json: 'true',
        ...more,
      }),
    signOut: async () => post('/api/auth/signout', { csrfToken: await csrfToken(), json: 'true' }),
    cookie: (name) => {
      const kept = jar.get(name);
      return kept === undefined ? null : decodeURIComponent(kept.value);
    },
    attributes: (name) => jar.get(name)?.attributes ?? '',
  };
}
