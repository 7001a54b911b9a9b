/** Runs `work` again and again with a pause before each, also after one that failed. @returns a way to stop */
export function poll(work: () => Promise<void>, pause: number): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    if (!stopped) timer = setTimeout(() => void work().then(wait, wait), pause);
  };
  wait();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
