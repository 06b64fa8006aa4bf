import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { placeFields, placeFrom, tool } from './tool.ts';

/** Members by which AWS says that there is more. */
const nextPage = /^(next_?(continuation_?)?(token|marker|page|record\w*)|is_?truncated)$/i;

export default tool({
  name: 'call_aws',
  ...text.callAws,
  input: z.object({
    service: z.string().min(1).describe('ec2, elbv2, route53, cloudwatch, logs, networkfirewall, directconnect …'),
    operation: z.string().min(1).describe('DescribeVpcs or describe-vpcs'),
    parameters: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('The operation\'s input as the API has it: {"VpcIds": ["vpc-…"]}'),
    ...placeFields,
  }),
  changes: true,
  run: async ({ service, operation, parameters, region, account }, setting) => {
    const { namedCall, readCall } = await import('../capabilities/aws-call.ts');
    const { callAnswered } = await import('../messages/aws-calls.ts');
    const asked = { service, operation, input: parameters, ...placeFrom({ region, account }) };
    const named = await namedCall(asked);
    if (named.nature === 'changes') {
      const { answerCalls } = await import('../capabilities/change.ts');
      const call = { service: named.service, operation: named.operation, input: parameters };
      return await answerCalls({ calls: [call], ...(region === undefined ? {} : { region }) }, setting);
    }
    const made = await readCall(asked, setting.source, setting.signal);
    const more = Object.entries(made.output).some(([key, value]) => nextPage.test(key) && value !== false);
    const data = { service: made.service, operation: made.operation, region: made.region, output: made.output };
    return { says: callAnswered(`${made.service}:${made.operation}`, made.region, more), data };
  },
});
