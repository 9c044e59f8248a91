export { cooApplication } from './coo-application/workflow.ts';
