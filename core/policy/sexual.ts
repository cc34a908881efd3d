/** The ways in which people ask for someone to be shown as an object of desire. */
import type { Way } from './parts.ts';

export const sexual: Readonly<Record<string, Way>> = {
  'to dress someone in little': {
    asks: [
      '{dressing} _*9 in|into|to|with|for|a|wear|wearing|wore|on {skimpy}* {intimate}',
      'wear|wearing|wore [on] {skimpy}* {intimate}',
      'put on {skimpy}* {intimate}',
      '^ in {skimpy}* {intimate}',
      '{making} {someone} a|an|into|look _*4 in|wearing {skimpy}* {intimate}',
      'add|give|put {skimpy}* [_] {intimate} to|on|onto|for {someone}',
    ],
    unless: [
      'with|to|into|for|in [a|an|the] chair|drawer|basket|shelf|red|blue',
      'in|wearing|with the|a [_] {intimate} with|to|for|into|brighter|darker',
      'bikini|swimsuit|bra|underwear|thong in|on|to|into [the|a] chair|drawer|basket|shelf|bed',
      '{hiding|marking} _*6 in|wearing',
    ],
  },
  'to dress someone up': {
    asks: [
      '{dressing|making} {someone} _*6 {skimpy}* {sexyOutfits}',
      '{dressing} {owner} {said}*3 {garment} _*3 {sexyOutfits}',
    ],
  },
  'to show more of a garment’s wearer': {
    asks: [
      'make|shorten|tighten|shrink|raise|turn|cut {small}* {owner} [_] {hemmed} _*5 {shorter}',
      'shorten {small|owner}* [_] skirt|dress|hemline|hem',
      'lower|drop|deepen|plunge|open [up] {ownersOrThe} [_] {openable} {itself}',
    ],
    unless: [
      'sleeves|collar',
      'turn _*5 up',
      'the dress|shirt|top|outfit on|in',
      'lower|drop the top|dress|shirt drawer|shelf|on|half',
      'lower the top',
      'open [up] the top',
    ],
  },
  'parts of the body': {
    asks: ['{bodyParts}', 'give {someone} implants'],
    unless: [
      '{hiding} {small}* [{owner}] [_] {bodyParts}',
      "chicken|turkey|duck|robin|red ['s] breast|breasts",
      'breast pocket|stroke|feeding|plate|of [the] [chicken|turkey|duck|hill]',
      'blue|great|coal tit|tits',
      'milk|water|wine jugs',
    ],
  },
  'a body enlarged or shown': {
    asks: [
      '{enlarge} [_] {owner} [_] {curves}',
      '{owner} [_] {curves} _*3 {enlarge}',
      'give|add|with|want|make _*3 {enlarge} {curves}',
      '^ {enlarge} {curves}',
      'hourglass figure|body|shape',
    ],
    unless: [
      'her|his|their|my [_] chest|bust of',
      'show|see [me] her|his|their|my|the [whole|full|entire] body|figure !naked',
      'tattoo|suitcase|car',
    ],
  },
  'to make someone hot': {
    asks: [
      '{making} {someone} [look] [_] hot|hotter|hottest|bustier|thicc',
      '{making} {someone} [look] attractive to men',
    ],
    unless: ['hot dog|drink|air|chocolate|tub|tea|coffee'],
  },
  'sexy pictures': {
    asks: ['{sexy}'],
    unless: ['{sexy} [_] [_] {sexyThings}', '{sexyThings} [look] [a|even] [bit|lot|much] {sexy}'],
  },
  'sexual pictures': {
    asks: ['{sexual}', 'bend|bent|bending {someone} over', 'spread _*2 legs'],
    unless: ['{hiding} {small}* [_] [_] {sexual}', 'less|not [so] {sexual}'],
  },
};
