import { audit } from '../../../db/queries/audit/audit.ts';
import { changeFeePolicy, listFeePolicies } from '../../../db/queries/office/agency-policy.ts';
import { findAgency } from '../../../db/queries/office/office-settings.ts';
import { type FeeOutcome, feeOutcomes } from '../../../domain/money/fee-outcome.ts';
import { allow } from '../../authority.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import {
  feeOutcomesAnswer,
  feePolicyAnswer,
  feePolicyBody,
} from '../../schemas/money/fee-outcome.ts';
import { agencyPath } from '../../schemas/office/office.ts';
import { toldBy } from '../../told-by.ts';

const tag = 'Fees';

const outcomeShown = ({ value, byPolicy, ...rest }: FeeOutcome) => ({
  ...rest,
  fee: value,
  byPolicy: byPolicy && { rejectionFee: byPolicy.rejectionFee, fee: byPolicy.value },
});

export const feeOutcomeEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/fees/outcomes',
    tag,
    summary: 'When a fee is held, taken and given back',
    description: 'One rule for each way a case can go, in English and Hindi.',
    answers: { 200: { description: 'The published table', schema: feeOutcomesAnswer } },
    handle: async ({ api }) => {
      const agencies = await listFeePolicies(api.database);
      return { status: 200, body: { outcomes: feeOutcomes.map(outcomeShown), agencies } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/agencies/{code}/fee-policy',
    tag,
    summary: "Decide what becomes of a rejected case's fee",
    description: 'It counts for rejections from now on; what was taken or given back stays so.',
    pathSchema: agencyPath,
    bodySchema: feePolicyBody,
    answers: { 200: { description: 'What counts now', schema: feePolicyAnswer } },
    handle: async ({ account, path: { code }, body, request, api }) => {
      const found = await findAgency(api.database, code);
      allow(account, 'set-fee-policy', found && { kind: 'agency' as const, agencyCode: code });
      await api.database.transaction(async (own) => {
        const before = await changeFeePolicy(own, code, body);
        const subject = `agency/${code}`;
        const told = { ...toldBy(account, request), subject, before, after: body };
        await audit(own, { ...told, action: 'fee-policy-changed' });
      });
      return { status: 200, body: { agency: code, ...body } };
    },
  }),
];
