/** What a mouse, a pen, a finger or the keys do to the picture. */
import type { Box } from '../../../core/pixels/box.ts';
import type { Desk } from '../../studio/edit.svelte.ts';
import type { Spot, Viewport } from './viewport.svelte.ts';

/** How far a press may wander and still be a tap, in screen pixels. */
const WANDER = 6;

export class Hand {
  /** Where the pointer is, in screen pixels from the frame's top left. */
  spot = $state.raw<Spot>();
  /** The rectangle being drawn, in pixels of the picture. */
  band = $state.raw<Box>();
  panning = $state(false);
  /** Where a mouse, a pen or the keys point, and have not clicked yet. A finger points nowhere before it touches. */
  hovering = $state.raw<Spot>();
  /** Whether a click would take away: Alt is held. */
  taking = $state(false);
  /** Whether the keys hold the brush down. */
  holding = $state(false);

  readonly #desk: () => Desk;
  readonly #viewport: Viewport;
  // Nothing shows which fingers are down.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #down = new Map<number, Spot>();
  #doing: 'mark' | 'rectangle' | 'thing' | 'tap' | 'pan' | 'pinch' | undefined;
  #from: Spot = { x: 0, y: 0 };
  #last: Spot = { x: 0, y: 0 };
  #space = false;

  constructor(desk: () => Desk, viewport: Viewport) {
    this.#desk = desk;
    this.#viewport = viewport;
  }

  readonly space = (event: KeyboardEvent): void => {
    this.taking = event.altKey;
    if (event.key === ' ' && !isTyping(event.target)) this.#space = event.type === 'keydown';
  };

