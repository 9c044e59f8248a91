import { type TestIdentity, testCertificate, testRevocationList } from './test-authority.ts';

/** A whole test hierarchy: root, issuing authority, officer, time-stamp authority, QR key. */
export type TestTrust = ReturnType<typeof makeTestTrust>;

export function makeTestTrust() {
  const root = testCertificate({ name: 'Test Root', kind: 'authority' });
  const issuing = testCertificate({ name: 'Test Issuing CA', kind: 'authority', issuer: root });
  const issued = (name: string, kind: 'signer' | 'time-stamp', keyType?: 'ec'): TestIdentity =>
    testCertificate({ name, kind, issuer: issuing, ...(keyType && { keyType }) });
  return {
    root,
    issuing,
    officer: issued('Anjali Deshpande', 'signer'),
    timeStamp: issued('Test Time Stamp Authority', 'time-stamp'),
    qr: issued('Test QR Key', 'signer', 'ec'),
    trustAnchors: [root.certificate],
    crls: [testRevocationList(root), testRevocationList(issuing)],
  };
}
