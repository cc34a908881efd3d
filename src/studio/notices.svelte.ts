/** A fault → a sentence and a way on. */
import { Fault } from '../../core/contract/fault.ts';

export interface WayOn {
  readonly label: string;
  readonly take: () => void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'note' | 'fault';
  readonly way?: WayOn;
}

/** How long a note stays. A fault, and a note that offers something, stay until they are answered. */
const STAY = 6000;

export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;

  tell(text: string, way?: WayOn): void {
    const id = this.#add({ text, tone: 'note', ...(way ? { way } : {}) });
    if (!way) setTimeout(() => this.dismiss(id), STAY);
  }

  /** Says what went wrong. What was asked to stop has nothing to say. */
  fault(thrown: unknown, way?: WayOn): void {
    const fault = Fault.from(thrown);
    if (fault.name === 'stopped') return;
    if (fault.name === 'bug') console.error(fault);
    const text =
      fault.name === 'bug'
        ? `Something in Brushword broke: ${fault.message} Nothing kept is lost; try again, or another way.`
        : fault.message;
    this.#add({ text, tone: 'fault', ...(way ? { way } : {}) });
  }

  /** True where `work` came to its end; else what stopped it is said. */
  async saying(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      this.fault(thrown);
      return false;
    }
  }

  dismiss(id: number): void {
    this.list = this.list.filter(notice => notice.id !== id);
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = this.#next++;
    const others = this.list.filter(other => other.text !== notice.text);
    this.list = [...others, { id, ...notice }].slice(-3);
    return id;
  }
}
