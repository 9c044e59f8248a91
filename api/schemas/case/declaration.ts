import { z } from 'zod';

export const declarationAnswer = z
  .strictObject({
    applicationId: z.uuid(),
    /** The draft's: another edit makes another text. */
    revision: z.int(),
    /** SHA-256 of the certificate whose key must sign, hex; null where no token is registered. */
    certificateSha256: z.string().nullable(),
    /** Sign exactly these ASCII bytes with RSASSA-PKCS1-v1_5 and SHA-256. */
    declaration: z.string(),
  })
  .meta({ id: 'Declaration' });
