import type { Text } from '../../messages/text.ts';
import type { Scope, Snapshot } from '../../snapshot/snapshot.ts';

/** What a record leads to, and why it is taken for gone. */
export interface DeadTarget {
  to: string;
  what: string;
  whatEn: string;
  because: Text;
  /** The call that shows it is not there. */
  from: string;
  /** Somebody else could make it again under the same name. */
  takeover: boolean;
}

/** `unread`: what would show it was not read. Undefined: it is there, or of no kind that is known. */
type Found = DeadTarget | 'unread' | undefined;

/** Whether a record's target is one of AWS's names or addresses that the accounts read do not have. */
export function deadTarget(snapshot: Snapshot, type: string, value: string): Found {
  const to = value
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
  return balancer(snapshot, to) ?? distribution(snapshot, to) ?? bucket(snapshot, to) ?? address(snapshot, type, to);
}

const regionOf = (snapshot: Snapshot, region: string, read: (scope: Scope) => unknown): Scope[] | undefined => {
  const scopes = snapshot.scopes.filter((s) => s.region === region);
  return scopes.length > 0 && scopes.every((s) => read(s) !== undefined) ? scopes : undefined;
};

/** `name-123.ap-northeast-2.elb.amazonaws.com`, `name-abc.elb.ap-northeast-2.amazonaws.com`. */
function balancer(snapshot: Snapshot, to: string): Found {
  const region =
    /\.([a-z0-9-]+)\.elb\.amazonaws\.com(?:\.cn)?$/.exec(to)?.[1] ??
    /\.elb\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(to)?.[1];
  if (region === undefined) return undefined;
  const scopes = regionOf(snapshot, region, (s) => s.elbv2?.LoadBalancers);
  if (scopes === undefined) return 'unread';
  if (scopes.some((s) => s.elbv2!.LoadBalancers!.some((b) => b.DNSName?.toLowerCase() === to))) return undefined;
  // Classic Load Balancers are not read; their interfaces tell of them: `ELB name`.
  const classic = /^(?:internal-)?(.+)-\d+\.[a-z0-9-]+\.elb\.amazonaws\.com(?:\.cn)?$/.exec(to)?.[1];
  if (classic !== undefined) {
    if (scopes.some((s) => s.ec2?.NetworkInterfaces === undefined)) return 'unread';
    const isIts = (n: { Description?: string }): boolean => n.Description?.toLowerCase() === `elb ${classic}`;
    if (scopes.some((s) => s.ec2!.NetworkInterfaces!.some(isIts))) return undefined;
  }
  return {
    to,
    what: '로드 밸런서',
    whatEn: 'a load balancer',
    because: {
      ko: `읽은 계정의 ${region}에 이 이름의 로드 밸런서도, Classic Load Balancer의 인터페이스도 없음`,
      en: `no load balancer of that name in ${region} of the accounts read, nor interfaces of a classic one`,
    },
    from: 'elbv2:DescribeLoadBalancers',
    // AWS puts a random number into the name: nobody can ask for it again.
    takeover: false,
  };
}

function distribution(snapshot: Snapshot, to: string): Found {
  if (!/\.cloudfront\.(net|cn)$/.test(to)) return undefined;
  const scopes = snapshot.scopes.filter((s) => s.region === 'global');
  if (scopes.length === 0 || scopes.some((s) => s.cloudfront?.Distributions === undefined)) return 'unread';
  if (scopes.some((s) => s.cloudfront!.Distributions!.some((d) => d.DomainName?.toLowerCase() === to)))
    return undefined;
  return {
    to,
    what: 'CloudFront 배포',
    whatEn: 'a CloudFront distribution',
    because: { ko: '읽은 계정에 이 배포가 없음', en: 'the accounts read have no such distribution' },
    from: 'cloudfront:ListDistributions',
    takeover: true,
  };
}

/** `name.s3-website.ap-northeast-2.amazonaws.com` and the older `s3-website-us-east-1`. */
function bucket(snapshot: Snapshot, to: string): Found {
  const name =
    /^(.+)\.s3-website[.-][a-z0-9-]+\.amazonaws\.com$/.exec(to)?.[1] ??
    /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(to)?.[1];
  if (name === undefined) return undefined;
  const scopes = snapshot.scopes.filter((s) => s.region === 'global');
  if (scopes.length === 0 || scopes.some((s) => s.s3?.Buckets === undefined)) return 'unread';
  if (scopes.some((s) => s.s3!.Buckets!.some((b) => b.Name === name))) return undefined;
  return {
    to,
    what: 'S3 버킷',
    whatEn: 'an S3 bucket',
    because: {
      ko: '읽은 계정에 이 이름의 버킷이 없음: 누구나 만들 수 있음',
      en: 'the accounts read have no bucket of that name: anybody can make it',
    },
    from: 's3:ListBuckets',
    takeover: true,
  };
}

/** `ec2-3-35-1-2.ap-northeast-2.compute.amazonaws.com`: a name with the address in it. A bare address may be anybody's. */
function address(snapshot: Snapshot, type: string, to: string): Found {
  if (type !== 'CNAME') return undefined;
  const [, ip, region = 'us-east-1'] =
    /^ec2-(\d+-\d+-\d+-\d+)\.(?:([a-z0-9-]+)\.compute|compute-1)\.amazonaws\.com$/.exec(to) ?? [];
  if (ip === undefined) return undefined;
  const scopes = regionOf(snapshot, region, (s) => s.ec2?.NetworkInterfaces && s.ec2.Addresses);
  if (scopes === undefined) return 'unread';
  const dotted = ip.replaceAll('-', '.');
  const ours = scopes.some(
    (s) =>
      s.ec2!.Addresses!.some((a) => a.PublicIp === dotted) ||
      s.ec2!.NetworkInterfaces!.some((n) => n.Association?.PublicIp === dotted),
  );
  if (ours) return undefined;
  return {
    to,
    what: 'EC2 주소',
    whatEn: 'an EC2 address',
    because: {
      ko: `${dotted}이 읽은 계정에 없음: AWS가 다른 고객에게 줄 수 있음`,
      en: `the accounts read do not have ${dotted}: AWS may give it to somebody else`,
    },
    from: 'ec2:DescribeAddresses',
    takeover: true,
  };
}
