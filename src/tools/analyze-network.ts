import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

export default tool({
  name: 'analyze_network',
  ...text.analyzeNetwork,
  input: z.object({}),
  changes: false,
  run: async (_, setting) => {
    const { answerAnalyze } = await import('../capabilities/analyze.ts');
    return await answerAnalyze(setting);
  },
});
