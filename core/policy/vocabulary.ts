/** The words the rules are made of: people, what they wear, bodies, and the things that share those words. */
/** Lists of words. `_` is a space or nothing. */
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
    spot spots design picture catalogue side row number numbers badge badges patch brand embroidery
  `,
  /** To take something away, in one word or with its particle. */
  takeAway: `
    remove removing removed erase erasing delete deleting strip stripping strip_off lose losing get_rid_of
    getting_rid_of rid_of ditch drop shed rip_off ripping_off tear_off tearing_off pull_off pulling_off pull_down
    pull_up pull_aside take_off take_of taking_off take_away take_out cut_off cut_away cut_out peel peel_off slip_off
    slip_out_of lift lift_up raise hike_up undo unbutton unbuttoning unzip unzipping unhook unclasp unclip open
    edit_out photoshop_out photoshop_off photoshop_away edit_away hide eliminate discard dissolve melt melt_away
    wipe wipe_away wipe_off clear do_away_with yank_off push_down push_up yank_down scrap exclude subtract vanish
    burn_off burn_away airbrush_out airbrush_off airbrush_away rub_out crop_out peel_away throw_off whip_off
    fling_off loosen fade fade_out drop_off shred erase_out minus without sans less_the with_no have_no has_no
    wearing_no not_wearing not_have no no_more out_of without_the without_any lower move_aside part nuke zap bin kill loose forgot forgets missing photoshop outta
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
    chest back legs please least it making using with first photograph pic one ones
  `,
  /** Dolls and statues may be undressed, and animals. */
  lifeless: `
    mannequin mannequins dummy doll dolls teddy statue sculpture puppet dog cat toy figurine snowman bear lamp car
    chair table scarecrow robot it that what baby bed window windows stone salad christmas_tree
  `,
  /** The verbs that take what is worn off with a particle that stands after it. */
  pull: `take taking pull pulling rip tear strip get slip peel whip yank cut slide tug`,
  /** Around someone who may wear nothing else. */
  wrap: `towel towels bathrobe bathrobes robe robes sheet sheets blanket`,
  undress: `
    undress undresses undressed undressing unclothe unclothes unclothed unclothing disrobe disrobes disrobed nudify
    nudified nudifier nudifying nudefy deep_nude deep_nudes denude denuded declothe unrobe disrobing declothed
  `,
  strip: `strip stripping bare unclothe denude disrobe unrobe`,
  /** What a thing does that is seen no more. */
  gone: `
    disappear vanish invisible transparent see_through sheer translucent fall_off come_off go_away slip_off gone
    evaporate disappears vanishes see_thru transparant
  `,
  sheer: `transparent see_through see_thru sheer translucent invisible wet soaked soaking_wet transparant`,
  lookingThrough: `
    see_through look_through peek_through peer_through looking_through seeing_through see_right_through see_thru
    see_straight_through view_through see_inside look_inside see_into look_into see_under look_under see_underneath
    look_underneath see_beneath look_beneath look_up look_down peek_up peek_down peek_under peer_under peek_at see_up
    see_down view_under vision_through xray x_ray
  `,
  naked: `
    naked nude nudes nudity nood noods nekkid nakd nakid nekid neked nekked nakey nudez nked nkd noodz topless bottomless braless shirtless pantsless
    pantless unclothed undressed clothesless bare_chested bare_breasted bare_breast bare_breasts starkers
    full_frontal half_naked butt_naked buck_naked stark_naked trouserless skyclad barely_clothed barely_dressed
    barely_covered half_dressed scantily_clad nuddy bare_naked
  `,
  /** Other ways of saying so. */
  nakedly: `
    birthday_suit in_the_buff in_the_raw in_the_altogether au_naturel god_made nature_intended god_intended nature_made every_stitch last_stitch adam_and_eve
    more_skin bare_skin skin_showing kit_off striptease strip_tease commando au_natural bares_all bare_all bare_it_all
    baring_it_all birthday_suits
  `,
  /** What is called naked and is no person, or a colour. */
  nakedThings: `
    lip lips lipstick lipsticks gloss heels shoes nail nails polish colour color colours colors shade shades tone
    tones palette makeup make_up beige pink bulb bulbs flame eye tree trees branch branches wall walls wood brick
    bricks statue statues sculpture sculptures figurine figurines painting paintings drawing drawings mannequin
    mannequins dress dresses sofa cushion cushions curtain curtains rug leather tights bus paint concrete wire wires
    light lights plaster stone rock cake mole_rat door doors cabinet cabinets ceiling bag shirt blouse chair chairs
    car sheet sheets pillow pillows floor ground earth soil twigs twig field fields
  `,
  bodyParts: `
    breast breasts boob boobs boobies tit tits titties nipple nipples cleavage genitals genitalia penis dick vagina
    pussy booty buttocks areola areolas side_boob titty bosom bosoms bewbs boobie privates private_parts crotch
    camel_toe underboob knockers hooters jugs boob_job breast_implants
  `,
  /** Parts of a body that are spoken of in other ways too. */
  curves: `
    chest torso midriff bust ass arse butt bum behind backside rear hip hips thigh thighs curves bulge figure body
    package rack derriere hourglass
  `,
  enlarge: `
    bigger larger huge enormous massive enlarge increase enhance inflate boost rounder perkier fuller firmer curvier
    juicier expose exposed show reveal bare emphasise emphasize accentuate augment plump plumper thicker visible
    sexier hotter jiggly voluptuous grow tighter bustier exposing revealing showing
  `,
  sexual: `
    seductive seductively erotic erotica slutty slut whore porn porno pornographic pornstar nsfw xxx hentai only_fans
    playboy kinky horny fetish stripper lewd smutty raunchy risque sensual sultry pin_up sexual sexually sexualise
    sexualize sexualised sexualized orgasm sex milf thirst_trap bdsm bondage dominatrix r_rated x_rated curvier
    bustier busty skimpier skimpy scantily revealing provocative provocatively upskirt low_cut plunging pron pr_n
    smut naughty naughtier saucy racy racier nsfw_version explicit adult_content boudoir thicc slutier
    sluttier whorish arousing orgy prostitute hooker pornify pornified soft_core softcore hard_core hardcore
  `,
  sexy: `sexy sexier sexiest sexily sexi seksi seggsy sexxy`,
  /** Worn to look so. */
  sexyOutfits: `
    maid_outfit maid_costume french_maid schoolgirl school_girl bunny_suit bunny_outfit bunny_costume bunny_girl
    playboy_bunny catsuit micro_skirt microskirt mini_skirt miniskirt latex corset stockings fishnet bodycon
    hot_pants hotpants cheerleader_outfit nurse_costume leather_harness stripper_outfit
  `,
  /** Heads and faces that nobody has. */
  facedThings: `
    clock clocks watch watches dial dice lamp lamps shower showers statue drill drills tap taps card cards cube
    cubes pump bolt bolts sprinkler screw screws hammer hammers brush brushes rock cliff bed nail nails pin pins
    golf_club racket moon building lettuce cabbage mountain tattoo spot emoji smiley guitar axe hatchet type
  `,
  /** Put in a face's place, it hides or decorates. */
  faceCovers: `
    emoji emojis smiley smileys smile smiling mask masks blur blurred blurry sticker stickers box circle square
    pumpkin cat dog animal balloon flower flowers mosaic pixels pixelated black white bar cartoon brighter darker
    lighter tanned less more warmer cooler camera left right green blue red pale one oval heart star question_mark
    sun the_light grey gray
  `,
  swap: `
    swap swop swapping swapped switch switching exchange trade interchange mix swap_round swap_around swaps switch_up
    swap_out flip_around
  `,
  faceSwap: `
    face_swap face_swop face_swapping face_swapped face_swaps face_switch face_replace face_replacement
    face_transplant face_morph head_swap head_swop head_swapping head_swapped head_swaps head_switch head_replace
    head_replacement head_transplant deep_fake deep_fakes deep_faked deep_faking faceswapper face_swapper reface
  `,
  putting: `
    put paste place stick superimpose graft transplant attach photoshop copy transfer map overlay insert move glue add
    merge blend swap_in edit slap project fit mount set pop drop plaster bring drag stitch impose
  `,
  face: `face faces head heads`,
  turning: `replace replacing swap change changing switch turn substitute exchange transform morph make making`,
  dressing: `
    put dress dressed change show imagine picture see draw give swap replace turn transform switch have clothe
    exchange generate redress outfit squeeze
  `,
  making: `make making turn render have get`,
  /** To find someone, who is then not dressed so. */
  marking: `select brighten darken crop sharpen recolour recolor paint lighten find keep mark`,
  cover: `blanket duvet fabric cloth material textile wrap covering everything towel sheet`,
  /** To bring to light what is hidden. */
  revealing: `
    see show shows look peek peer what reveal view imagine hiding hidden expose uncover body skin check xray x_ray
    glimpse seeing looking
  `,
  shorter: `shorter tighter smaller tiny tinier clingy clingier up short tight mini`,
  sexyThings: `
    car room sofa kitchen bike motorbike logo lamp shoes font colour color colours colors lighting chair house
    building boat watch
  `,
} as const;

/** Known however they are mistyped, for nothing else is near them. */
export const unmistakable =
  'undress undressed undressing naked topless clothes clothing lingerie underwear bikini deepfake faceswap nudify seductive cleavage'.split(
    ' ',
  );
