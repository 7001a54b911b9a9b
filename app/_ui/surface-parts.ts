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

/**
 * Where focus goes when a surface closes: back to what opened it, if that still stands. It is asked when the surface
 * has faded out, so who has gone on to another field by then keeps the focus there.
 */
export function returnTo(anchor: HTMLElement | null) {
  return () => !hasGoneOn() && (anchor?.isConnected === true ? anchor : true);
}

function hasGoneOn(): boolean {
  const at = document.activeElement;
  if (at === null || at === document.body) return false;
  const floats = at.closest('[data-base-ui-portal]');
  // What a menu's entry has opened is where the person went; what fades out is where they were.
  return floats === null || floats.querySelector('[data-open]') !== null;
}
