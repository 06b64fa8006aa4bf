import { createHash } from 'node:crypto';

export const labAccount = '123456789012';
export const labRegion = 'ap-northeast-2';

/**
 * Ids of the workshop's account that are known from its text, and those of the region's AWS-managed prefix lists, which
 * every account has. All others are made from the resource's name.
 */
const known: Record<string, string> = {
  'vpc/Default VPC': 'vpc-070b8cd140c9847ee',
  'vpc/VPC01': 'vpc-044534627abd17533',
  'vpc/VPC02': 'vpc-00f42d3bbd6399a75',
  'vpc/DMZVPC': 'vpc-069a0792750d520b5',
  'vpc/mgmtvpc': 'vpc-068b15c200e7c9c1d',
  'i/DMZVPC-Private-A-10.11.20.101': 'i-0df8dd0d9c2f01161',
  'i/DMZVPC-Private-A-10.11.20.102': 'i-0f58eb6d6805894d5',
  'i/DMZVPC-Private-B-10.11.24.101': 'i-034ef7354a0f19042',
  'i/DMZVPC-Private-B-10.11.24.102': 'i-06ab0389cfa6b82d5',
  'pl/com.amazonaws.global.cloudfront.origin-facing': 'pl-22a6434b',
  'pl/com.amazonaws.ap-northeast-2.s3': 'pl-78a54011',
  'pl/com.amazonaws.ap-northeast-2.dynamodb': 'pl-48a54021',
};

/**
 * The id of a resource of the lab, the same on every machine: `labId('subnet', 'DMZVPC-Public-Subnet-A')`.
 * The name is the resource's Name tag, or for what has no tag a name that says whose it is
 * (`eni` / `DMZVPC-Private-A-10.11.20.101`).
 */
export function labId(prefix: string, name: string): string {
  return (
    known[`${prefix}/${name}`] ??
    `${prefix}-0${createHash('sha256').update(`${prefix}/${name}`).digest('hex').slice(0, 16)}`
  );
}

/** Like `labId`, as the bare hex part: for ARNs of balancers and target groups. */
export const labHex = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16);
