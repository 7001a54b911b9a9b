import { createCell } from './cell.ts';

/** True once the server said that this page's person is not signed in. What is written meanwhile waits. */
export const signedOut = createCell(false);

/** True while the person ends the session from this page: that it is over then is no news. */
export const isEnding = createCell(false);
