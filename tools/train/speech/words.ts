/** What people speak of when they speak of a picture: the words that fill the slots of the parser's templates. */

const list = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map(word => word.trim())
    .filter(word => word !== '');

export const nouns = list(`
  lamp, sofa, couch, chair, armchair, table, coffee table, desk, shelf, bookshelf, cupboard, cabinet, wardrobe, drawer, bed,
  pillow, cushion, blanket, duvet, mattress, curtain, curtains, blinds, rug, carpet, mat, mirror, clock, picture frame, painting, poster, vase,
  candle, candlestick, chandelier, lightbulb, lampshade, plant, pot, flower pot, planter, basket, bucket, box, bag, bin, trash can, stool,
  bench, ottoman, pouf, fireplace, radiator, heater, fan, air conditioner, television, tv, screen, monitor, laptop,
  computer, keyboard, mouse, printer, phone, tablet, camera, tripod, microphone, speaker, headphones, cable, cables, wire, wires,
  cord, plug, socket, switch, remote, radio, guitar, piano, violin, drum, book, books, magazine, newspaper, notebook, pen, pencil,
  paper, letter, card, calendar, map, globe, toy, doll, teddy bear, ball, balloon, balloons, kite, puzzle, swing, slide, stroller,
  cup, mug, glass, bottle, jar, bowl, plate, dish, tray, teapot, kettle, pan, saucepan, knife, fork, spoon, napkin, tablecloth, chopping board,
  toaster, oven, stove, microwave, fridge, refrigerator, freezer, sink, tap, faucet, dishwasher, washing machine, towel, soap, toothbrush, bathtub, shower, toilet,
  door, window, window sill, wall, walls, ceiling, floor, tiles, stairs, staircase, railing, banister, balcony, porch, patio, terrace, roof, chimney,
  gutter, brick, bricks, column, pillar, arch, fence, gate, hedge, garden, lawn, grass, path, driveway, garage, shed, greenhouse, pool,
  fountain, statue, umbrella, parasol, deck chair, hammock, barbecue, tent, caravan, ladder, hose, rake, shovel, wheelbarrow,
  house, building, buildings, tower, church, castle, bridge, skyscraper, skyline, street, road, pavement, sidewalk, crosswalk, street lamp, lamp post, traffic light,
  sign, billboard, bus stop, bin bag, rubbish, litter, trash, graffiti, cone, barrier, pole, telephone pole, power line, power lines, antenna, satellite dish, crane,
  car, cars, van, truck, lorry, bus, taxi, motorcycle, motorbike, bike, bicycle, scooter, skateboard, train, tram, plane, airplane, helicopter, drone, boat, sailboat,
  ship, kayak, canoe, anchor, rope, wheel, tyre, tire, windscreen, number plate, license plate, licence plate, headlight, exhaust,
  tree, trees, palm tree, bush, bushes, branch, branches, leaf, leaves, trunk, root, flower, flowers, rose, roses, tulip, tulips, sunflower, daisy,
  cactus, ivy, moss, mushroom, rock, rocks, stone, stones, pebbles, sand, beach, sea, ocean, lake, river, stream, waterfall, water, wave, waves,
  mountain, mountains, hill, hills, cliff, valley, field, forest, woods, desert, snow, ice, mud, puddle, sky, cloud, clouds, sun, moon, stars,
  rainbow, lightning, fog, smoke, fire, flame, sunset, horizon, shadow, reflection, glare, lens flare,
  dog, cat, puppy, kitten, horse, cow, sheep, goat, pig, chicken, duck, goose, swan, bird, birds, seagull, pigeon, owl, parrot, fish, shark, whale,
  dolphin, turtle, frog, snake, lizard, spider, butterfly, bee, fly, ant, rabbit, squirrel, mouse trap, hamster, fox, wolf, bear, deer, lion, tiger, elephant, giraffe,
  zebra, monkey, leash, collar,
  person, people, man, woman, men, women, boy, girl, child, children, kid, kids, baby, couple, crowd, tourist, tourists, stranger, guy, lady, friend, waiter,
  cyclist, driver, face, faces, hair, eye, eyes, nose, mouth, lips, teeth, ear, ears, hand, hands, finger, arm, arms, leg, legs,
  foot, feet, skin, beard, moustache, freckles, pimple, spot, spots, scar, wrinkle, wrinkles, tattoo, smile,
  hat, cap, helmet, glasses, sunglasses, scarf, tie, bow tie, shirt, t shirt, blouse, jumper, sweater, hoodie, jacket, coat, suit, dress, skirt,
  trousers, jeans, shorts, sock, socks, shoe, shoes, boots, sandals, trainers, sneakers, gloves, belt, handbag, backpack, suitcase, purse, wallet, watch, ring, necklace, earring, earrings, bracelet,
  apple, banana, orange, lemon, lime, pear, peach, cherry, grapes, strawberry, melon, pineapple, tomato, potato, carrot, onion, pepper, pumpkin,
  salad, bread, cheese, butter, egg, eggs, meat, cake, birthday cake, cupcake, biscuit, cookie, cookies, chocolate, ice cream, pizza, burger, sandwich, chips, soup, rice, pasta,
  coffee, tea, milk, juice, wine, beer, wine glass, coffee cup, ketchup, salt, sugar, straw, can,
  logo, text, writing, watermark, date stamp, timestamp, label, sticker, price tag, tag, stain, stains, scratch, scratches, crack, cracks, dust, dirt, hole, mess, clutter,
  object, thing, item, flag, banner, ribbon, bow, bell, cross, crown, mask, sword, gun, arrow, heart, star, circle, light, lights, lantern, torch, spotlight, neon sign,
  background, foreground, subject, edge, corner, pattern, stripe, stripes, logo on the shirt
`);

