import {
  Set as Asn1Set,
  fromBER,
  ObjectIdentifier,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import { RelativeDistinguishedNames } from 'pkijs';

const OID = {
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  organisationalUnit: '2.5.4.11',
  commonName: '2.5.4.3',
};

/** Who a certificate speaks of; the unit carries the IEC where the holder is an exporter's signatory. */
export interface DistinguishedName {
  commonName: string;
  organisation: string;
  unit?: string | undefined;
}

/** Builds an X.501 name, most general part first, always in India. */
export function distinguishedName(name: DistinguishedName): RelativeDistinguishedNames {
  const parts = [
    part(OID.country, new PrintableString({ value: 'IN' })),
    part(OID.organisation, new Utf8String({ value: name.organisation })),
    ...(name.unit === undefined
      ? []
      : [part(OID.organisationalUnit, new Utf8String({ value: name.unit }))]),
    part(OID.commonName, new Utf8String({ value: name.commonName })),
  ];
  // Read back from bytes: pkijs keeps bytes it has read as they are, but would itself write all
  // parts into one multi-valued RDN.
  return new RelativeDistinguishedNames({
    schema: fromBER(new Sequence({ value: parts }).toBER()).result,
  });
}

/** Whether a subject read from a certificate is this name, byte for byte. */
export function sameName(subject: RelativeDistinguishedNames, name: DistinguishedName): boolean {
  const bytes = (it: RelativeDistinguishedNames) => Buffer.from(it.toSchema().toBER());
  return bytes(subject).equals(bytes(distinguishedName(name)));
}

function part(type: string, value: PrintableString | Utf8String): Asn1Set {
  const pair = new Sequence({ value: [new ObjectIdentifier({ value: type }), value] });
  return new Asn1Set({ value: [pair] });
}
