import type { CertificateContent } from '../../../domain/certificate/certificate.ts';
import type { Canvas } from '../../pdf/canvas.ts';
import type { Lettering } from '../../pdf/lettering.ts';
import type { RasterImage } from '../../pdf/raster-image.ts';
import type { QrModules } from '../../qr/modules.ts';
import type { CopyMark, Edition, Form } from '../form.ts';

/** A page on the drawing board, with everything that may go onto it. */
export type Sheet = {
  canvas: Canvas;
  lettering: Lettering;
  form: Form;
  content: CertificateContent;
  qr: QrModules;
  /** Where a person verifies the certificate: the readable part of the QR code. */
  verifyAt: string;
  stamp: RasterImage | null;
  signatureImage: RasterImage | null;
  edition: Edition;
  /** On a true copy what it says beside its original; null on an original. */
  copy: CopyMark | null;
  /** A word across each page that says it is none, such as SPECIMEN; null on certificates. */
  overprint: string | null;
  page: { number: number; of: number };
};
