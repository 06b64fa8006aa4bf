import diagnoseLoadBalancer from './diagnose-load-balancer.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which they are listed. */
export const tools: readonly Tool[] = [diagnoseLoadBalancer as unknown as Tool];
