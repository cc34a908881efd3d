/**
 * `npm run engine:install`: brings ONNX Runtime for Node, 114 MB, into `native/`. With `-- cuda`, also its half for graphics processors of
 * NVIDIA, which its own script fetches from nuget.org (Linux on x64).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { nativeFolder } from './runtime.ts';

const [kind = 'cpu', ...more] = process.argv.slice(2);
if (!['cpu', 'cuda'].includes(kind) || more.length > 0) {
  console.error('npm run engine:install [-- cuda]');
  process.exit(2);
}

// The package's script does nothing but fetch that half; npm runs it only where it is told to.
const words = kind === 'cuda' ? ['--ignore-scripts=false', '--foreground-scripts'] : ['--ignore-scripts'];
const install = kind === 'cuda' ? 'cuda12' : 'skip';
const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', ...words], {
  cwd: nativeFolder,
  env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: install },
  stdio: 'inherit',
});
const [code] = (await once(npm, 'close')) as [number | null];
process.exitCode = code ?? 1;
