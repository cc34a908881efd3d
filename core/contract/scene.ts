import { sides } from './plan.ts';
import { v, type Infer } from './schema.ts';

/** The basic colour terms of English: Berlin and Kay, "Basic Color Terms", 1969. */
export const basicColours = [
  'black',
  'white',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
] as const;
export type BasicColour = (typeof basicColours)[number];

const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const share = between(0, 1);

/** A part of a picture that may be meant by a thing that is said: what was measured of it, once. */
export const Region = v.object({
  /** Its own in this scene. */
  id: whole(0),
  /** In pixels of the picture; `x`, `y` is its top left. */
  box: v.object({ x: whole(0), y: whole(0), width: whole(1), height: whole(1) }),
  /** Of the picture's pixels. */
  area: share,
  /** The mean of its pixels, as shares of the picture's width and height from the top left. */
  centre: v.object({ x: share, y: share }),
  /** Which shares of its pixels have which basic colour, the largest first. Empty where nobody counted. */
  colours: v.array(v.object({ name: v.picklist(basicColours), share })),
  /** Oklab, L from 0 to 1, a and b from about −0.4 to 0.4: as it would look in white light. */
  mean: v.tuple([share, between(-1, 1), between(-1, 1)]),
  /** From 0, flat, to 1, busy everywhere. */
  texture: share,
  /** From 0, wholly blurred, to 1, sharp. */
  focus: share,
  /** The sides of the picture that it touches. */
  edges: v.array(v.picklist(sides)),
  /** How plainly it stands out from what is around it, from 0 to 1, where whoever looked could tell. */
  stands: v.optional(share),
  /** What it is, as whoever looked at it calls it: "couch", "potted plant". */
  label: v.optional(v.string()),
  /** How sure the label is, from 0 to 1. */
  confidence: v.optional(share),
});
export type Region = Infer<typeof Region>;

/** What is seen in one picture. */
export const Scene = v.object({
  /** Of whoever looked: goes up when the same picture would give other regions. */
  edition: whole(1),
  /** The networks that looked too, as name@edition. None where it was seen without any. */
  by: v.optional(v.array(v.string())),
  /** Of the picture, in pixels. */
  width: whole(1),
  height: whole(1),
  regions: v.array(Region),
});
export type Scene = Infer<typeof Scene>;

/** A scene, and where its regions are: of each in their order, runs (`pixels/runs.ts`) of a smaller copy of the picture. */
export const Sighted = v.object({
  scene: Scene,
  copy: v.object({ width: whole(1), height: whole(1) }),
  masks: v.array(v.instance(Uint32Array)),
  /** What went otherwise than wished for, in sentences. */
  notes: v.optional(v.array(v.string())),
});
export type Sighted = Infer<typeof Sighted>;
