import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';
import { windowFields, windowFrom } from './window.ts';

export default tool({
  name: 'analyze_nat_gateway',
  ...text.analyzeNatGateway,
  input: z.object({
    vpc: z.string().min(1).optional().describe('Only NAT gateways of this VPC, by id or name'),
    id: z.string().min(1).optional().describe('Only this NAT gateway: nat-…'),
    name: z.string().min(1).optional().describe('Only the NAT gateway of this name'),
    ...windowFields,
  }),
  changes: false,
  run: async ({ vpc, id, name, ...window }, setting) => {
    const { answerNat } = await import('../capabilities/nat.ts');
    const filter = {
      ...(vpc === undefined ? {} : { vpc }),
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
    };
    return await answerNat({ ...filter, ...windowFrom(window) }, setting);
  },
});
