/** Words for the same thing, and kinds of things: what joins the words of a sentence to the labels of a picture. */

/** Each line is one thing. Only the last word of a name is looked up, save where the name as a whole stands here. */
const same = `
  sofa, couch, settee, loveseat
  cushion, pillow
  rug, carpet, mat
  lamp, light, lantern
  curtain, drape, blind
  wardrobe, closet, cupboard, cabinet
  shelf, bookshelf, bookcase
  fridge, refrigerator
  stove, cooker, oven
  tap, faucet
  bin, trash can, garbage can, rubbish bin, dustbin, wastebasket, trash bin
  tv, television, telly, tv monitor
  screen, monitor
  phone, telephone, cell phone, mobile, mobile phone, cellphone, smartphone
  laptop, notebook computer
  remote, remote control
  plant, potted plant, pot plant, houseplant
  picture, painting, poster, artwork
  cup, mug
  plate, dish
  bottle, flask
  bucket, pail
  car, automobile
  lorry, truck
  bike, bicycle, cycle
  motorbike, motorcycle
  boat, ship
  plane, aeroplane, airplane, aircraft, jet
  road, street
  pavement, sidewalk
  lawn, grass
  sea, ocean
  rock, stone, boulder
  person, human, somebody
  man, guy, bloke, gentleman, dude
  woman, lady
  child, kid, toddler
  baby, infant
  dog, puppy
  cat, kitten, kitty
  rabbit, bunny
  bag, handbag, purse
  backpack, rucksack
  jumper, sweater, pullover, sweatshirt
  trousers, pants
  shoe, trainer, sneaker
  spectacles, eyeglasses
  doughnut, donut
  sign, signpost
  litter, rubbish, trash, garbage
  racket, racquet
  teddy, teddy bear
`;

/** The kind, and what is of it. */
const kinds = `
  person: man, woman, child, boy, girl, baby, player, rider, tourist, pedestrian, passer-by, photobomber, bystander
  man: boy
  woman: girl
  child: boy, girl, baby
  animal: dog, cat, bird, horse, sheep, cow, elephant, bear, zebra, giraffe, rabbit, goat, pig, duck, fish, deer
  bird: duck, gull, seagull, pigeon, swan, goose, parrot, chicken
  vehicle: car, lorry, bus, van, motorbike, train, tram, bike, boat, plane
  car: taxi, van
  seat: chair, sofa, bench, stool, armchair
  chair: armchair, stool
  table: desk
  furniture: chair, sofa, table, bed, wardrobe, shelf, desk, bench, stool, armchair
  fruit: apple, orange, banana, pear, lemon, strawberry, grape, peach
  food: fruit, cake, pizza, sandwich, bread, cheese, doughnut, carrot, broccoli, hot dog
  flower: rose, tulip, sunflower, daisy
  plant: tree, flower, bush, shrub
  water: sea, river, lake, pond, pool
  building: house, church, tower, skyscraper, shed, barn
  glass: spectacles, sunglasses
  toy: teddy, doll, ball, kite
  bag: backpack, suitcase
  clothes: shirt, dress, jumper, trousers, coat, jacket, skirt, hat, t-shirt
`;

const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim());

/** Every word of `same` → the first of its line. */
export const canonical: ReadonlyMap<string, string> = new Map(
  lines(same).flatMap(line => {
    const words = line.split(', ');
    return words.map(word => [word, words[0] ?? word] as const);
  }),
);

/** A kind → what is of it, and what is of that. */
export const ofKind: ReadonlyMap<string, ReadonlySet<string>> = closed(
  new Map(
    lines(kinds).map(line => {
      const [kind = '', list = ''] = line.split(': ');
      return [kind, list.split(', ')] as const;
    }),
  ),
);

function closed(direct: ReadonlyMap<string, readonly string[]>): Map<string, ReadonlySet<string>> {
  const all = (kind: string, seen: Set<string>): Set<string> => {
    for (const word of direct.get(kind) ?? [])
      if (!seen.has(word)) {
        seen.add(word);
        all(word, seen);
      }
    return seen;
  };
  return new Map([...direct.keys()].map(kind => [kind, all(kind, new Set())]));
}
