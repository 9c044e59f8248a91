import { createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import forge from 'node-forge';
import { signingFailure } from './signing-failure.ts';
import { chainOf, type Token } from './token.ts';

/**
 * Opens a PKCS#12 file as a token. Throws SigningFailure: `token-absent` where the file cannot be
 * read as one, `pin-incorrect`, `token-failed` where it holds no RSA key with its certificate.
 */
export async function openPkcs12Token(path: string, pin: string): Promise<Token> {
  const bytes = await readFile(path).catch((cause) => {
    throw signingFailure('token-absent', `${path} cannot be read.`, cause);
  });
  const file = unlock(bytes, pin, path);
  const bags = (type: string | undefined) => (type && file.getBags({ bagType: type })[type]) || [];
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const [keyEntry] = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)];
  const certificates = bags(certBag).flatMap(({ cert }) => (cert ? [derOf(cert)] : []));
  if (!keyEntry?.key) throw signingFailure('token-failed', `${path} holds no RSA key.`);

  const key = createPrivateKey(forge.pki.privateKeyToPem(keyEntry.key));
  const holder = certificates.find((der) =>
    new X509Certificate(der).publicKey.equals(createPublicKey(key)),
  );
  if (holder === undefined)
    throw signingFailure('token-failed', `${path} holds no certificate of its key.`);
  return {
    kind: 'pkcs12',
    label: basename(path),
    certificate: holder,
    chain: chainOf(
      holder,
      certificates.filter((der) => der !== holder),
    ),
    sign: async (content) => Uint8Array.from(sign('sha256', content, key)),
    close: () => {},
  };
}

function unlock(bytes: Buffer, pin: string, path: string): forge.pkcs12.Pkcs12Pfx {
  let file: forge.asn1.Asn1;
  try {
    file = forge.asn1.fromDer(bytes.toString('binary'));
  } catch (cause) {
    throw signingFailure('token-absent', `${path} is not a PKCS#12 file.`, cause);
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(file, true, pin);
  } catch (cause) {
    if (cause instanceof Error && /password|MAC/i.test(cause.message))
      throw signingFailure('pin-incorrect', `The PIN does not open ${path}.`);
    throw signingFailure('token-absent', `${path} is not a PKCS#12 file.`, cause);
  }
}

function derOf(certificate: forge.pki.Certificate): Uint8Array {
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return Uint8Array.from(Buffer.from(der, 'binary'));
}
