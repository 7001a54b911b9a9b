import { AsyncLocalStorage } from 'node:async_hooks';

/** The request being answered, for errors that come before a context exists. */
export const currentRequestId = new AsyncLocalStorage<string>();
