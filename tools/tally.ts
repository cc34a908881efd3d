/** Counts what vitest ran, for the last line of `npm test`. A crash counts as a failure. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** The variable that names the file to write the count to. */
export const tallyFile = 'BRUSHWORD_TALLY';

export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    // An error outside any test.
    let failed = errors.length;
    for (const module of modules) {
      const states = Array.from(module.children.allTests(), test => test.result().state);
      const broken = states.filter(state => state === 'failed').length;
      passed += states.filter(state => state === 'passed').length;
      failed += broken;
      // A file that did not load, or whose turn never came, has failed without a test that says so.
      if (broken === 0 && !['passed', 'skipped'].includes(module.state())) failed++;
    }
    const file = process.env[tallyFile];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed }));
  }
}
