import { newId } from '../ids.ts';
import { leadByLease, leadByLock } from './lead.ts';
import type { Lead } from './lead.ts';
import { createLease } from './lease.ts';

/** Lets one tab of this browser at a time do what has this name, also over plain HTTP. */
export const leadBy = (name: string): Lead =>
  'locks' in navigator
    ? leadByLock(navigator.locks, name)
    : leadByLease(createLease(name, newId()));
