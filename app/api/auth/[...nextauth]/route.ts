export {
  serveNextAuth as GET,
  serveNextAuth as POST,
} from '../../../../server/auth/serve-next-auth.ts';
