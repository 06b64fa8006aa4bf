import type { Handlers } from '../handler.ts';
import * as healthChecks from './route53/health-checks.ts';
import * as records from './route53/records.ts';
import * as zones from './route53/zones.ts';

export const reads: Handlers = { ...zones.reads, ...records.reads, ...healthChecks.reads };
