import { locales } from '../../../server/domain/enums.ts';
import { messages } from '../../_i18n/messages.ts';
import { canvasColours } from '../../_ui/canvas-colours.ts';

export const dynamic = 'force-static';

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

type Context = { params: Promise<{ locale: string }> };

/** How the page is installed as an app. Whichever language it is installed in, it is the same app. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { locale } = await params;
  const spoken = locales.find((one) => one === locale) ?? 'en';
  const { product, shell } = messages[spoken];
  const shortcut = (name: string, url: string) => ({ name, url, icons: [icon('icon-192')] });
  const manifest = {
    id: '/',
    name: product.name,
    short_name: product.name,
    description: product.tagline,
    lang: spoken,
    dir: 'ltr',
    start_url: '/today',
    scope: '/',
    display: 'standalone',
    background_color: canvasColours.light,
    theme_color: canvasColours.light,
    categories: ['productivity'],
    icons: [icon('icon-192'), icon('icon-512'), { ...icon('maskable-512'), purpose: 'maskable' }],
    shortcuts: [
      shortcut(shell.addTask, '/add'),
      shortcut(shell.today, '/today'),
      shortcut(shell.inbox, '/inbox'),
    ],
    share_target: {
      action: '/add',
      method: 'GET',
      enctype: 'application/x-www-form-urlencoded',
      params: { title: 'title', text: 'text', url: 'url' },
    },
  };
  return Response.json(manifest, { headers: { 'content-type': 'application/manifest+json' } });
}

function icon(name: `${string}-${number}`) {
  const size = name.split('-').at(-1);
  return { src: `/${name}.png`, sizes: `${size}x${size}`, type: 'image/png' };
}
