'use client';

import Eraser from 'lucide-react/icons/eraser';
import Keyboard from 'lucide-react/icons/keyboard';
import Languages from 'lucide-react/icons/languages';
import LogOut from 'lucide-react/icons/log-out';
import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Settings from 'lucide-react/icons/settings';
import Sun from 'lucide-react/icons/sun';
import { useLocale, useTranslations } from 'next-intl';
import { locales } from '../../../server/domain/enums.ts';
import { endSession, unsavedHere } from '../../_client/intents/end-session.ts';
import { navigate } from '../../_client/router.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { Anchored } from '../../_ui/overlay-types.ts';
import { themes, useTheme } from '../../_ui/theme.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { speak } from '../account/speak.ts';
import { askToForget } from '../device/forget-view.tsx';
import { helpOpen } from './help-open.ts';

const themeIcons = {
  system: <Monitor size={16} />,
  light: <Sun size={16} />,
  dark: <Moon size={16} />,
};

export type AccountEntriesProps = { name: string; surface: Anchored };

/** The person's menu: theme, language, keys, sign out. Fetched when it is first opened. */
export function AccountEntries({ name: person, surface }: AccountEntriesProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { theme, setTheme } = useTheme();

  const leave = async (unsaved: 'wait' | 'drop') => {
    const end = await endSession(unsaved);
    if (end === 'ended') window.location.assign('/sign-in');
    else if (end === 'failed') showToast({ message: t('errors.signOut'), tone: 'problem' });
    else {
      showToast({
        message: t('errors.signOutUnsaved', {
          count: await unsavedHere(),
        }),
        tone: 'problem',
        actions: [{ label: t('errors.signOutAnyway'), run: () => void leave('drop') }],
      });
    }
  };
  return (
    <Menu
      {...surface}
      label={t('shell.account', { name: person })}
      entries={[
        ...themes.map((name) => ({
          label: t(`theme.${name}`),
          icon: themeIcons[name],
          checked: theme === name,
          onSelect: () => setTheme(name),
        })),
        'line',
        ...locales.map((name) => ({
          label: t(`language.${name}`),
          icon: <Languages size={16} />,
          checked: locale === name,
          onSelect: () => void speak(name),
        })),
        'line',
        {
          label: t('shell.settings'),
          keys: 'g s',
          icon: <Settings size={16} />,
          onSelect: () => navigate('/settings'),
        },
        {
          label: t('keys.title'),
          keys: '?',
          icon: <Keyboard size={16} />,
          onSelect: () => helpOpen.set(true),
        },
        {
          label: t('auth.signOut'),
          icon: <LogOut size={16} />,
          onSelect: () => void leave('wait'),
        },
        {
          label: t('device.open'),
          icon: <Eraser size={16} />,
          onSelect: askToForget,
        },
      ]}
    />
  );
}
