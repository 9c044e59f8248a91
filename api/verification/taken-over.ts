import type { TakenOver } from '../../db/queries/legacy/taken-over.ts';
import { nameOfSchemeNotOffered, schemeByCode } from '../../domain/agreement/schemes.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { Standing } from '../../domain/certificate/standing.ts';
import { lastDayOf, majorUnits, takenOverStanding } from '../../domain/transition/taken-over.ts';
import { cancelledWords } from './cancelled-words.ts';
import type { Verification } from './verdict.ts';

/** A line that can neither hold nor fail: there is nothing here to check it by. */
type Uncheckable = { holds: null; sentence: string; sentenceHi: string };

/**
 * What is said of a certificate that the earlier platform issued: what it handed over, and how it
 * stands. It bears no digital signature of ours, so that nobody here can say that it is genuine.
 */
export type TakenOverVerification = {
  number: string;
  genuine: null;
  verdict: `taken-over-${Standing['status']}`;
  contentIntact: Uncheckable;
  issuerRecognised: Uncheckable;
  statusCurrent: Verification['statusCurrent'];
  /** The last day by the rules of its agreement; null where none is known. */
  validUntil: string | null;
  replaces: string | null;
  takenOver: {
    /** The day in India on which two operators accepted it. */
    on: string;
    platform: string;
    /** The last day that the export covers. */
    cutOff: string;
    /** SHA-256 of the export that it came in, as the report of the migration names it. */
    exportSha256: string;
  };
  certificate: {
    applicationNumber: string;
    appliedOn: string;
    issuedOn: string;
    agency: string;
    office: { code: string; name: string | null };
    officer: string;
    scheme: string;
    schemeName: string | null;
    exporter: { iec: string; name: string | null };
    consignee: string;
    destination: string;
    invoice: { number: string; date: string };
    fob: { amount: string; currency: string };
    items: TakenOver['items'];
  };
  checkedOn: string;
};

function statusWords(
  standing: Standing,
  { cutOff, cancellationCode }: TakenOver,
): readonly [english: string, hindi: string] {
  switch (standing.status) {
    case 'in-force':
      return [
        `On record as in force: not cancelled on the earlier portal until ${cutOff}, and not replaced there or here.`,
        `अभिलेख में प्रभावी: ${cutOff} तक पिछले पोर्टल पर रद्द नहीं किया गया, और न वहाँ न यहाँ बदला गया।`,
      ];
    case 'superseded':
      return [
        `It has been replaced by a later certificate, ${standing.successor}.`,
        `इसकी जगह बाद का प्रमाण-पत्र ${standing.successor} जारी हुआ है।`,
      ];
    case 'cancelled':
      if (standing.on !== null) return cancelledWords(standing.on, cancellationCode, false);
      return [
        'It was cancelled on the earlier portal, which does not say on which day. Ask the agency that issued it.',
        'यह पिछले पोर्टल पर रद्द किया गया; दिनांक उपलब्ध नहीं है। इसे जारी करने वाली एजेंसी से पूछें।',
      ];
    case 'expired':
      return [
        `By the rules of its agreement its validity ended on ${standing.on}.`,
        `समझौते के नियमों के अनुसार इसकी वैधता ${standing.on} को समाप्त हो गई।`,
      ];
    default:
      return standing satisfies never;
  }
}

const contentWords = (on: string): Uncheckable => ({
  holds: null,
  sentence: `It cannot be checked: there is no digital signature of ours. What stands here is what the earlier portal handed over on ${on}, unchanged since. Compare it with the paper, line by line.`,
  sentenceHi: `इसकी जाँच नहीं हो सकती: इस पर हमारा कोई डिजिटल हस्ताक्षर नहीं है। यहाँ वही है जो पिछले पोर्टल ने ${on} को सौंपा, और तब से अपरिवर्तित है। इसे काग़ज़ से पंक्ति दर पंक्ति मिलाएँ।`,
});

const issuerWords = ({ agency, officer }: TakenOver): Uncheckable => ({
  holds: null,
  sentence: `It cannot be checked: the earlier portal names the agency ${agency} and the officer ${officer}; no signature that we know proves it.`,
  sentenceHi: `इसकी जाँच नहीं हो सकती: पिछले पोर्टल एजेंसी ${agency} और अधिकारी ${officer} का नाम देता है; हमें ज्ञात कोई हस्ताक्षर इसे प्रमाणित नहीं करता।`,
});

/** What is said of a certificate that came over. `today` is the date in India. */
export function tellTakenOver(came: TakenOver, today: string): TakenOverVerification {
  const { number, scheme, replaces, items } = came;
  const on = indianDate(came.takenOverAt.toISOString());
  const standing = takenOverStanding(came, today);
  const [sentence, sentenceHi] = statusWords(standing, came);
  return {
    number,
    genuine: null,
    verdict: `taken-over-${standing.status}`,
    contentIntact: contentWords(on),
    issuerRecognised: issuerWords(came),
    statusCurrent: {
      ...{ holds: standing.status === 'in-force', sentence, sentenceHi, status: standing.status },
      successor: standing.status === 'superseded' ? standing.successor : null,
      cancelledOn: standing.status === 'cancelled' ? standing.on : null,
      cancelledFor: came.cancellationCode,
    },
    validUntil: lastDayOf(came),
    replaces,
    takenOver: {
      on,
      platform: came.platform,
      cutOff: came.cutOff,
      exportSha256: came.exportSha256,
    },
    certificate: {
      applicationNumber: came.applicationNumber,
      ...{ appliedOn: came.appliedOn, issuedOn: came.issuedOn },
      ...{ agency: came.agency, office: { code: came.office, name: came.officeName } },
      officer: came.officer,
      ...{ scheme, schemeName: schemeByCode(scheme)?.name ?? nameOfSchemeNotOffered(scheme) },
      exporter: { iec: came.iec, name: came.firmName },
      ...{ consignee: came.consignee, destination: came.destination },
      invoice: { number: came.invoiceNumber, date: came.invoiceDate },
      fob: {
        amount: majorUnits(came.fobMinorUnits, came.fobCurrency),
        currency: came.fobCurrency,
      },
      items,
    },
    checkedOn: today,
  };
}
