/** Waits for something at most so many seconds. @throws Error that names the step */
export async function bounded<T>(step: string, seconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`${step}: not within ${seconds} s`)),
    seconds * 1000,
  );
  try {
    return await Promise.race([work, late.promise]);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw message.startsWith(step) ? cause : new Error(`${step}: ${message}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}
