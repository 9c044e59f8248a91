export type SignatureToEmbed = {
  signedAttributes: Uint8Array;
  signature: Uint8Array;
  /** The signer's certificate first, then its intermediates, DER; no root. */
  certificates: Uint8Array[];
  /** Gives an RFC 3161 token (ContentInfo, DER) for a SHA-256 digest of the signature value. */
  timeStamp: (digest: Uint8Array) => Promise<Uint8Array>;
};

/** The finished PAdES-BASELINE-T document. */
export async function embedSignature(
  _prepared: Uint8Array,
  _input: SignatureToEmbed,
): Promise<Uint8Array> {
  throw new Error('not built yet');
}
