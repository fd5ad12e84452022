/**
 * Installs packages of the distribution, as root on Debian and its kin. Says on standard error what it installs, and never throws: what was
 * not installed is found missing by who looks for it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ROOT } from '../../src/cli/root.ts';

const INSTALLER = 'apt-get';
const PACKAGE_MS = 10 * 60_000;

function install(...args: readonly string[]): boolean {
  const { status } = spawnSync(INSTALLER, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    timeout: PACKAGE_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** False where this is no Debian, the user is not root, or the installation failed. */
export function installPackages(names: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  process.stderr.write(`installing ${names.join(', ')} …\n`);
  install('update');
  return install('install', '-y', '--no-install-recommends', ...names);
}
