/** What one might say: for the empty bar and for help. Each is understood; a test holds them to it. */
export const examples: readonly string[] = [
  'remove the lamp',
  'make the sofa navy',
  'brighten it a bit',
  'blur the background',
  'crop to four by five',
  'extend it to the left by 200 pixels',
  'it’s too dark',
  'paint all the walls sage green except the left one',
  'take away the chair and the table',
  'make everything grey except the umbrella',
  'pixelate the number plate',
  'rotate it ninety degrees to the left',
  'resize to 1920 by 1080',
  'go back two steps',
  'show me before and after',
  'save it as a jpeg at 90 percent',
];
