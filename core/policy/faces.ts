/** The ways in which people ask for one person's face or head on another. */
import type { Way } from './parts.ts';

export const faces: Readonly<Record<string, Way>> = {
  'a face swap': { asks: ['{faceSwap}'], unless: ['{facedThings} {faceSwap}'] },
  'to swap faces': {
    asks: [
      '{swap} {small}* [{owner}] [two|both] {face} !{ofAThing}',
      '{swap} _*6 {face} with|for|between|and|around|over|of !{thing}',
      "{swap} _*3 's [and] _*3 ['s] {face}",
      'blend|merge|combine|mash|morph {small}* [{owner}] [two|both] faces|heads',
    ],
    unless: [
      '{facedThings}',
      'for [a|an] emoji|mask|smiley',
      'next to|near|behind|beside',
      '{face} {ofAThing}',
    ],
  },
  'to change a face for another': {
    asks: [
      '{turning} {small}* {anyFace} [out] with|for|to|into|by|be|match !{harmless} _',
      '{turning} {small}* {anyFace} look like !{harmless} _',
      '{turning} [the|this|that] {face} [of] _*4 with|for|to|by {otherPerson}',
      "{turning} {ownersOrThe} {face} [into|to|be] _*3 's [{face}] $",
      'replace|replacing {ownersOrThe} face $',
    ],
    unless: ['{facedThings}', '{face} {ofAThing}'],
  },
  'to put a face on someone': {
    asks: [
      '{putting} {small}* {theirFace} on|onto|over|in|into|to|there|instead|upon|here|with|where|across',
      'use|using|with {theirFace} instead|for|on|in|as',
      'want|make|have|get|see|imagine|need|like|with _*2 {theirFace} be|to|go|appear* on|onto|over|at the|a|this|that !{nowhere} _',
      '{theirFace} on|onto|over [the|this|that] [_] [_] {person}',
      '{face} [of] _*3 on|onto {someBody} [_] body|shoulders|neck|torso|head|face',
      '{putting} {person} on|onto {owner} [_] body|torso|shoulders|neck',
      '{owner} mug|visage|likeness on|onto {someBody} [_] body|shoulders|neck|torso|head|face',
      'take|cut|copy|crop|get|grab|lift|use|select [out] {theirFace} _*5 [and] {putting} it|that|them on|onto|over|to',
      '{applying} the|that|this|a {face} from|of|in _*5 on|onto|for|over|to [the|this|that|my] [_] {person}',
    ],
    unless: [
      "{facedThings|lifeless} ['s] {face}",
      'remove|blur|spot|delete|erase',
      '{theirFace} on _*4 {faceCovers} $',
    ],
  },
  'to give someone a face': {
    asks: [
      'give|giving|lend _*4 {theirFace}',
      'wear|wears|wearing {theirFace}',
      'give|giving|lend _*4 the|a {face} of',
      '{person} [to] have|get|wear|has|having|wearing|with {theirFace}',
      "make|turn|have|let _*6 has|have|had|with|get|gets|got|wear|wears !her|his|their|its _*3 's {face}",
    ],
    unless: ["{facedThings|lifeless} ['s] {face}", 'face a|some|more|less'],
  },
  'to make someone another': {
    asks: ['make|turn it|this|that|him|her|them|the [_] [look|seem] [like|into] {someoneElse}'],
    unless: ['make it|this|that me', 'me happy'],
  },
};
