import { z } from 'zod';
import { answerLb } from '../capabilities/lb.ts';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';
import { windowFields, windowFrom } from './window.ts';

export default tool({
  name: 'diagnose_load_balancer',
  ...text.diagnoseLoadBalancer,
  input: z.object({
    name: z.string().min(1).optional().describe('Name, ARN or id of a balancer or target group; all when left out'),
    ...windowFields,
  }),
  changes: false,
  run: async ({ name, ...window }, setting) =>
    await answerLb({ ...(name === undefined ? {} : { name }), ...windowFrom(window) }, setting),
});
