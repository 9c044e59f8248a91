import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';

// The program of the process that `bundleWorkflows` starts: it ends once it is let go.
const [, , workflowsPath = ''] = process.argv;
process.send?.(await bundleWorkflowCode({ workflowsPath, failureConverterPath }));
