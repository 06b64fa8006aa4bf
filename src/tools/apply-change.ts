import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

export default tool({
  name: 'apply_change',
  ...text.applyChange,
  input: z.object({
    change: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(2)])
      .describe(
        'A sentence ("stop instance DMZVPC-Private-A-10.11.20.101", Korean or English), or the words of an exact form: ["open-port", "sg-…", "443", "10.0.0.0/8"]',
      ),
    preview_only: z.boolean().default(false).describe('Only say what it would do; AWS is asked whether it is allowed'),
    wait_for_targets: z.boolean().default(false).describe('Also wait until the targets concerned are healthy'),
  }),
  changes: true,
  run: async ({ change, preview_only, wait_for_targets }, setting) => {
    const { answerChange } = await import('../capabilities/change.ts');
    const words = typeof change === 'string' ? [change] : change;
    return await answerChange({ words, dryRun: preview_only, wait: wait_for_targets }, setting);
  },
});
