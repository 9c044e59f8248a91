import { countryOfPort, isIndianCustomsSite, isPort } from '../../identifier/port.ts';
import { isShippingBillNumber } from '../../identifier/shipping-bill.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationRule } from '../question.ts';

function portIsFormed(port: string, pointer: string) {
  return isPort(port)
    ? []
    : [
        refusal(
          'port-malformed',
          pointer,
          `"${port}" is not a port code; use a UN/LOCODE such as THLCH ` +
            'or an Indian customs site such as INNSA1.',
        ),
      ];
}

/**
 * Goods are loaded in India, other than those of a back-to-back certificate, which may never touch it
 * (merchanting), and discharged abroad. The port of discharge need not lie in the
 * consignee's country: landlocked partners and transshipment use other countries' ports.
 */
export const portsArePlausible: ApplicationRule = ({ application: { transport }, scheme }) => {
  const { portOfLoading, portOfDischarge } = transport;
  const loading = '/transport/portOfLoading';
  const discharge = '/transport/portOfDischarge';
  const refusals = [
    ...portIsFormed(portOfLoading, loading),
    ...portIsFormed(portOfDischarge, discharge),
  ];
  const fromIndia = !scheme?.foreignOrigin.value;
  if (fromIndia && isPort(portOfLoading) && countryOfPort(portOfLoading) !== 'IN') {
    const message = `The port of loading ${portOfLoading} is not in India; name the Indian port.`;
    refusals.push(refusal('loading-port-not-in-india', loading, message));
  }
  if (isPort(portOfDischarge) && countryOfPort(portOfDischarge) === 'IN') {
    const message = `The port of discharge ${portOfDischarge} is in India; name the port abroad.`;
    refusals.push(refusal('discharge-port-in-india', discharge, message));
  }
  return refusals;
};

/** Number and customs site of the shipping bill can be ones. */
export const shippingBillIsFormed: ApplicationRule = ({ application: { exportDocument } }) => {
  const { shippingBillNumber, customsSite } = exportDocument;
  const refusals = [];
  if (!isShippingBillNumber(shippingBillNumber)) {
    const message =
      `"${shippingBillNumber}" is not a shipping bill number; it has up to seven digits, ` +
      'without date or site.';
    const pointer = '/exportDocument/shippingBillNumber';
    refusals.push(refusal('shipping-bill-malformed', pointer, message));
  }
  if (!isIndianCustomsSite(customsSite)) {
    const message = `"${customsSite}" is not an Indian customs site; use its six characters, such as INNSA1.`;
    refusals.push(refusal('customs-site-malformed', '/exportDocument/customsSite', message));
  }
  return refusals;
};
