/** The picture, in the ways it is left out or named. */
export const it =
  '[it|this|that|everything] [one] [the|my] [whole|entire] [picture|image|photo|photograph|shot|canvas]';
