/** A page of its own, in a frame, whose workers are in the middle of calls when it is left. Not a test itself. */
import { nextTurn } from '../../../src/base/turn.ts';
import { ProcessPoolExecutor } from '../../../src/pool/process-executor.ts';

const executor = await ProcessPoolExecutor.open({ maxWorkers: 2 });
const gate = executor.gate();
const calls = [1, 2].map(() => executor.submit('waiting.pass', gate.number));
while (!calls.every(({ isRunning }) => isRunning)) await nextTurn();
parent.postMessage('running', '*');
