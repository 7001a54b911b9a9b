/** Names of the cookies of this product. `__Host-` binds a cookie to this host over https, and needs it. */
export type CookieNames = { session: string; csrf: string; callback: string; device: string };

export function cookieNames(secure: boolean): CookieNames {
  const prefix = secure ? '__Host-' : '';
  return {
    session: `${prefix}cairn.session`,
    csrf: `${prefix}cairn.csrf`,
    callback: `${prefix}cairn.callback-url`,
    device: `${prefix}cairn.device`,
  };
}

/** The language that a person chose; read by the page, so not `HttpOnly`. */
export const localeCookie = 'cairn.locale';
/** One cookie's value; null where it was not sent or was sent twice with two values. */
export function cookieValue(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  let found: string | null = null;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    if (found !== null && found !== value) return null;
    found = value;
  }
  return found;
}
