import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

// Messages are compiled here, so that the browser needs no ICU parser (9 kB gzip of each page).
const messageLoader = {
  loader: 'next-intl/extractor/catalogLoader',
  options: { messages: { format: 'json', precompile: true, sourceLocale: 'en' } },
};

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  reactStrictMode: true,
  // The gate packs files and pages once, not for each request.
  compress: false,
  // The gate answers 404 for /_next/image; nothing here may depend on it.
  images: { unoptimized: true },
  // Types are checked by the tests; a first start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // next-auth takes our origin from the gate's headers, never from the environment of whoever starts us.
  env: { AUTH_TRUST_HOST: 'true', NEXTAUTH_URL: '' },
  // Nothing of a page may be cached outside the browser's tab, so its address need not carry what it varies by.
  experimental: {
    validateRSCRequestHeaders: false,
    // Over plain HTTP each script costs a trip: a first view has one of its own, beside those that all share.
    turbopackChunking: { minChunkSize: 800_000, maxMergeChunkSize: 400_000 },
  },
  // A lockfile in a parent folder must not move the root of the build.
  turbopack: {
    root,
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
    rules: {
      '*.json': {
        loaders: [messageLoader],
        condition: { path: /_i18n\/messages\// },
        as: '*.js',
      },
    },
  },
  outputFileTracingRoot: root,
};

export default config;
