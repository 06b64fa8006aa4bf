import { partitionOf } from '../partition.ts';
import type { World } from '../world.ts';

/** `arn:aws:ec2:ap-northeast-2:123456789012:security-group/sg-…` */
export const ec2Arn = (world: World, type: string, id: string): string =>
  `arn:${partitionOf(world)}:ec2:${world.region}:${world.account}:${type}/${id}`;
