/** Nouns of everyday photos: what a word that was misheard may have been, and what is no mishearing. */

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Things that stand, lie or walk about in a picture. */
export const everyday = set(`
  lamp sofa couch chair armchair table desk shelf bookshelf cupboard cabinet wardrobe drawer bed pillow cushion blanket duvet
  mattress curtain blinds rug carpet mat mirror clock frame painting poster picture vase candle chandelier plant pot basket bucket box
  bag bin stool bench ottoman fireplace radiator heater fan television tv screen monitor laptop computer keyboard mouse printer phone
  tablet camera tripod microphone speaker headphones cable wire cord plug socket switch remote radio guitar piano violin drum book
  magazine newspaper notebook pen pencil paper letter card calendar map globe toy doll ball balloon kite puzzle swing slide stroller
  cup mug glass bottle jar bowl plate dish tray teapot kettle pan saucepan knife fork spoon napkin tablecloth toaster oven stove
  microwave fridge refrigerator freezer sink tap faucet dishwasher towel soap toothbrush bathtub shower toilet
  door window staircase railing balcony porch patio terrace chimney gutter brick column pillar fence gate hedge garden driveway garage
  shed greenhouse pool fountain statue umbrella parasol hammock barbecue tent caravan ladder hose rake shovel wheelbarrow
  house building tower church castle bridge street pavement sidewalk crosswalk billboard rubbish litter trash graffiti cone barrier
  pole post antenna crane sign banner flag
  car van truck lorry bus taxi motorcycle motorbike bike bicycle scooter skateboard train tram plane airplane helicopter drone boat
  sailboat ship kayak canoe anchor rope wheel tyre tire windscreen headlight
  tree bush branch leaf flower rose tulip sunflower daisy cactus mushroom rock stone pebble puddle cloud moon rainbow
  dog cat puppy kitten horse cow sheep goat pig chicken duck goose swan bird seagull pigeon owl parrot fish shark whale dolphin
  turtle frog snake lizard spider butterfly bee rabbit squirrel hamster fox wolf bear deer lion tiger elephant giraffe zebra
  monkey leash collar
  person man woman boy girl child kid baby couple crowd tourist stranger guy lady friend waiter cyclist
  driver bride groom
  hat cap helmet glasses sunglasses scarf tie shirt blouse jumper sweater hoodie jacket coat suit dress skirt trousers jeans
  shorts sock shoe sandal belt glove boot handbag backpack suitcase purse wallet watch ring necklace earring bracelet
  apple banana orange grape lemon lime pear peach cherry strawberry melon pineapple tomato potato carrot onion
  pumpkin salad bread cheese butter egg cake cupcake biscuit cookie chocolate pizza burger sandwich soup coffee wine beer straw
  logo watermark timestamp label sticker stain scratch crack cobweb shadow reflection glare object hole ribbon bow bell cross crown
  mask sword arrow heart star light lantern torch spotlight sunset
`);

/** What a place, a body or another thing is made of: a list of the things in a picture does not tell of them. */
export const parts = set(`
  wall floor ceiling roof ground corner edge room kitchen bathroom bedroom hallway hall stairs tile sky sun sea ocean lake river stream
  waterfall water wave beach sand mud snow ice grass lawn path road field forest woods desert hill mountain cliff valley horizon
  skyline landscape smoke fog fire flame dust dirt mess clutter background backdrop foreground subject pattern stripe text writing
  colour color face hair eye nose mouth lip tooth ear hand finger nail arm leg foot head neck shoulder knee skin cheek chin beard
  moustache freckles pimple spot scar wrinkle tattoo smile body chest tail paw wing feather fur handle button lid lens seat sleeve
  pocket strap stem petal trunk root heel
`);

/** Nouns that sound much like one of the others, and are as likely to be meant: left as they are, and never taken for what was meant. */
export const alike = set(`
  bale bar barge barn barrel bass bat battle bay bead beak beam bean bill blade boar board bolt bomb bone brace braces brand break
  bruise bubble bud buddy bug bulb bull bump bun bunch buoy bust cage call camel can candy cane canvas cart case cattle cave chain
  chalk charge chart chick chip class clip clown club coal code coin contest contract cork corn cot court crab cradle crate crib crow
  crumb crutch cue curb dam dawn deck den dent dice ditch dock doe dose dot dove dragon drape drawing drip drug drunk dusk eagle elk
  faun feast fern fig fin fist flask fleet flock flood flute foal foam foil folder folk force ford gale gap gardener gas glue gnome
  goal gown grade grease grill group gull gum gun hail hare hawk heap hen herb hip hood hook horn hound hull hut jam jeep jelly jet
  joke jug juice key kit lace lad lane leader leech leek lock loft log lot louse mail male mass mitt mole moose mop moss moth mule nest
  net nun nurse nut oak oar oyster pad paddle pail pain pair palm park pause pea peacock peel peg photo photographer pie pier pill pin
  pine pint pipe pit pitch plague plan plough pod poet pond pony pope port pram prawn priest pump quilt rack raft rag rail ram ranch
  range rat ray reed reef rice ridge rim roast robe robin rod role roll route row rust sack sail sailor salt sash sauce saw scale
  schedule school screw seal seed series shack shade sheet shell shop shore shrub silk sill site skill skull sled sleigh slope slug
  smog snack snail soil soldier soot spear spike spire spray stack stage stake stall stamp stand status steak steam steel step stick
  sting stork string stump sugar suite sundial sunrise swamp tab tack tag tale tank tape tart tea teddy test thread tin title toad
  toast toll tongue tool track trail trailer tramp trap trick tub tube tuna tusk tuxedo twig valet veil vent vest vet vine wagon
  waitress wand wasp wax web weed weight well wheat whip wick wicker wig winter wit wool worm wreath yacht yard yarn zit
`);

/** Plurals that are no word with an "s". */
const irregular: Readonly<Record<string, string>> = {
  person: 'people',
  man: 'men',
  woman: 'women',
  child: 'children',
  foot: 'feet',
  tooth: 'teeth',
  goose: 'geese',
  mouse: 'mice',
  shelf: 'shelves',
  bookshelf: 'bookshelves',
  knife: 'knives',
  leaf: 'leaves',
  scarf: 'scarves',
  wolf: 'wolves',
  sheep: 'sheep',
  deer: 'deer',
  fish: 'fish',
};

/** "lamps", "benches", "daisies"; the word itself where it is a plural already. */
export function pluralOf(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word;
  if (/[^s]s$/.test(word) && !/(?:bus|cactus|canvas|gas|lens|octopus)$/.test(word)) return word;
  if (/(?:s|x|z|ch|sh|tomato|potato)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
