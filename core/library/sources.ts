/** Who says so: books, papers and standards that cards refer to. */
export interface Source {
  readonly author: string;
  readonly title: string;
  readonly year: number;
}

const source = (author: string, title: string, year: number): Source => ({ author, title, year });

export const sources = {
  adamsCamera: source('Ansel Adams', 'The Camera', 1980),
  adamsNegative: source('Ansel Adams', 'The Negative', 1981),
  adamsPrint: source('Ansel Adams', 'The Print', 1983),
  albers: source('Josef Albers', 'Interaction of Color', 1963),
  alexander: source('Alexander, Ishikawa and Silverstein', 'A Pattern Language', 1977),
  alton: source('John Alton', 'Painting with Light', 1949),
  arnheim: source('Rudolf Arnheim', 'Art and Visual Perception', 1954),
  arnheimCentre: source('Rudolf Arnheim', 'The Power of the Center', 1982),
  bartleson: source('C. J. Bartleson', 'Memory Colors of Familiar Objects', 1960),
  bartlesonBreneman: source('Bartleson and Breneman', 'Brightness Perception in Complex Fields', 1967),
  bertalmio: source('Bertalmío, Sapiro, Caselles and Ballester', 'Image Inpainting', 2000),
  birren: source('Faber Birren', 'Color for Interiors: Historical and Modern', 1963),
  block: source('Bruce Block', 'The Visual Story', 2001),
  brown: source('Blain Brown', 'Cinematography: Theory and Practice', 2002),
  buchsbaum: source('G. Buchsbaum', 'A Spatial Processor Model for Object Colour Perception', 1980),
  cartierBresson: source('Henri Cartier-Bresson', 'The Decisive Moment', 1952),
  chevreul: source('M. E. Chevreul', 'The Principles of Harmony and Contrast of Colours', 1839),
  ching: source('Francis D. K. Ching', 'Interior Design Illustrated', 1987),
  cohenOr: source('Cohen-Or, Sorkine, Gal, Leyvand and Xu', 'Color Harmonization', 2006),
  conran: source('Terence Conran', 'The House Book', 1974),
  criminisi: source(
    'Criminisi, Pérez and Toyama',
    'Region Filling and Object Removal by Exemplar-Based Image Inpainting',
    2004,
  ),
  crete: source('Crété, Dolmière, Ladret and Nicolas', 'The Blur Effect', 2007),
  custer: source('Delores Custer', 'Food Styling: The Art of Preparing Food for the Camera', 2010),
  debevecMalik: source(
    'Debevec and Malik',
    'Recovering High Dynamic Range Radiance Maps from Photographs',
    1997,
  ),
  dow: source('Arthur Wesley Dow', 'Composition', 1899),
  draper: source('Dorothy Draper', 'Decorating Is Fun!', 1939),
  dujardin: source('Hélène Dujardin', 'Plate to Pixel', 2011),
  eismann: source('Katrin Eismann', 'Photoshop Restoration & Retouching', 2001),
  evening: source('Martin Evening', 'Adobe Photoshop CS6 for Photographers', 2012),
  fairchild: source('Mark D. Fairchild', 'Color Appearance Models', 1998),
  finlayson: source('Finlayson and Trezzi', 'Shades of Gray and Colour Constancy', 2004),
  fraserSchewe: source(
    'Fraser and Schewe',
    'Real World Image Sharpening with Adobe Photoshop, Camera Raw, and Lightroom',
    2009,
  ),
  freemanEye: source('Michael Freeman', 'The Photographer’s Eye', 2007),
  freemanMind: source('Michael Freeman', 'The Photographer’s Mind', 2010),
  freemanExposure: source('Michael Freeman', 'Perfect Exposure', 2009),
  goethe: source('J. W. von Goethe', 'Theory of Colours', 1810),
  grey: source('Christopher Grey', 'Master Lighting Guide for Portrait Photographers', 2004),
  gurney: source('James Gurney', 'Color and Light: A Guide for the Realist Painter', 2010),
  haze: source('He, Sun and Tang', 'Single Image Haze Removal Using Dark Channel Prior', 2009),
  hunt: source('R. W. G. Hunt', 'The Reproduction of Colour', 2004),
  hunter: source('Hunter, Biver and Fuqua', 'Light: Science & Magic', 2007),
  hurley: source('Peter Hurley', 'The Headshot', 2015),
  immerkaer: source('John Immerkær', 'Fast Noise Variance Estimation', 1996),
  iso3664: source('ISO 3664', 'Viewing Conditions for Graphic Technology and Photography', 2009),
  iso12232: source('ISO 12232', 'Determination of Exposure Index, ISO Speed Ratings', 2019),
  itten: source('Johannes Itten', 'The Art of Color', 1961),
  kandinsky: source('Wassily Kandinsky', 'Point and Line to Plane', 1926),
  landMcCann: source('Land and McCann', 'Lightness and Retinex Theory', 1971),
  leiter: source('Saul Leiter', 'Early Color', 2006),
  leonardo: source('Leonardo da Vinci', 'A Treatise on Painting', 1651),
  loomis: source('Andrew Loomis', 'Creative Illustration', 1947),
  mante: source('Harald Mante', 'The Photograph: Composition and Color Design', 2008),
  margulis: source('Dan Margulis', 'Photoshop LAB Color: The Canyon Conundrum', 2005),
  matsuda: source('Yutaka Matsuda', 'Color Design', 1995),
  meyerowitz: source('Westerbeck and Meyerowitz', 'Bystander: A History of Street Photography', 1994),
  moonSpencer: source('Moon and Spencer', 'Geometric Formulation of Classical Color Harmony', 1944),
  mortensen: source('William Mortensen', 'Pictorial Lighting', 1935),
  munsell: source('A. H. Munsell', 'A Color Notation', 1905),
  palmerSchloss: source('Schloss and Palmer', 'Aesthetic Response to Color Combinations', 2011),
  palmerSpace: source('Palmer, Gardner and Wickens', 'Aesthetic Issues in Spatial Composition', 2008),
  perfectMeal: source('Spence and Piqueras-Fiszman', 'The Perfect Meal', 2014),
  plateColour: source(
    'Piqueras-Fiszman, Alcaide, Roura and Spence',
    'Is It the Plate or Is It the Food?',
    2012,
  ),
  pile: source('John F. Pile', 'Interior Design', 1988),
  rood: source('Ogden Rood', 'Modern Chromatics', 1879),
  shore: source('Stephen Shore', 'The Nature of Photographs', 1998),
  szarkowski: source('John Szarkowski', 'The Photographer’s Eye', 1966),
  tinio: source('Tinio, Leder and Strasser', 'Image Quality and the Aesthetic Judgment of Photographs', 2011),
  wharton: source('Wharton and Codman', 'The Decoration of Houses', 1897),
  yendrikhovskij: source(
    'Yendrikhovskij, Blommaert and de Ridder',
    'Color Reproduction and the Naturalness Constraint',
    1999,
  ),
  young: source('Nicole S. Young', 'Food Photography: From Snapshots to Great Shots', 2011),
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof sources;

/** “Adams, The Negative, 1981” as one reads it under a suggestion. */
export function cited(id: SourceId): string {
  const { author, title, year } = sources[id];
  return `${author}, “${title}”, ${year}`;
}
