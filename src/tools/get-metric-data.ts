import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { placeFields, placeFrom, tool } from './tool.ts';
import { windowFields, windowFrom } from './window.ts';

export default tool({
  name: 'get_metric_data',
  ...text.getMetricData,
  input: z.object({
    namespace: z.string().min(1).describe('AWS/NATGateway, AWS/ApplicationELB, AWS/TransitGateway …'),
    metric: z.string().min(1).describe('ActiveConnectionCount, UnHealthyHostCount …'),
    dimensions: z
      .record(z.string(), z.string())
      .default({})
      .describe('All dimensions of the metric: {"NatGatewayId": "nat-…"}; CloudWatch does not add them up'),
    stat: z.string().min(1).default('Average').describe('Average, Sum, Minimum, Maximum, SampleCount, p50, p99 …'),
    period: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('Seconds, a multiple of 60; chosen by the window when left out'),
    ...windowFields,
    ...placeFields,
  }),
  changes: false,
  run: async ({ namespace, metric, dimensions, stat, period, region, account, ...window }, setting) => {
    const { readMetric } = await import('../capabilities/metric-data.ts');
    return await readMetric(
      {
        ...{ namespace, metric, dimensions, stat },
        ...(period === undefined ? {} : { period }),
        ...windowFrom(window),
        ...placeFrom({ region, account }),
      },
      setting,
    );
  },
});
