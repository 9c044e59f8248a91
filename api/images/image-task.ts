import type { SpecimenWanted } from '../../document/specimen.ts';

/** Work on a picture that a stranger made; done in a process of its own. */
export type ImageTask =
  | { kind: 'cut-out'; scan: Uint8Array }
  | {
      kind: 'specimen';
      scan: Uint8Array;
      /** Where on the certificate the scan is printed. */
      as: 'stamp' | 'signatureImage';
      /** The office's present stamp is shown beside a signature. */
      wanted: Omit<SpecimenWanted, 'signatureImage'>;
    };

/** PNG of a cut-out, PDF of a specimen; or why the picture cannot be used. */
export type ImageResult =
  | { outcome: 'done'; bytes: Uint8Array }
  | { outcome: 'refused'; reason: string };
