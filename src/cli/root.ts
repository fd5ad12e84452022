/** The project's folder, where the commands of this folder work. */
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
