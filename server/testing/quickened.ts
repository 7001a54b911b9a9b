import { quickenImports } from '../boot/quicken-imports.ts';

// For `node --import`: processes whose own first file imports all that they run.
quickenImports();
