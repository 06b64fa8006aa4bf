import { AwsError } from '../../changes/world.ts';
import type { Handler, Handlers, LabCall } from '../handler.ts';
import { describeAlarms, describeAlarmsForMetric } from './cloudwatch/alarms.ts';
import { getMetricData } from './cloudwatch/get-metric-data.ts';
import { getMetricStatistics } from './cloudwatch/get-metric-statistics.ts';
import { listMetrics } from './cloudwatch/list-metrics.ts';

function listTagsForResource(call: LabCall, { ResourceARN }: { ResourceARN: string }) {
  if (!call.here.cloudwatch?.MetricAlarms?.some((alarm) => alarm.AlarmArn === ResourceARN)) {
    throw new AwsError('ResourceNotFoundException', `Resource ${ResourceARN} does not exist.`);
  }
  return { Tags: [] };
}

/** CloudWatch's reading operations. The lab keeps no history of alarms, no dashboards and no anomaly detectors. */
export const reads: Handlers = {
  GetMetricData: getMetricData as Handler,
  GetMetricStatistics: getMetricStatistics as Handler,
  ListMetrics: listMetrics as Handler,
  DescribeAlarms: describeAlarms as Handler,
  DescribeAlarmsForMetric: describeAlarmsForMetric as Handler,
  DescribeAlarmHistory: () => ({ AlarmHistoryItems: [] }),
  DescribeAnomalyDetectors: () => ({ AnomalyDetectors: [] }),
  ListDashboards: () => ({ DashboardEntries: [] }),
  ListTagsForResource: listTagsForResource as Handler,
};
