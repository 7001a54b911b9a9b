/** A part of the script that did not come is asked for again after so long, in milliseconds. */
const againAfter = 2_000;

/** Fetches a part of the script until it comes. Never rejects. */
export async function untilHere<T>(fetchPart: () => Promise<T>): Promise<T> {
  try {
    return await fetchPart();
  } catch {
    await new Promise((resolve) => {
      setTimeout(resolve, againAfter);
    });
    return untilHere(fetchPart);
  }
}
