/**
 * `npm start`, also on a fresh clone: installs the packages where they are missing or older than the lock file, then
 * hands over to serve.ts. Plain JavaScript, since it runs before there is anything that reads TypeScript.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} path */
function modified(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Ends this process with the reason in one sentence. @param {string} reason */
function fail(reason) {
  console.error(`Overlap could not be started: ${reason}`);
  process.exit(1);
}

/** @param {string} command @param {string[]} args @param {boolean} shell */
function run(command, args, shell) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell }).status;
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`it needs Node 20.19 or newer, this is ${process.versions.node}`);

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  console.log('installing the packages (npm ci) …');
  // With NODE_ENV=production npm leaves out the build tools, which are what is needed here.
  const status = run('npm', ['ci', '--include=dev'], process.platform === 'win32');
  if (status !== 0) fail('"npm ci" failed, its reason is above');
}

process.on('SIGINT', () => {}); // Ctrl-C reaches the server as well; it ends first, and this process after it
process.exitCode = run(process.execPath, ['--import', 'tsx', join('src', 'cli', 'serve.ts')], false) ?? 0;
