import { z } from 'zod';
import type { WindowAsked } from '../capabilities/window.ts';

/** The fields of a tool that looks at a stretch of time. The last 24 hours when neither is given. */
export const windowFields = {
  since: z.iso.datetime({ offset: true }).optional().describe('Start of the window, ISO 8601 with offset'),
  until: z.iso.datetime({ offset: true }).optional().describe('End of the window; now when left out'),
};

export const windowFrom = ({ since, until }: { since?: string; until?: string }): WindowAsked => ({
  ...(since === undefined ? {} : { since: new Date(since) }),
  ...(until === undefined ? {} : { until: new Date(until) }),
});
