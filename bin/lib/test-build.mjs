// The pages that the browser tests look at, as `npm start` would build them.
import process from 'node:process';
import { ensureBuilt } from './build.mjs';

try {
  await ensureBuilt();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
