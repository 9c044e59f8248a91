import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';

// The program of the process that `bundleWorkflows` starts: it ends once it is let go.
const [, , workflowsPath = ''] = process.argv;
// Each run would load every module anew. They keep nothing of a run, so that all runs can share them.
const preloadModules = [workflowsPath];
process.send?.(await bundleWorkflowCode({ workflowsPath, failureConverterPath, preloadModules }));
