import { describe, expect, test } from 'vitest';
import { routeOf } from './routes.ts';

const built = { files: new Set(['/icon.svg']), dev: false };

describe('routes', () => {
  test.each([
    ['/healthz', 'healthz'],
    ['/api/trpc/task.get', 'trpc'],
    ['/api/uploads', 'uploads'],
    ['/api/export', 'export'],
    ['/api/uploads/x', 'upload'],
    ['/files/w/a/name.pdf', 'file'],
    ['/previews/w/a', 'preview'],
    ['/api/auth/csrf', 'auth'],
    ['/api/auth/callback/credentials', 'authProof'],
    ['/api/auth/_log', 'missing'],
    ['/api/auth/callback/github', 'missing'],
    ['/api/auth/csrf/', 'missing'],
    ['/api/auth', 'missing'],
    ['/api/other', 'missing'],
    ['/_next/static/chunks/a-b_c.js', 'asset'],
    ['/_next/static/../server/app.js', 'missing'],
    ['/_next/static/%2e%2e/x', 'asset'],
    ['/_next/image', 'missing'],
    ['/_next/data/x.json', 'missing'],
    ['/_next/hmr', 'missing'],
    ['/icon.svg', 'asset'],
    ['/sw.js', 'worker'],
    ['/today', 'page'],
    ['/anything', 'page'],
  ])('%s is %s', (path, kind) => expect(routeOf(path, built)).toBe(kind));

  test('without pages only programs are served', () => {
    for (const path of [
      '/',
      '/today',
      '/icon.svg',
      '/sw.js',
      '/api/auth/csrf',
      '/_next/static/a.js',
    ])
      expect(routeOf(path, null)).toBe('missing');
  });

  test('the development server reaches its own paths, not the image optimizer', () => {
    const dev = { files: new Set<string>(), dev: true };
    expect(routeOf('/_next/hmr', dev)).toBe('asset');
    expect(routeOf('/__nextjs_font/x.woff2', dev)).toBe('asset');
    expect(routeOf('/_next/image', dev)).toBe('missing');
    expect(routeOf('/sw.js', dev)).toBe('missing');
  });
});