/** Said of a thing, and part of its name. */
export const adjectives = list(`
  big, large, small, little, tiny, huge, tall, short, long, old, new, ugly, broken, dirty, wooden, shiny, round, square, striped, floral, biggest, smallest, largest,
  tallest, brightest, darkest, fluffy, empty, annoying, distracting, horrible, nice, pretty, modern, plastic, metal, leather, glass, stray
`);

export const places = list(`
  on the left, on the right, in the middle, in the background, in the foreground, in the corner, at the top, at the bottom, in the top left corner,
  in the top right corner, in the bottom left corner, in the bottom right corner, on the far left, on the far right, at the back, at the front, in front, on the left side, on the right side,
  in the centre, in the center, in the upper left, in the lower right
`);

/** Between two things. */
export const between = list(`
  next to, behind, in front of, on, under, above, below, beside, near, by, left of, right of, to the left of, to the right of, on top of, inside, against, over, underneath, close to
`);

/** In Brushword's own words for light and colour. */
export const measures = list(`
  brightness, contrast, exposure, saturation, warmth, shadows, highlights, whites, blacks, temperature, vibrance, sharpness, clarity, tint, colour, color, colours, colors,
  noise, grain, detail, light, blues, greens, reds, yellows, definition, white balance
`);

export const changes = list(`
  brighter, darker, lighter, warmer, cooler, colder, sharper, softer, more vivid, more vibrant, more colourful, more colorful, less saturated, more saturated, crisper, clearer,
  duller, paler, punchier, more contrasty, redder, bluer, greener, yellower, smoother, less bright, less dark, less warm, less yellow, less blue, more dramatic, more muted, less harsh,
  flatter, livelier, sunnier, dimmer, less grainy, less blurry, more detailed
`);

export const faults = list(`
  too dark, too bright, too warm, too cold, too cool, too yellow, too blue, too green, too red, too orange, too flat, too dull, too soft, too sharp, too harsh, too grainy, too noisy, too blurry, too pale,
  not bright enough, not sharp enough, not warm enough, overexposed, underexposed, washed out, too saturated, blurry, a bit dark, a bit bright, too hazy, too pink, too contrasty
`);

export const styles = list(`
  watercolour, watercolor, oil painting, pencil sketch, cartoon, comic, anime, vintage, retro, cinematic, pop art, pixel art, line art, mosaic, noir, impressionist, film, polaroid, charcoal drawing, old photo,
  illustration, stained glass, cyberpunk, poster, drawing, painting, sketch, minimalist
`);

