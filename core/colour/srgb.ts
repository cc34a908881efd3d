/** A colour as it is written: `#rrggbb`, sRGB. */
import { Fault } from '../contract/fault.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Throws `bad-request` where `text` is not a `#` and six hexadecimal digits. */
export function fromHex(text: string): Rgb {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!digits)
    throw new Fault(
      'bad-request',
      `“${text}” is not a colour. Write it as # and six digits, such as #1f3a5f.`,
    );
  const [red = 0, green = 0, blue = 0] = digits.slice(1).map(pair => Number.parseInt(pair, 16));
  return [red, green, blue];
}

/** Of three bytes; what lies between bytes is rounded. */
export function toHex([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map(byte => Math.round(byte).toString(16).padStart(2, '0')).join('')}`;
}
