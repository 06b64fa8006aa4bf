import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

const party = 'a VPC by id or name, internet, or on-premises; all when left out';

export default tool({
  name: 'find_exposure',
  ...text.findExposure,
  input: z.object({
    from: z.string().min(1).optional().describe(`Only from ${party}`),
    to: z.string().min(1).optional().describe(`Only to ${party}`),
  }),
  changes: false,
  run: async ({ from, to }, setting) => {
    const { answerExposure } = await import('../capabilities/exposure.ts');
    return await answerExposure(
      { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      setting,
    );
  },
});
