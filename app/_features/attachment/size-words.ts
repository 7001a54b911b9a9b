'use client';

import { useFormatter, useTranslations } from 'next-intl';

const units = ['kilobytes', 'megabytes', 'gigabytes'] as const;

/** Says how large something is: "1.2 MB", «340 КБ». */
export function useSizeWords(): (bytes: number) => string {
  const t = useTranslations('attachment');
  const format = useFormatter();
  return (bytes) => {
    if (bytes < 1000) return t('bytes', { count: bytes });
    const step = Math.min(units.length, Math.max(1, Math.floor(Math.log(bytes) / Math.log(1024))));
    const size = bytes / 1024 ** step;
    const digits = { maximumFractionDigits: size < 10 ? 1 : 0 };
    return t(units[step - 1] ?? 'gigabytes', { size: format.number(size, digits) });
  };
}
