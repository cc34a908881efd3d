/** The words the rules are made of: people, what they wear, bodies, and the things that share those words. */
const any = (list: string): string =>
  `(?:${list
    .trim()
    .split(/\s+/)
    .map(word => word.replaceAll('_', '[ -]?'))
    .join('|')})`;

/** People, when they are spoken of as such. */
export const person = any(
  `her him them me us she he they herself himself themselves woman women girl girls lady ladies man men guy guys boy boys person people model models bride groom wife husband girlfriend boyfriend
  mum mom mother dad father sister brother friend friends teacher boss celebrity actress actor daughter son kid kids child children couple dancer singer subject everyone everybody someone somebody anyone colleague
  neighbour neighbor coworker classmate ex gf bf chick babe dude influencer nurse waitress student teen teenager bridesmaid bridesmaids aunt uncle cousin niece queen princess lass bloke figure`,
);
/** Whose body it is: not the mannequin's, not the doll's. */
export const owner = `(?:her|his|their|my|your|our|someone 's|(?:the |this |that |my |your )?(?!(?:mannequin|dummy|doll|teddy|statue|sculpture|puppet|dog|cat|toy|figurine|snowman|bear|lamp|car|chair|table|scarecrow|robot|it|that|what|baby) )[a-z]+ 's)`;

export const intimate = any(
  `bra bras bikini bikinis bikini_top bikini_bottoms bikini_bottom underwear undies underpants panties panty knickers lingerie thong thongs g_string boxers boxer_shorts briefs swimsuit swimwear bathing_suit negligee speedo speedos bodysuit
  bralette nightie babydoll garter garters fishnets jockstrap monokini underclothes undergarments swim_trunks trunks`,
);
/** What covers a body and has nothing else by its name. Coats and jackets are not here: something is worn beneath. */
export const covering = any(
  `clothes clothing cloths clothings garments garment outfit outfits attire apparel shirt shirts t_shirt t_shirts tshirt blouse blouses dress dresses gown skirt skirts miniskirt trousers pants jeans leggings sweatpants joggers
  sweater jumper hoodie sweatshirt pullover nightgown pyjamas pajamas camisole leotard jumpsuit romper overalls dungarees sari tunic sarong wetsuit crop_top tank_top tube_top halter_top turtleneck polo nightdress wedding_dress sundress catsuit`,
);
/** Covers a body, or lies about a house. */
export const sometimes = any(
  'top tops suit vest towel robe bathrobe uniform costume shorts tee kimono corset stockings tights bottoms gear getup layers kit',
);
export const garment = `(?:${intimate}|${covering}|${sometimes})`;

/** After a garment's name: then the garment is only where the thing is, or what it is for. */
export const madeOfGarments = any(
  `rack racks line lines hanger hangers horse peg pegs pile piles heap basket baskets drawer drawers wardrobe stain stains label labels tag tags logo logos pattern print button buttons pocket pockets collar sleeve sleeves hem zip zipper cuff cuffs
  wrinkle wrinkles crease creases shop store sign signs poster advert ad ads painting form code case rail shelf stand dryer shelves drawer half part edge corner left right section lid floor layer strip border third jacket jackets coat
  colour color strap straps fabric texture shadow seam tear hole dust lint dirt spot spots design picture catalogue side row`,
);

/** Where a garment lies that nobody wears. */
export const lyingAbout =
  '(?:on|of|from|off|in|inside|over|under|by|near|behind|beside|next to|hanging|hung|lying|draped|folded|thrown|left|at|out of|between|against|piled|drying|spread|that is|that are|which is|which are|around)';

/** Beside people as beside anything: what lies there is not worn. */
export const beside =
  '(?:(?:hanging|hung|lying|draped|folded|piled|drying|thrown|spread) (?!(?:on|off|from|over) (?:the )?(?:her|him|them|me|us|woman|man|girl|boy|model|person)\\b)|behind |beside |near |next to |between )';

/** To take something away, in one word or with its particle. */
export const takeAway = any(
  `remove removing removed erase erasing delete deleting strip stripping strip_off lose losing get_rid_of getting_rid_of rid_of ditch drop shed rip_off ripping_off tear_off tearing_off pull_off pulling_off pull_down pull_up pull_aside
  take_off taking_off take_away take_out cut_off cut_away cut_out peel peel_off slip_off slip_out_of lift lift_up raise hike_up undo unbutton unbuttoning unzip unzipping unhook unclasp unclip open edit_out photoshop_out photoshop_off photoshop_away edit_away
  hide eliminate discard dissolve melt melt_away wipe wipe_away wipe_off clear do_away_with yank_off push_down push_up yank_down scrap exclude subtract vanish burn_off burn_away airbrush_out airbrush_off airbrush_away rub_out crop_out peel_away throw_off whip_off fling_off
  loosen fade fade_out drop_off shred erase_out minus without sans less_the with_no have_no has_no wearing_no not_wearing not_have no no_more out_of lower move_aside part nuke zap bin kill`,
);
/** Verbs that only what is worn can be their object. */
export const undone = any(
  'take_off taking_off strip_off unbutton unbuttoning unzip unzipping unhook unclasp rip_off tear_off pull_down pull_off slip_off whip_off yank_off peel_off strip',
);

/** To make something unseen: asked of nakedness, it protects. */
export const hiding = any(
  'blur blurring blur_out censor censoring cover cover_up covering pixelate pixelating obscure mask hide hiding remove removing erase delete crop_out get_rid_of take_out edit_out cut_out redact black_out mosaic conceal block block_out',
);
/** Words that may stand between a verb and its object. */
export const small = `(?:(?:all|both|every|each|the|a|an|of|some|any|just|that|those|these|this|up|out|over|off|away|with|down|please|also|entire|whole|more|rest|last|bit|piece|pieces|item|items|remaining) )*`;
/** Up to three words said of a thing. */
export const described = `(?:(?!(?:the|a|an|her|his|their|my|your|our|from|off|on|in|of|and|with|to|for|by|at|is|are|that|who|so|but|or|while|then|not|under|over|behind|near|next|than|changing|touching|affecting)\\b)[a-z-]+ ){0,3}`;
