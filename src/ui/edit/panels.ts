import type { PanelName } from '../../studio/edit.svelte.ts';

export const panelTitles: Record<PanelName, string> = {
  history: 'History',
  adjust: 'Light and colour',
  shape: 'Crop, turn and size',
  ideas: 'Ideas and references',
};
