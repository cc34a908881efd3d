/** Where a picture goes, in words: for a button, and for who is asked. */
import { goesByPart } from '../../core/jobs/elsewhere.ts';
import type { Known } from './known.ts';
import type { At } from './outside.ts';

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

/** "sends what you say to Engine on this network": said also where nothing of it is a matter of course. */
export const sends = ({ name, where }: Pick<Known, 'name' | 'where'>, what: string): string =>
  `sends ${what} to ${name} ${where}`;

/** How it goes at `name`: "Forge: Painting, 2 before it". */
export function atWork(name: string, { doing, ahead = 0 }: At): string {
  const line = ahead === 0 ? '' : `, ${ahead} before it`;
  return doing === undefined ? name : `${name}: ${doing}${line}`;
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
