/** What the work comes to, or something else where it takes longer than so many milliseconds. @throws as the work does */
export function within<T>(milliseconds: number, work: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([
    work,
    new Promise<T>((resolve) => {
      setTimeout(() => resolve(otherwise), milliseconds);
    }),
  ]);
}
