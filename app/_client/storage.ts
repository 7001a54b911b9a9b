type Which = 'localStorage' | 'sessionStorage';

/** Works on what the browser keeps. @returns null where storage is shut (a private window, say) or holds no sense */
export function withStorage<T>(which: Which, work: (storage: Storage) => T): T | null {
  try {
    return work(which === 'localStorage' ? localStorage : sessionStorage);
  } catch {
    return null;
  }
}
