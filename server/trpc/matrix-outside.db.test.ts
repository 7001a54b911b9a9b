import { outsiders } from '../testing/matrix/players.ts';
import { matrixTests } from '../testing/matrix/matrix-tests.ts';

matrixTests(outsiders);
