export type SignatureToPrepare = {
  /** The signer's certificate, DER. */
  certificate: Uint8Array;
  name: string;
  reason: string;
  location: string;
  /** ISO 8601 instant that the signature dictionary claims; the time stamp is the proof. */
  signingTime: string;
};

export type PreparedSignature = {
  /** The PDF with a signature field whose contents are still zeros. */
  prepared: Uint8Array;
  /** SHA-256 of the signed byte range. */
  documentDigest: Uint8Array;
  /** DER SET OF (tag 0x31) over which the signer's RSA-SHA256 signature is made. */
  signedAttributes: Uint8Array;
};

/** Adds a certifying signature field (DocMDP, P=2) as an incremental update, ready to be signed. */
export function prepareSignature(
  _pdf: Uint8Array,
  _signature: SignatureToPrepare,
): PreparedSignature {
  throw new Error('not built yet');
}
