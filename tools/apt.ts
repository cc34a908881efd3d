/** What the tests drive and did not bring along: Debian's packages. */
import { spawnSync } from 'node:child_process';

/** Whether they are here now: not where there is no apt, no right to install, or no network. */
export function installByApt(packages: readonly string[]): boolean {
  if (spawnSync('apt-get', ['--version']).status !== 0) return false;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...words: string[]): boolean => {
    const [command = '', ...rest] = [...sudo, 'apt-get', ...words];
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return (
      spawnSync(command, rest, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    );
  };
  const install = (): boolean => apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  return install() || (apt('update', '-qq') && install());
}
