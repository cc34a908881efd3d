import { expect, test } from 'vitest';
import { formOf } from '../../../core/contract/form.ts';
import { HostedTool } from '../../../core/contract/ask.ts';
import { providers } from '../../../core/providers/index.ts';
import { doing, fieldWords, kinds } from '../../../src/ui/settings/provider-words.ts';

test.each(providers)('$kind and all its settings are called something', ({ kind, config }) => {
  expect(kinds[kind].title).not.toBe('');
  for (const { name } of formOf(config)) expect(fieldWords(name).label, name).not.toBe(name);
});

test('what a machine does, in words', () => {
  expect(doing(['repaint', 'generate'])).toBe('paints into pictures and makes new ones');
  expect(doing(['operate'])).toBe('does this device’s edits');
  expect(doing([])).toBe('');
  expect(doing(HostedTool.options)).toMatch(/, .+ and looks at pictures$/);
});
