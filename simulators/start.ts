import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trustAnchorPem } from './certifying-authority/authority.ts';
import { startCertifyingAuthority } from './certifying-authority/server.ts';
import { startDgft } from './dgft/server.ts';
import { startMailbox } from './mailbox/server.ts';
import { startPaymentGateway } from './payment-gateway/server.ts';
import { startPhone } from './phone/server.ts';

/** Where each simulator listens, and the root certificates that its users must trust. */
export type SimulatorAddresses = {
  dgft: string;
  paymentGateway: string;
  mailbox: string;
  smtp: string;
  phone: string;
  certifyingAuthority: string;
  trustAnchors: string;
};

export type SimulatorSettings = {
  dataDir: string;
  dgftApiKey: string;
  smsApiKey: string;
  ports: Record<Exclude<keyof SimulatorAddresses, 'trustAnchors'>, number>;
};

/** Starts every simulator in this process; their state is kept under `dataDir`. */
export async function startSimulators({
  dataDir,
  dgftApiKey,
  smsApiKey,
  ports,
}: SimulatorSettings): Promise<{ addresses: SimulatorAddresses; stop: () => Promise<void> }> {
  await mkdir(dataDir, { recursive: true });
  const [dgft, paymentGateway, mailbox, phone, authority] = await Promise.all([
    startDgft({ dataDir: join(dataDir, 'dgft'), port: ports.dgft, apiKey: dgftApiKey }),
    startPaymentGateway({
      dataDir: join(dataDir, 'payment-gateway'),
      port: ports.paymentGateway,
    }),
    startMailbox({
      dataDir: join(dataDir, 'mailbox'),
      smtpPort: ports.smtp,
      port: ports.mailbox,
    }),
    startPhone({ dataDir: join(dataDir, 'phone'), port: ports.phone, apiKey: smsApiKey }),
    startCertifyingAuthority({ dataDir, port: ports.certifyingAuthority }),
  ]);
  const trustAnchors = join(dataDir, 'trust-anchors.pem');
  await writeFile(`${trustAnchors}.new`, trustAnchorPem(authority.authority));
  await rename(`${trustAnchors}.new`, trustAnchors);
  const running = [dgft, paymentGateway, mailbox, phone, authority];
  return {
    addresses: {
      dgft: dgft.url,
      paymentGateway: paymentGateway.url,
      mailbox: mailbox.url,
      smtp: mailbox.smtpUrl,
      phone: phone.url,
      certifyingAuthority: authority.url,
      trustAnchors,
    },
    stop: async () => {
      await Promise.all(running.map((simulator) => simulator.stop()));
    },
  };
}
