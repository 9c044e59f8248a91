import type { Colour, Stroke, TextStyle } from '../pdf/canvas.ts';

export const ink: Colour = [0.05, 0.07, 0.1];
export const label: Colour = [0.2, 0.29, 0.4];
export const tint: Colour = [0.945, 0.96, 0.975];

/** The paper of certificates for Mauritius: pale enough for small type and the code on it. */
export const lightPink: Colour = [1, 0.937, 0.945];

export const rule: Stroke = { width: 0.6, colour: [0.16, 0.25, 0.37] };
export const outline: Stroke = { width: 1.2, colour: [0.16, 0.25, 0.37] };
export const hairline: Stroke = { width: 0.35, colour: [0.45, 0.53, 0.62] };

export const labelStyle: TextStyle = { size: 6.2, weight: 'regular', colour: label };
export const numberStyle: TextStyle = { size: 6.8, weight: 'bold', colour: label };

/** Space between a box's edge and its text. */
export const padding = 5;
export const labelLeading = 7.6;
