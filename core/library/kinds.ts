/** The kinds of thing that cards speak of, and the labels that whoever looks at a picture may give them. */
const words = {
  person:
    'person man woman boy girl child baby people face portrait human bride groom pedestrian crowd hair head hand arm leg foot skin eye mouth nose ear neck body',
  animal:
    'dog cat bird horse cow sheep rabbit bear elephant zebra giraffe deer fox duck pet animal kitten puppy',
  sofa: 'sofa couch settee loveseat',
  chair: 'chair armchair stool bench seat ottoman',
  table: 'table desk nightstand sideboard counter worktop countertop',
  bed: 'bed bedding duvet headboard',
  cupboard: 'cupboard cabinet wardrobe dresser bookcase bookshelf shelf drawer chest',
  cushion: 'cushion pillow throw blanket',
  rug: 'rug carpet mat',
  curtain: 'curtain blind drape',
  wall: 'wall ceiling',
  floor: 'floor flooring',
  door: 'door gate',
  window: 'window windowpane',
  lamp: 'lamp lampshade chandelier sconce light',
  picture: 'picture painting poster frame mirror',
  plant: 'plant tree bush flower leaf grass lawn hedge vase field',
  sky: 'sky cloud',
  water: 'water sea lake river ocean pool',
  road: 'road street pavement sidewalk path',
  building: 'building house facade tower skyscraper church bridge',
  vehicle: 'vehicle car bus truck van bicycle motorcycle train boat tram taxi',
  sign: 'sign billboard banner advertisement',
  clutter: 'bin trash rubbish bag bottle can litter cup box pole cone',
  cable: 'cable wire cord plug socket power_line power_cable',
  spot: 'spot dust stain scratch crack speck flare smudge',
  numberplate: 'number_plate license_plate licence_plate registration_plate',
  food: 'food fruit vegetable apple orange banana lemon salad cake pizza sandwich bread soup pasta cheese meat fish egg dessert doughnut broccoli carrot tomato berry',
  dish: 'plate bowl dish cup glass mug tray',
  cloth: 'tablecloth napkin cloth towel',
  product:
    'bottle jar shoe sneaker handbag bag watch phone camera perfume box toy headphones jewellery ring necklace glasses sunglasses',
  garment: 'shirt dress coat jacket skirt jumper sweater trousers jeans hat scarf tie shoe',
} as const;

export type Kind = keyof typeof words;

export const kinds = Object.keys(words).filter((name): name is Kind => name in words);

const byWord = new Map<string, Kind[]>();
for (const kind of kinds) {
  for (const name of words[kind].split(' ')) {
    const word = name.replaceAll('_', ' ');
    byWord.set(word, [...(byWord.get(word) ?? []), kind]);
  }
}

/** What a label says a thing is; a bottle is a product and, where it does not belong, clutter. Of many words the last counts. */
export function kindsOf(label: string): readonly Kind[] {
  const whole = label.toLowerCase().trim().replaceAll(/\s+/g, ' ');
  const last = whole.split(' ').at(-1) ?? '';
  const known = (word: string): readonly Kind[] | undefined => byWord.get(word);
  return (
    known(whole) ??
    known(whole.replace(/s$/, '')) ??
    known(last) ??
    known(last.replace(/ies$/, 'y')) ??
    known(last.replace(/(?<=ch|sh|x|ss)es$/, '')) ??
    known(last.replace(/s$/, '')) ??
    []
  );
}
