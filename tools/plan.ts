/** `npm run --silent plan -- "sentence"`: what a sentence asks for, as one line of JSON; `--batch file.txt`: a line for each line. */
import { readFileSync } from 'node:fs';
import { Fault } from '../core/contract/fault.ts';
import { understand } from '../core/intent/understand.ts';

const usage =
  'Say what to plan: npm run --silent plan -- "remove the lamp", or --batch sentences.txt with one sentence a line.';

function sentencesIn(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
  } catch {
    throw new Fault(
      'bad-request',
      `“${file}” cannot be read. Give --batch a text file with one sentence a line.`,
    );
  }
}

function sentences(words: readonly string[]): string[] {
  const [first, second, ...rest] = words;
  if (first === undefined) throw new Fault('bad-request', usage);
  if (first === '--batch') {
    if (second === undefined || rest.length > 0) throw new Fault('bad-request', usage);
    return sentencesIn(second);
  }
  if (first.startsWith('--')) throw new Fault('bad-request', `${first} is not known here. ${usage}`);
  // Without quotation marks the shell hands over one word at a time.
  return [words.join(' ')];
}

try {
  for (const sentence of sentences(process.argv.slice(2))) console.log(JSON.stringify(understand(sentence)));
} catch (thrown) {
  console.error(Fault.from(thrown).message);
  process.exitCode = thrown instanceof Fault ? 2 : 4;
}
