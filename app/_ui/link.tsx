'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from '../_client/router.ts';

/** Only a plain left click stays in the page; new tabs, downloads and other sites are the browser's. */
function staysHere(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target, origin } = event.currentTarget;
  const plain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  return (
    plain &&
    !event.defaultPrevented &&
    (target === '' || target === '_self') &&
    origin === location.origin
  );
}

type Props = ComponentProps<'a'> & { href: string };

/** A link between views of the workspace: costs no request. `href` is a path such as `/p/HOME`. */
export function Link({ href, onClick, children, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!staysHere(event)) return;
        event.preventDefault();
        navigate(event.currentTarget.href);
      }}
    >
      {children}
    </a>
  );
}
