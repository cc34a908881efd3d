/** The small copy on which a picture is measured. */
import { labPlane, type LabPlane } from '../colour/lab-plane.ts';
import { oklabToLight } from '../colour/oklab.ts';
import { writeLight } from '../pixels/light.ts';
import { blankPixels, type Pixels } from '../pixels/pixels.ts';

/** Pixels of its longer side, at most: enough for what is seen at a glance. */
const longest = 256;

/** In Oklab; each of its pixels is the mean light of what it covers. */
export function sampleOf(image: Pixels, most = longest): LabPlane {
  return labPlane(image, Math.max(1, Math.ceil(Math.max(image.width, image.height) / most)));
}

export function pixelsOf({ width, height, data }: LabPlane): Pixels {
  const image = blankPixels(width, height);
  const row = data.slice();
  oklabToLight(row, width * height);
  writeLight(row, width * height, image.data, 0);
  for (let i = 3; i < image.data.length; i += 4) image.data[i] = 255;
  return image;
}
