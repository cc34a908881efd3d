/** What may stand beside the picture, one at a time. */
export type PanelName = 'history' | 'adjust' | 'shape';

export const panelTitles: Record<PanelName, string> = {
  history: 'History',
  adjust: 'Light and colour',
  shape: 'Crop, turn and size',
};
