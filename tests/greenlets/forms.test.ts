/** The suite of greenlets with generators for bodies; the browser plays it with WebAssembly, too. */
import { generatorForm } from './forms.ts';
import { greenletSuite } from './suite.ts';

greenletSuite(() => Promise.resolve(generatorForm));
