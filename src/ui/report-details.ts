/** The parts of a report that come after its first pictures, in one piece: lab-report loads them when the first report is here. */
import './lab-cores.ts';
import './lab-frames.ts';
import './lab-laws.ts';
import './lab-losses.ts';
import './lab-numbers.ts';
import './lab-work.ts';
