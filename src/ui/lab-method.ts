/**
 * How it is measured, in words a visitor can hold the page to. Static.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { textStyles } from './shared-styles.ts';

@customElement('lab-method')
export class LabMethod extends LitElement {
  static override styles = [
    textStyles,
    css`
      :host {
        display: block;
      }
      h1 {
        font: 400 var(--size-answer) / 1.18 var(--serif);
        letter-spacing: -0.01em;
        margin: 0.2em 0 0.6em;
      }
      h2 {
        margin: 2rem 0 0.5rem;
      }
      dl {
        max-width: 62ch;
        margin: 0;
      }
      dt {
        font-weight: 600;
        margin-top: 0.7rem;
      }
      dd {
        margin: 0;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<h1>How it is measured</h1>
      <p>
        Concurrency is having several tasks in progress. Parallelism is having several of them execute at the same
        instant. Only the second makes the same computation finish sooner, and only it needs more than one processor.
      </p>
      <h2>The handshake: what runs at once</h2>
      <p>
        Threads meet at a barrier in shared memory and spin there until all have come, over and over. While every one of
        them is on a processor, a round takes well under a microsecond. With one thread too many, somebody has to wait
        for the operating system to hand over a processor, and a round takes milliseconds. The last number before that
        jump is proven: so many threads did run at the same instant. It says nothing yet about what they are worth.
      </p>
      <h2>Worth: how much those threads are</h2>
      <p>
        Two threads may run at once and still be worth less than two: they may share a core, one core may be slow, or
        the clock may drop when all are busy. So every worker runs the same kind of work in a loop of fixed time, in one
        round alone and in the next with all the others, over and over. What all get done together, divided by what one
        alone gets done, is what the threads are worth. Counting takes a fraction of a second a round; where a limit on
        processor time may be at work, each loop is preceded by 100 ms of the same strain that does not count, so that
        nothing saved up while idle flatters it.
      </p>
      <p>
        A loop also notices when it was not on its processor: a gap of over a millisecond between two of its pieces of
        work. Workers that all stand still and go on at the same moment are held back by a limit, as containers and
        power savers set one; workers that stand still one by one had to give way to other programs. What is missing
        although they ran is slowness. The page shows these three parts, and they add up. It cannot say which of two
        threads of one core, slow cores and a low clock made them slow. Where other programs took a part, the upper end
        of the interval goes up by it, for nobody knows what the threads would have been worth without them.
      </p>
      <p>
        The pace of each worker comes from the same rounds. Workers are sorted into groups only where their paces are
        clearly apart: by more than their intervals explain and by more than about a fifth. The handshake is also run by
        two workers at a time. A page cannot choose the core a thread runs on, so slow pairs are seen and cannot be
        located.
      </p>
      <h2>Speed-up: the same work, sooner</h2>
      <p>
        The same work is timed on every model and every number of workers. Its size is fitted to the device first.
        Before anything is timed the program has to reproduce a published value, and every timed run has to give the
        same bytes; a fast wrong answer does not count. Threads over shared memory take its chunks one at a time, or as
        chosen: in one block each, in shares that grow smaller, or from their own block first and then from the ends of
        others’; executors, processes and ranks have a way of their own.
      </p>
      <p>
        Speed-up is the time of the best serial form divided by the time of the model. The best serial form is the
        faster of the page’s own thread and one worker, so that a slow beginning does not flatter the rest. It is
        measured again throughout the run.
      </p>
      <p>
        Runs of all kinds are mixed in a random order from a seed that is kept with the result, so that a warm processor
        or a busy moment hurts all alike. Shown are the median and a 95 % interval of the ratio, found by resampling. A
        run ends when the intervals are narrow or the time is up, and the result says which.
      </p>
      <p>
        A sample is void and taken again when the tab was hidden or the page frozen meanwhile, and a whole round when
        the serial baseline jumped in it. How often that happened is among the doubts.
      </p>
      <h2>Losses: where the rest went</h2>
      <p>
        With as many workers as there were, the run had so many times its own length to give, and one time the serial
        time was needed. Every stretch of every lane of the recorded runs goes to one place: waking, claiming, waiting,
        copying, waiting for the slowest, collecting. What the work itself took longer than alone is split by what was
        measured beside it: other programs, slower cores, waiting for memory. The shares add up to the gap, and what
        none of them explains is shown as unexplained.
      </p>
      <h2>Laws: models of the curve</h2>
      <p>
        Amdahl’s law and the universal scalability law are fitted to the measured speed-ups, Gustafson’s to what a given
        time buys, each by least squares on a logarithmic scale. The intervals of the first two come from resampling
        whole rounds and fitting again, Gustafson’s from fitting the ends of all its points. Such an interval says how
        far noise moves the law, not whether the law is true of this device: how far it is off on average says that. The
        serial fraction of Karp and Flatt is worked out from each measured speed-up by itself. Laws are drawn thin and
        dashed and only as far as was measured. Recommended is the fewest workers that no other number beats by more
        than their intervals allow.
      </p>
      <p>
        Work is the time that all tasks of a recorded run took together, span the longest stretch that more workers
        could not have shortened. Work divided by span bounds the speed-up of any number of workers.
      </p>
      <h2>The four models</h2>
      <dl>
        <dt>Main thread</dt>
        <dd>Every operation in order, where the page also draws. It stands for plain Python.</dd>
        <dt>Event loop</dt>
        <dd>
          The same thread, in slices: tasks take turns at points where they yield. It stands for asyncio. The page stays
          alive, the computation is done no sooner.
        </dd>
        <dt>Free threads</dt>
        <dd>
          Workers over one shared memory that claim their next piece with a single atomic addition. They stand for
          Python without the global interpreter lock.
        </dd>
        <dt>Processes</dt>
        <dd>
          Workers that each have a memory of their own; tasks and results travel as messages. They stand for
          multiprocessing.
        </dd>
      </dl>
      <h2>The race: one program, every model</h2>
      <p>
        A program is written once, as tasks that compute, sleep, read, print, lock, and wait for each other. Each model
        carries it out in its own way, so that a difference between two lanes is a difference between two models. What
        was printed, returned and computed is checked after every run; what is not right has no time. Each model runs
        once, in an order drawn from a seed: the race shows who did what when, and the speed-up above, with its
        interval, says by how much.
      </p>
      <p>
        The lanes are drawn from what each thread wrote down while it ran, stamped by its own clock. Tasks in progress
        have begun and not ended; tasks executing are on a processor, or would be if the operating system let them.
        Under a GIL many are in progress and one executes. Waits are real sleeps and real reads of a file of this site.
      </p>
      <h2>Verdicts: what decides a claim</h2>
      <p>
        A claim is a statement about a ratio or a count, with a region fixed in code before anything is run. It holds
        where the whole 95 % interval of what was measured lies inside the region, is refuted where it lies outside, and
        is undecided where it lies on the border; nobody writes a verdict down. Each claim has a control as well: the
        same code in a situation in which it must come out the other way. Where the control does not, or lies so near
        the border that the noise of this device could bridge it, nothing is decided. What needs two threads at once, or
        memory that they share, is said not to be testable where there is none.
      </p>
      <p>
        Speed-ups that several claims read are measured once for all of them, in rounds with both serial forms. Before
        anything that computes is timed, all threads that run at once are kept at work for 25 ms, so that serial and
        parallel forms are taken from the same state of the machine.
      </p>
      <h2>What cannot be shown here</h2>
      <p>
        A page cannot choose the processor a thread runs on, its clock speed, or what else the device is doing. A worker
        is a thread of the browser, not a process of the operating system: the model of processes has separate memories
        and copied messages, not separate address spaces. A browser may report fewer cores than there are, or more than
        it will lend. Battery and pressure are shown where the browser tells them, and change nothing in the numbers.
        Where the page gets no shared memory, the handshake cannot be run and the number of things at once stays
        unproven; the page then says so.
      </p>
      <h2>Privacy</h2>
      <p>
        Everything is computed in this page. Nothing is sent, nothing is counted, nobody else is asked for a file. A
        result leaves the device only when you download it and give it to someone.
      </p>
      <p><a href="#/measure">Measure this device</a></p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-method': LabMethod;
  }
}
