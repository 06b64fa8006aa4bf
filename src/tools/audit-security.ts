import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

export default tool({
  name: 'audit_security',
  ...text.auditSecurity,
  input: z.object({
    compare_with_last: z.boolean().optional().describe('Also say what is new and what is gone since the audit before'),
  }),
  changes: false,
  run: async ({ compare_with_last }, setting) => {
    const { answerSecurity } = await import('../capabilities/security.ts');
    return await answerSecurity(compare_with_last === true ? { compare: 'last' } : {}, setting);
  },
});
