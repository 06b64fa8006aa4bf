import analyzeNatGateway from './analyze-nat-gateway.ts';
import analyzeNetwork from './analyze-network.ts';
import applyChange from './apply-change.ts';
import auditSecurity from './audit-security.ts';
import callAws from './call-aws.ts';
import diagnoseLoadBalancer from './diagnose-load-balancer.ts';
import estimateCost from './estimate-cost.ts';
import executeLogInsightsQuery from './execute-log-insights-query.ts';
import findExposure from './find-exposure.ts';
import getMetricData from './get-metric-data.ts';
import snapshotDiff from './snapshot-diff.ts';
import snapshotList from './snapshot-list.ts';
import snapshotSave from './snapshot-save.ts';
import type { Tool } from './tool.ts';
import tracePath from './trace-path.ts';

/** Every tool, in the order in which they are listed. Declaring them loads nothing that they work with. */
export const tools = [
  analyzeNetwork,
  tracePath,
  findExposure,
  diagnoseLoadBalancer,
  analyzeNatGateway,
  auditSecurity,
  estimateCost,
  getMetricData,
  executeLogInsightsQuery,
  callAws,
  applyChange,
  snapshotSave,
  snapshotList,
  snapshotDiff,
] as unknown as readonly Tool[];
