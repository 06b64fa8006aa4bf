import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { placeFields, placeFrom, tool } from './tool.ts';
import { windowFields, windowFrom } from './window.ts';

export default tool({
  name: 'execute_log_insights_query',
  ...text.executeLogInsightsQuery,
  input: z.object({
    log_group: z.string().min(1).describe('Name of a log group: /aws/network-firewall/…, one of VPC flow logs …'),
    query: z
      .string()
      .min(1)
      .max(10_000)
      .describe('In the language of CloudWatch Logs Insights: fields @timestamp, @message | filter … | stats … by …'),
    limit: z.number().int().min(1).max(1_000).default(100).describe('Rows at most, when the query has no limit itself'),
    ...windowFields,
    since: windowFields.since.describe('Start of the window, ISO 8601 with offset; the last hour when left out'),
    ...placeFields,
  }),
  changes: false,
  run: async ({ log_group, query, limit, region, account, ...window }, setting) => {
    const { queryLogs } = await import('../capabilities/log-query.ts');
    const asked = { logGroup: log_group, query, limit, ...windowFrom(window), ...placeFrom({ region, account }) };
    return await queryLogs(asked, setting);
  },
});
