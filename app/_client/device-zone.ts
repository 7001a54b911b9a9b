/** The zone of the device, which is a guess at where its person lives. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
