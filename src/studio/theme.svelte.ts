/** Day, night, or as the system has it. A taste of this browser, not of the work: it is kept beside, not in, the database. */
const lights = ['auto', 'light', 'dark'] as const;
export type Light = (typeof lights)[number];

const KEY = 'light';

export class Theme {
  light = $state<Light>(lights.find(light => light === localStorage.getItem(KEY)) ?? 'auto');

  set(light: Light): void {
    this.light = light;
    localStorage.setItem(KEY, light);
  }
}
