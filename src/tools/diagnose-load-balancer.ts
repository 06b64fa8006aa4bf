import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';
import { windowFields, windowFrom } from './window.ts';

export default tool({
  name: 'diagnose_load_balancer',
  ...text.diagnoseLoadBalancer,
  input: z.object({
    name: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Name, ARN or DNS name of a balancer, name or ARN of a target group, or id, name or address of a target; all when left out',
      ),
    ...windowFields,
  }),
  changes: false,
  run: async ({ name, ...window }, setting) => {
    const { answerLb } = await import('../capabilities/lb.ts');
    return await answerLb({ ...(name === undefined ? {} : { name }), ...windowFrom(window) }, setting);
  },
});
