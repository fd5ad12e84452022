/** What the Advisor view says beside its answers. */
export const KICKER = 'Which way of running work wins, for work like yours. Nothing leaves the device.';
export const PROMISE = 'Describe your work. It is run under every model, here and now.';
export const MEASURING = 'Measuring your work under every model.';
export const COURSE =
  'Tasks compute for as long as you say, then wait. Each model runs the same verified work, in interleaved rounds; up to about 12 seconds.';
export const COUNTED =
  'Workers stand ready before the clock starts, so starting threads or processes is not in the numbers. Threads and processes: one for each task that waits, 32 at most, else one for each thread that was seen to run at once here (where that cannot be seen, for each core that the browser reports). Whoever takes more than five times as long as the fastest is given up. One is marked “first” only where the 95 % interval of every other’s ratio to it excludes 1; those that cannot be told apart are “level”.';
export const TABLE_TITLE = 'The introductions’ rules of thumb, measured here';
export const TABLE_LEAD =
  'Processes for computing, threads for a few quick waits, asyncio for many slow ones: that is what introductions to concurrency in Python teach. The same four kinds of work, on this device:';
export const TABLE_CAPTION = 'Makespan of each kind of work under each model, median and 95 % interval';
export const COPIED = 'The link is copied: it opens this page with your work filled in.';
export const NOT_COPIED = 'The browser did not let the page copy. The address above is the link.';
