/** What a device says of itself, in words. */
import type { Machine } from '../../studio/device.svelte.ts';

export function facts({ isolated, threads, memory, gpu }: Machine): readonly (readonly [string, string])[] {
  return [
    ['Threads', isolated ? String(threads) : `1 of ${threads}: the page is not isolated`],
    ...(memory === undefined ? [] : [['Memory', `${memory} GB or more`] as const]),
    [
      'Graphics',
      gpu ? `${gpu.name}${gpu.isSoftware ? ': computed by the processor, so not used' : ''}` : 'No WebGPU',
    ],
    ...(gpu ? [['Half precision', gpu.hasHalf ? 'Yes (shader-f16)' : 'No'] as const] : []),
    ...Object.entries(gpu?.limits ?? {}).map(([name, value]) => [name, value.toLocaleString('en')] as const),
  ];
}