  readonly down = (event: PointerEvent): void => {
    const frame = event.currentTarget;
    if (!(frame instanceof HTMLElement)) return;
    const spot = spotOf(event, frame);
    this.#down.set(event.pointerId, spot);
    frame.setPointerCapture(event.pointerId);
    // The ring is for those who come by the keyboard.
    frame.focus({ preventScroll: true, focusVisible: false });
    this.spot = spot;
    this.hovering = undefined;
    if (this.#down.size === 2) return this.#pinch();
    if (this.#down.size > 2 || event.button === 2) return;
    const { marks, running } = this.#desk();
    this.#from = this.#last = spot;
    if (event.button === 1 || this.#space || marks.tool === 'hand' || running) {
      this.#doing = 'pan';
      this.panning = true;
    } else if (marks.tool === 'brush' || marks.tool === 'eraser') {
      this.#doing = 'mark';
      marks.begin();
      this.#draw(spot);
    } else {
      this.#doing = marks.tool;
    }
  };

  readonly move = (event: PointerEvent): void => {
    const frame = event.currentTarget;
    if (!(frame instanceof HTMLElement)) return;
    const spot = spotOf(event, frame);
    this.spot = event.pointerType === 'touch' ? undefined : spot;
    this.hovering = this.#down.size > 0 ? undefined : this.spot;
    this.taking = event.altKey;
    if (!this.#down.has(event.pointerId)) return;
    const [before, apart] = [this.#middle(), this.#apart()];
    this.#down.set(event.pointerId, spot);
    switch (this.#doing) {
      case 'mark':
        for (const step of event.getCoalescedEvents?.() ?? [event]) this.#draw(spotOf(step, frame));
        break;
      case 'thing':
        // A drag draws a box around it; a press that hardly wanders is a click on it.
        this.band = this.#wandered(spot, WANDER) ? this.#bandTo(spot) : undefined;
        break;
      case 'rectangle':
        this.band = this.#bandTo(spot);
        break;
      case 'pan':
        this.#viewport.pan(spot.x - this.#last.x, spot.y - this.#last.y);
        this.#last = spot;
        break;
      case 'pinch': {
        const after = this.#middle();
        this.#viewport.pan(after.x - before.x, after.y - before.y);
        if (apart > 0) this.#viewport.zoom(this.#apart() / apart, after);
        break;
      }
    }
  };

  readonly up = (event: PointerEvent): void => {
    if (!this.#down.delete(event.pointerId)) return;
    const { marks } = this.#desk();
    const doing = this.#doing;
    if (doing === 'pinch' && this.#down.size > 0) return;
    this.#doing = undefined;
    this.panning = false;
    if (doing === 'mark') marks.end();
    if (doing === 'rectangle' || (doing === 'thing' && this.band)) return this.#band();
    if ((doing !== 'tap' && doing !== 'thing') || event.type !== 'pointerup') return;
    if (event.pointerType === 'touch' || (this.spot && !this.#wandered(this.spot, WANDER)))
      this.#tap(this.#from, event.altKey);
  };

  readonly leave = (): void => {
    this.hovering = undefined;
    if (this.#down.size === 0 && !this.holding) this.spot = undefined;
  };

  readonly wheel = (event: WheelEvent): void => {
    const frame = event.currentTarget;
    if (!(frame instanceof HTMLElement)) return;
    event.preventDefault();
    // A pinch on a touchpad arrives as a wheel with Ctrl held.
    if (event.ctrlKey || event.metaKey)
      this.#viewport.zoom(Math.exp(-event.deltaY / 200), spotOf(event, frame));
    else this.#viewport.pan(-event.deltaX, -event.deltaY);
  };

  /** Arrows move the pointer; Enter puts the brush down and lifts it, sets a corner, or clicks. */
  readonly key = (event: KeyboardEvent): void => {
    const far = event.shiftKey ? 50 : 10;
    const ways: Record<string, Spot> = {
      ArrowLeft: { x: -far, y: 0 },
      ArrowRight: { x: far, y: 0 },
      ArrowUp: { x: 0, y: -far },
      ArrowDown: { x: 0, y: far },
    };
    const way = ways[event.key];
    if (way) {
      event.preventDefault();
      this.#walk(way);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.#press(event.altKey);
    } else if (event.key === 'Escape' && this.holding) {
      event.stopPropagation();
      this.#lift();
    }
  };

  #walk(way: Spot): void {
    const { frame } = this.#viewport;
    const from = this.spot ?? { x: frame.width / 2, y: frame.height / 2 };
    this.spot = {
      x: Math.min(frame.width, Math.max(0, from.x + way.x)),
      y: Math.min(frame.height, Math.max(0, from.y + way.y)),
    };
    if (!this.holding) {
      this.hovering = this.spot;
      return;
    }
    if (this.#desk().marks.tool === 'rectangle') this.band = this.#bandTo(this.spot);
    else this.#draw(this.spot);
  }

  #press(taking: boolean): void {
    const { frame } = this.#viewport;
    const { marks, running } = this.#desk();
    this.spot ??= { x: frame.width / 2, y: frame.height / 2 };
    this.hovering = undefined;
    if (running || marks.tool === 'hand') return;
    if (this.holding) return this.#lift();
    this.#from = this.#last = this.spot;
    if (marks.tool === 'tap' || marks.tool === 'thing') return this.#tap(this.spot, taking);
    this.holding = true;
    if (marks.tool === 'rectangle') return;
    marks.begin();
    this.#draw(this.spot);
  }

  #lift(): void {
    this.holding = false;
    if (this.band) this.#band();
    // Also where the tool was changed while the brush was held down.
    this.#desk().marks.end();
  }

  #draw(to: Spot): void {
    this.#desk().marks.draw(this.#viewport.at(this.#last), this.#viewport.at(to));
    this.#last = to;
  }

  #tap(at: Spot, taking: boolean): void {
    const desk = this.#desk();
    if (desk.marks.tool === 'thing') void desk.finder.point(this.#viewport.at(at), !taking);
    else void desk.finder.tap(this.#viewport.at(at), taking ? 0 : 255);
  }

  #wandered({ x, y }: Spot, far: number): boolean {
    return Math.hypot(x - this.#from.x, y - this.#from.y) > far;
  }

  #bandTo(to: Spot): Box {
    const [a, b] = [this.#viewport.at(this.#from), this.#viewport.at(to)];
    const { width, height } = this.#viewport.picture;
    const x0 = Math.max(0, Math.floor(Math.min(a.x, b.x)));
    const y0 = Math.max(0, Math.floor(Math.min(a.y, b.y)));
    return {
      x: x0,
      y: y0,
      width: Math.max(0, Math.min(width, Math.ceil(Math.max(a.x, b.x))) - x0),
      height: Math.max(0, Math.min(height, Math.ceil(Math.max(a.y, b.y))) - y0),
    };
  }

  #band(): void {
    const desk = this.#desk();
    const { marks } = desk;
    if (this.band && marks.tool === 'thing') void desk.finder.encircle(this.band);
    else if (this.band) {
      marks.begin();
      marks.fill(this.band);
      marks.end();
    }
    this.band = undefined;
  }

  /** A second finger turns a stroke into a pinch, and takes the stroke back. */
  #pinch(): void {
    if (this.#doing === 'mark') {
      const { marks } = this.#desk();
      marks.end();
      marks.undo();
    }
    this.band = undefined;
    this.#doing = 'pinch';
  }

  #middle(): Spot {
    const spots = [...this.#down.values()];
    const sum = spots.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
    return { x: sum.x / spots.length, y: sum.y / spots.length };
  }

  #apart(): number {
    const [a, b] = [...this.#down.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }
}

function spotOf(event: { clientX: number; clientY: number }, frame: HTMLElement): Spot {
  const { left, top } = frame.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'range' && target.type !== 'checkbox';
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}