/** Things that are to be there and are not. */
export const wishes = list(`
  a dog, a cat, a plant, a tree, a lamp, a rainbow, a hat, a vase of flowers, a bunch of roses, a bowl of fruit, a red balloon, a small table, a blue car, a white horse, a mountain, a beach, a forest, a sunset, a starry sky, a blue sky, a cloudy sky, a wooden bench, a bird, some birds,
  some clouds, some flowers, some snow, some grass, a moon, a boat, a bridge, a garden, a city, a castle, a brick wall, a white wall, a plain wall, a pair of sunglasses, a cup of coffee, a birthday cake, a candle, a fireplace, a window, a mirror,
  a painting, a rug, a bookshelf, a teddy bear, a snowman, a pumpkin, a cactus, fairy lights, palm trees, a waterfall, a field of flowers, a pool, a swing, a kite
`);

/** Only with a number said of how much. */
export const degrees = list(`
  a bit, a little, a little bit, slightly, a lot, much, a touch, a tad, way, far, by ten percent, by twenty percent, by thirty percent, by fifty percent, by half, twenty percent, a hint, very, completely, by five percent
`);

/** Said before an order, and after it. */
export const openings = list(`
  please, can you, could you, can you please, could you please, would you, i want to, i would like to, i'd like to, let's, now, then, and, next, okay, just, go ahead and, i need to, we should, hey, try to, you should, also
`);
export const closings = list(`please, thanks, thank you, now, for me, too, as well, again, instead, then`);

/** What is said when something has been heard, shown or done. */
export const dialogue = list(`
  yes, yeah, yes please, no, no thanks, nope, okay, ok, do it, go ahead, go on, that one, this one, not that one, the other one, the first one, the second one, the third one, the last one,
  the left one, the right one, the one on the left, the one on the right, the big one, the small one, both, both of them, all of them, none of them, neither, cancel, cancel that, stop, stop it, stop that,
  wait, never mind, forget it, scratch that, undo, undo that, undo it, undo all of it, redo, redo that, go back, back, again, once more, one more time, another way, try again, try another way,
  a bit more, a little more, more, much more, a lot more, even more, a bit less, a little less, less, much less, too much, not so much, that's too much, not enough, perfect, great, that's it,
  keep it, keep that, leave it, apply, apply it, next, previous, show me, show me the original, compare, before and after, zoom in, zoom out, help, what can i say, save it, save the picture, export, export it, start over, reset, clear, clear the selection, select all,
  no not that, no not that one, i said, i meant, no i meant, not this, delete that, number one, number two, number three, number four, the top one, the bottom one, the middle one, yes do that, that's right, correct, wrong, hide it
`);

/** Things and places that a correction may bring: "no, the mirror". */
export const corrections = list(
  `no, no the, i meant the, i said the, not that the, i mean the, sorry the, actually the, no not that one the, wait the`,
);

export const formats = list(`jpeg, png, webp, jpg`);
export const aspects = list(
  `sixteen by nine, four by three, three by two, one by one, nine by sixteen, four by five, square, widescreen, five by four, two by one, three by four, portrait, landscape, panorama, a square`,
);
export const ways = list(
  `clockwise, anticlockwise, counterclockwise, to the left, to the right, left, right, counter clockwise, the other way`,
);
export const sides = list(
  `to the left, to the right, on the left, on the right, on both sides, on all sides, at the top, at the bottom, left, right, upwards, downwards, the left, the right, the top, the bottom, all around, to the left and right`,
);
export const shares = list(
  `half, a third, a quarter, twenty percent, fifty percent, ten percent, thirty percent, two thirds, forty percent, a fifth, seventy percent, eighty percent, five percent, fifteen percent, twenty five percent, a hundred percent`,
);
export const multiples = list(`twice, two times, three times, four times, double, eight times, triple`);
export const numbers = list(
  `one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty, thirty, forty, forty five, fifty, sixty, seventy, eighty, ninety, a hundred, two hundred, one hundred and eighty, three hundred, five hundred, one thousand, two thousand, twenty five, thirty five, seventy five, eighty five, ninety five, thirteen, fourteen, sixteen, seventeen, eighteen, nineteen, one hundred, six hundred, eight hundred, a thousand, four hundred, seven hundred, nine hundred, ten thousand, zero`,
);
export const monochromes = list(`black and white, grayscale, greyscale, monochrome`);
export const surroundings = list(
  `on the table, on the wall, on the floor, in the sky, next to the sofa, behind the chair, in the corner, on the shelf, by the window, in the background, on the left, on the right, in front of the house, beside the bed, in her hand, on his head, above the door, under the tree, in the middle, over the fireplace`,
);
