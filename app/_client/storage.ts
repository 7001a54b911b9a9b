type Which = 'localStorage' | 'sessionStorage';

let isShut = false;

/** From now on this page keeps nothing: what it still does on its way out would outlive a device that is forgotten. */
export function shutStorage(): void {
  isShut = true;
}

/** Works on what the browser keeps. @returns null where there is none (a private window, say) or holds no sense */
export function withStorage<T>(which: Which, work: (storage: Storage) => T): T | null {
  if (isShut) return null;
  try {
    return work(which === 'localStorage' ? localStorage : sessionStorage);
  } catch {
    return null;
  }
}
