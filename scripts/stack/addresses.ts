import fs from 'node:fs';
import path from 'node:path';
import { freePort } from './ports.ts';

/** The ports each server would like; where one is taken the next free one is used. */
const preferredPorts = {
  api: 8080,
  postgres: 15432,
  temporal: 7233,
  temporalUi: 8233,
  dgft: 8101,
  paymentGateway: 8102,
  mailbox: 8103,
  smtp: 8125,
  certifyingAuthority: 8104,
  phone: 8105,
};

export type Ports = Record<keyof typeof preferredPorts, number>;

/**
 * A free port for every server. With 'usual', those of the last run on this data folder come
 * first, since QR codes already printed name them; with 'any', tests keep out of everybody's way.
 */
export async function allotPorts(
  dataDir: string,
  which: 'usual' | 'any',
  wishes: Partial<Ports> = {},
): Promise<Ports> {
  const file = path.join(dataDir, 'ports.json');
  const last = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const wanted = { ...preferredPorts, ...wishes, ...last };
  const ports = { ...preferredPorts };
  for (const name of Object.keys(ports) as (keyof Ports)[]) {
    ports[name] = await freePort(which === 'usual' ? wanted[name] : undefined);
  }
  fs.writeFileSync(file, JSON.stringify(ports, null, 2));
  return ports;
}

const loopback = (port: number) => `http://127.0.0.1:${port}`;

/** Where people and programs find each part of a stack. */
export type Addresses = {
  api: string;
  publicUrl: string;
  temporal: string;
  temporalUi: string;
  dgft: string;
  paymentGateway: string;
  mailbox: string;
  smtp: string;
  phone: string;
  certifyingAuthority: string;
  timestamp: string;
};

/** The addresses that follow from the ports, or from what the user runs already. */
export function addressesOf(
  ports: Ports,
  own: { publicUrl?: string | undefined; temporal?: string | undefined },
): Addresses {
  return {
    api: loopback(ports.api),
    publicUrl: own.publicUrl ?? loopback(ports.api),
    temporal: own.temporal ?? `127.0.0.1:${ports.temporal}`,
    temporalUi: loopback(ports.temporalUi),
    dgft: loopback(ports.dgft),
    paymentGateway: loopback(ports.paymentGateway),
    mailbox: loopback(ports.mailbox),
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    phone: loopback(ports.phone),
    certifyingAuthority: loopback(ports.certifyingAuthority),
    timestamp: `${loopback(ports.certifyingAuthority)}/tsa`,
  };
}

/** The settings of the product's processes, by the names that env.ts of the project reads. */
export function productEnv(
  dataDir: string,
  databaseUrl: string,
  namespace: string,
  addresses: Addresses,
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_UI_URL: addresses.temporalUi,
    ECOO_DATA_DIR: dataDir,
    ECOO_SECRETS_DIR: path.join(dataDir, 'secrets'),
    ECOO_PUBLIC_URL: addresses.publicUrl,
    API_PORT: new URL(addresses.api).port,
    API_TRUSTED_PROXIES: 'loopback',
    DGFT_URL: addresses.dgft,
    DGFT_SIGN_IN_URL: `${addresses.dgft}/oidc`,
    PAYMENT_GATEWAY_URL: addresses.paymentGateway,
    SMTP_URL: addresses.smtp,
    SMS_URL: addresses.phone,
    SMS_API_KEY: 'ecoo',
    SMS_ENTITY_ID: '1101160000000000001',
    CERTIFYING_AUTHORITY_URL: addresses.certifyingAuthority,
    TIMESTAMP_URL: addresses.timestamp,
    TRUST_ANCHORS_FILE: path.join(dataDir, 'trust-anchors.pem'),
  };
}
