type ChangeDetails = { reason: string; event: Event };

/** The press on the button that opened a surface is the button's own: it closes by its toggle, not twice. */
export function closesBy(anchor: HTMLElement | null, details: ChangeDetails): boolean {
  const { target } = details.event;
  return !(
    details.reason === 'outside-press' &&
    target instanceof Node &&
    anchor?.contains(target) === true
  );
}

/** Where focus goes when a surface closes: back to what opened it, if that still stands. */
export function returnTo(anchor: HTMLElement | null) {
  return () => (anchor?.isConnected === true ? anchor : true);
}
