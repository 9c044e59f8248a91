import { createHash } from 'node:crypto';
import { UnreadablePdf } from '../pdf/pdf-reader.ts';
import { findHole, placeholderBytes } from './placeholder.ts';
import { contentTypes } from './signed-attributes.ts';
import { writeSignedData } from './signed-data.ts';

export type SignatureToEmbed = {
  signedAttributes: Uint8Array;
  signature: Uint8Array;
  /** The signer's certificate first, then its intermediates, DER; no root. */
  certificates: Uint8Array[];
  /** Gives an RFC 3161 token (ContentInfo, DER) for a SHA-256 digest of the signature value. */
  timeStamp: (digest: Uint8Array) => Promise<Uint8Array>;
};

/**
 * The finished PAdES-BASELINE-T document. Does not judge the signature: `checkSignature` comes
 * first. Throws what `timeStamp` throws.
 */
export async function embedSignature(
  prepared: Uint8Array,
  { signedAttributes, signature, certificates, timeStamp }: SignatureToEmbed,
): Promise<Uint8Array> {
  const hole = findHole(prepared);
  const [signer] = certificates;
  if (!hole || !signer) throw new UnreadablePdf('the document is not prepared for a signature');
  const cms = writeSignedData({
    contentType: contentTypes.data,
    content: null,
    digest: 'sha256',
    certificates,
    signer,
    signedAttributes,
    signature,
    timeStampToken: await timeStamp(createHash('sha256').update(signature).digest()),
  });
  if (cms.length > placeholderBytes) {
    throw new UnreadablePdf(`the signature needs ${cms.length} bytes of ${placeholderBytes}`);
  }
  const signed = Buffer.from(prepared);
  signed.write(cms.toString('hex'), hole.start, 'latin1');
  return signed;
}
