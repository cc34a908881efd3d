/** The words the rules are made of: people, what they wear, bodies, and the things that share those words. */
/** Lists of words. `_` is a space, a hyphen or nothing. */
export const lists = {
  /** People, when they are spoken of as such. */
  person: `
    her him them me us she he they herself himself themselves woman women girl girls lady ladies man men guy guys
    boy boys person people model models bride groom wife husband girlfriend boyfriend mum mom mother dad father
    sister brother friend friends teacher boss celebrity actress actor daughter son kid kids child children couple
    dancer singer subject everyone everybody someone somebody anyone colleague neighbour neighbor coworker classmate
    ex gf bf chick babe dude influencer nurse waitress student teen teenager bridesmaid bridesmaids aunt uncle
    cousin niece queen princess lass bloke figure
  `,
  intimate: `
    bra bras bikini bikinis bikini_top bikini_bottoms bikini_bottom underwear undies underpants panties panty
    knickers lingerie thong thongs g_string boxers boxer_shorts briefs swimsuit swimwear bathing_suit negligee
    speedo speedos bodysuit bralette nightie babydoll garter garters fishnets jockstrap monokini underclothes
    undergarments swim_trunks trunks
  `,
  /** What covers a body and has nothing else by its name. Coats and jackets are not here: something is worn beneath. */
  covering: `
    clothes clothing cloths clothings garments garment outfit outfits attire apparel shirt shirts t_shirt t_shirts
    tshirt blouse blouses dress dresses gown skirt skirts miniskirt trousers pants jeans leggings sweatpants joggers
    sweater jumper hoodie sweatshirt pullover nightgown pyjamas pajamas camisole leotard jumpsuit romper overalls
    dungarees sari tunic sarong wetsuit crop_top tank_top tube_top halter_top turtleneck polo nightdress
    wedding_dress sundress catsuit
  `,
  /** Covers a body, or lies about a house. */
  sometimes: `
    top tops suit vest towel robe bathrobe uniform costume shorts tee kimono corset stockings tights bottoms gear
    getup layers kit
  `,
  /** After a garment's name: then the garment is only where the thing is, or what it is for. */
  madeOfGarments: `
    rack racks line lines hanger hangers horse peg pegs pile piles heap basket baskets drawer drawers wardrobe stain
    stains label labels tag tags logo logos pattern print button buttons pocket pockets collar sleeve sleeves hem
    zip zipper cuff cuffs wrinkle wrinkles crease creases shop store sign signs poster advert ad ads painting form
    code case rail shelf stand dryer shelves drawer half part edge corner left right section lid floor layer strip
    border third jacket jackets coat colour color strap straps fabric texture shadow seam tear hole dust lint dirt
    spot spots design picture catalogue side row
  `,
  /** To take something away, in one word or with its particle. */
  takeAway: `
    remove removing removed erase erasing delete deleting strip stripping strip_off lose losing get_rid_of
    getting_rid_of rid_of ditch drop shed rip_off ripping_off tear_off tearing_off pull_off pulling_off pull_down
    pull_up pull_aside take_off taking_off take_away take_out cut_off cut_away cut_out peel peel_off slip_off
    slip_out_of lift lift_up raise hike_up undo unbutton unbuttoning unzip unzipping unhook unclasp unclip open
    edit_out photoshop_out photoshop_off photoshop_away edit_away hide eliminate discard dissolve melt melt_away
    wipe wipe_away wipe_off clear do_away_with yank_off push_down push_up yank_down scrap exclude subtract vanish
    burn_off burn_away airbrush_out airbrush_off airbrush_away rub_out crop_out peel_away throw_off whip_off
    fling_off loosen fade fade_out drop_off shred erase_out minus without sans less_the with_no have_no has_no
    wearing_no not_wearing not_have no no_more out_of lower move_aside part nuke zap bin kill
  `,
  /** Verbs that only what is worn can be their object. */
  undone: `
    take_off taking_off strip_off unbutton unbuttoning unzip unzipping unhook unclasp rip_off tear_off pull_down
    pull_off slip_off whip_off yank_off peel_off strip
  `,
  /** To make something unseen: asked of nakedness, it protects. */
  hiding: `
    blur blurring blur_out censor censoring cover cover_up covering pixelate pixelating obscure mask hide hiding
    remove removing erase delete crop_out get_rid_of take_out edit_out cut_out redact black_out mosaic conceal block
    block_out
  `,
  /** Words that may stand between a verb and its object. */
  small: `
    all both every each the a an of some any just that those these this up out over off away with down please also
    entire whole more rest last bit piece pieces item items remaining
  `,
  /** Never among what is said of a thing: another phrase begins. */
  closing: `
    the a an her his their my your our from off on in of and with to for by at is are that who so but or while then
    not under over behind near next than changing touching affecting
  `,
  /** Before the place where a garment lies that nobody wears. */
  lyingAbout: `
    on of from off in inside over under by near behind beside next_to hanging hung lying draped folded thrown left
    at out_of between against piled drying spread that_is that_are which_is which_are around
  `,
  /** After such a word, no such place. */
  nowhere: `
    picture photo image shot scene frame left right middle centre center front background once all body skin way
    chest back legs please least it making using with first photograph pic
  `,
} as const;
