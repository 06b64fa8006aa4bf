import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';
import { windowFields, windowFrom } from './window.ts';

export default tool({
  name: 'estimate_cost',
  ...text.estimateCost,
  input: z.object(windowFields),
  changes: false,
  run: async (window, setting) => {
    const { answerCost } = await import('../capabilities/cost.ts');
    return await answerCost(windowFrom(window), setting);
  },
});
