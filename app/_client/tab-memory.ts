const prefix = 'cairn.';
const owner = `${prefix}user`;

/** Forgets what this tab kept over a reload: drafts. */
export function forgetTab(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  });
}

/** Keeps what this tab remembers for this person alone: another one's is forgotten. */
export function keepTabFor(userId: string): void {
  withStorage((storage) => {
    if (storage.getItem(owner) === userId) return;
    forgetTab();
    storage.setItem(owner, userId);
  });
}

function withStorage(work: (storage: Storage) => void): void {
  try {
    work(sessionStorage);
  } catch {
    // A browser that refuses storage has kept nothing either.
  }
}
