/** Where a picture goes, in words: for a button, and for who is asked. */
import { goesByPart } from '../../core/jobs/elsewhere.ts';
import type { Known } from './known.ts';

/** "about $0.04", "less than a cent"; empty where nobody knows. */
export function costs(dollars: number | undefined): string {
  if (dollars === undefined) return '';
  return dollars < 0.01 ? 'less than a cent' : `about $${dollars.toFixed(2)}`;
}

/** "Forge on this network", "sends this part to OpenAI, about $0.04". */
export function going({ name, of, where }: Known, what: string, dollars: number | undefined): string {
  const cost = costs(dollars);
  const by = of === 'person' ? `${name} ${where}` : `sends ${what} to ${name}`;
  return cost === '' ? by : `${by}, ${cost}`;
}

/**
 * What of the picture is sent for an edit: for more than is marked, `marked` makes no difference. `paints`: whether who does it
 * paints a part of it alone, and the rest is done here.
 */
export function partOf(operation: string, paints: boolean, marked: boolean): string {
  if (operation === 'generate') return 'your words';
  const isWhole = operation === 'background' || operation === 'extend' || (operation === 'style' && !marked);
  return (paints ? isWhole : !goesByPart(operation)) ? 'the picture' : 'this part';
}
