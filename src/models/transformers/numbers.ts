/** The numbers in one of the library's tensors. */
import type { Tensor } from '@huggingface/transformers';
import { Fault } from '../../../core/contract/fault.ts';

export function numbersOf({ data }: Tensor): Float32Array {
  if (!(data instanceof Float32Array)) throw new Fault('bug', 'The model that listens gave no numbers.');
  return data;
}
