'use client';

import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ComponentProps } from 'react';
import { IconButton } from '../../_ui/icon-button.tsx';
import { TextField } from '../../_ui/text-field.tsx';

type Props = Omit<ComponentProps<typeof TextField>, 'label' | 'type' | 'trailing'> & {
  /** "Password" unless said otherwise. */
  label?: string;
};

/** A password that can be looked at. */
export function PasswordField({ label, ...props }: Props) {
  const t = useTranslations('auth');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...props}
      label={label ?? t('password')}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      trailing={
        <IconButton
          label={t(shown ? 'hidePassword' : 'showPassword')}
          onClick={() => setShown(!shown)}
        >
          <Icon size={16} aria-hidden />
        </IconButton>
      }
    />
  );
}
