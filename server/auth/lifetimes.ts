/** A session lives this long after it was last used. Seconds. */
export const sessionSeconds = 60 * 24 * 60 * 60;

/** How long a browser is remembered after a sign-in. Seconds. */
export const deviceSeconds = 365 * 24 * 60 * 60;
