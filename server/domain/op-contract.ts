/**
 * The form in which operations are written that were kept on a device, and the oldest that is still taken. A change of
 * the contract that an operation written before would not pass, or would mean something else in, counts `now` up.
 */
export const contracts = { now: 1, oldest: 1 } as const;
