import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** As much of a Compose service as the tests look at. */
export type ComposeService = {
  image: string;
  user?: string;
  command?: string[];
  profiles?: string[];
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  secrets?: string[];
  configs?: (string | { source: string })[];
  volumes?: string[];
  stop_grace_period?: string;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
};

export type ComposeFile = {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
  configs: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
};

const file = new URL('../docker-compose.yml', import.meta.url);

export const composeText = readFileSync(file, 'utf8');

/** docker-compose.yml with its merge keys resolved; variables stand as they are written. */
export const readCompose = (): ComposeFile => parse(composeText, { merge: true });
