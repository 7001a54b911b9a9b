/** What may be asked of each part of this process, and how. */
export type RouteKind =
  | 'healthz'
  | 'readyz'
  | 'metrics'
  | 'trpc'
  | 'uploads'
  | 'export'
  | 'upload'
  | 'file'
  | 'preview'
  | 'auth'
  | 'authProof'
  | 'asset'
  | 'worker'
  | 'page'
  | 'missing';

export type RouteRules = {
  methods: readonly string[];
  /** Media types that a body may have. */
  types: readonly string[];
  /** Bytes of a body at most, declared or counted. */
  limit: number;
  /** The length must be declared: whoever reads this body does not count it. */
  declared: boolean;
  /** Whose count it is held to; null where it costs next to nothing, or is the same for everybody. */
  rate: 'caller' | 'signIn' | null;
};

const read = {
  methods: ['GET', 'HEAD'],
  types: [],
  limit: 0,
  declared: true,
  rate: 'caller',
} as const;
const free = { ...read, rate: null } as const;

const form = {
  types: ['application/json', 'application/x-www-form-urlencoded'],
  limit: 16 * 1024,
  declared: true,
} as const;

export const rulesOf: Record<RouteKind, RouteRules> = {
  healthz: free,
  readyz: free,
  metrics: free,
  trpc: {
    methods: ['GET', 'POST'],
    types: ['application/json'],
    limit: 1024 * 1024,
    declared: false,
    rate: 'caller',
  },
  uploads: {
    methods: ['POST'],
    types: ['application/octet-stream'],
    limit: 200 * 1024 * 1024,
    declared: false,
    rate: 'caller',
  },
  export: { ...read, methods: ['GET'] },
  upload: {
    methods: ['HEAD', 'PATCH', 'DELETE'],
    types: ['application/partial-upload', 'application/octet-stream'],
    limit: 200 * 1024 * 1024,
    declared: false,
    rate: 'caller',
  },
  file: read,
  preview: read,
  auth: { methods: ['GET', 'POST'], ...form, rate: 'caller' },
  authProof: { methods: ['POST'], ...form, rate: 'signIn' },
  asset: free,
  worker: free,
  page: read,
  missing: free,
};

/** The actions of next-auth that this product uses; its log sink and other providers' paths stay shut. */
const auth = /^\/api\/auth\/(csrf|session|providers|error|signout|signin(\/credentials)?)$/;
const authProof = '/api/auth/callback/credentials';
const built = /^\/_next\/static\/[A-Za-z0-9_~%@.+()[\]/-]+$/;
const developing = /^\/(_next|__nextjs)[/_]/;

/** What the pages' side of this process brings to routing. */
export type SiteFiles = { files: ReadonlySet<string>; dev: boolean };

/** Finds the part that a path belongs to. `pathname` is as sent, not decoded, without the query. */
export function routeOf(pathname: string, site: SiteFiles | null): RouteKind {
  if (pathname === '/healthz') return 'healthz';
  if (pathname === '/readyz') return 'readyz';
  if (pathname === '/metrics') return 'metrics';
  if (pathname.startsWith('/api/trpc/')) return 'trpc';
  if (pathname === '/api/uploads') return 'uploads';
  if (pathname === '/api/export') return 'export';
  if (pathname.startsWith('/api/uploads/')) return 'upload';
  if (pathname.startsWith('/files/')) return 'file';
  if (pathname.startsWith('/previews/')) return 'preview';
  if (auth.test(pathname)) return site ? 'auth' : 'missing';
  if (pathname === authProof) return site ? 'authProof' : 'missing';
  if (pathname.startsWith('/api/')) return 'missing';
  if (site === null) return 'missing';
  if (pathname === '/sw.js') return site.dev ? 'missing' : 'worker';
  if (pathname.startsWith('/_next/image')) return 'missing';
  if (built.test(pathname) && !pathname.includes('..')) return 'asset';
  if (site.dev && developing.test(pathname)) return 'asset';
  if (pathname.startsWith('/_next')) return 'missing';
  return site.files.has(pathname) ? 'asset' : 'page';
}
