import { readSimulatorsEnv } from './env.ts';
import { startSimulators } from './start.ts';

const env = readSimulatorsEnv();
const { addresses, stop } = await startSimulators({
  dataDir: env.SIMULATORS_DATA_DIR,
  dgftApiKey: env.DGFT_API_KEY,
  smsApiKey: env.SMS_API_KEY,
  ports: {
    dgft: env.DGFT_PORT,
    paymentGateway: env.PAYMENT_GATEWAY_PORT,
    mailbox: env.MAILBOX_PORT,
    smtp: env.MAILBOX_SMTP_PORT,
    phone: env.PHONE_PORT,
    certifyingAuthority: env.CERTIFYING_AUTHORITY_PORT,
  },
});
console.log(JSON.stringify({ ready: true, ...addresses }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => stop().then(() => process.exit(0)));
}
