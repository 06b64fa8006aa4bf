import { allow, balancer, group, type Lab } from './lab.ts';
import type { Proof } from './proof.ts';

const shop = (lab: Lab) => balancer(lab, 'DMZVPC-alb1');
const idOfShop = (lab: Lab): string => shop(lab).LoadBalancerArn!;
const office = (lab: Lab) => balancer(lab, 'mgmtvpc-alb');
const listener = (lab: Lab) => lab.here.elbv2!.Listeners![idOfShop(lab)]![0]!;

function attribute(lab: Lab, key: string, value: string): void {
  const all = lab.here.elbv2!.LoadBalancerAttributes![idOfShop(lab)]!;
  const found = all.find((a) => a.Key === key);
  if (found === undefined) all.push({ Key: key, Value: value });
  else found.Value = value;
}

/** An HTTPS listener beside the lab's HTTP one. */
const secure = (lab: Lab, SslPolicy: string): void => {
  lab.here.elbv2!.Listeners![idOfShop(lab)]!.push({
    ...structuredClone(listener(lab)),
    ListenerArn: `${listener(lab).ListenerArn}-https`,
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy,
    Certificates: [{ CertificateArn: certificateArn }],
  });
};

const certificateArn = 'arn:aws:acm:ap-northeast-2:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000001';

const certificate = (lab: Lab, NotAfter: string): void => {
  lab.at.acm = {
    Certificates: [
      { CertificateArn: certificateArn, DomainName: 'shop.lab.example', NotAfter, InUseBy: [idOfShop(lab)] },
    ],
  };
};

export const balancers: Record<string, Proof> = {
  LB_BYPASSES_CLOUDFRONT: {
    breaks: (lab) => {
      allow(group(lab, 'mgmtvpc', 'ALBSecurityGroup'), 'tcp', 80, '0.0.0.0/0');
      for (const l of lab.here.elbv2!.Listeners![office(lab).LoadBalancerArn!]!) {
        l.DefaultActions = [{ Type: 'forward', TargetGroupArn: lab.here.elbv2!.TargetGroups![0]!.TargetGroupArn! }];
        lab.here.elbv2!.Rules![l.ListenerArn!] = [];
      }
    },
    resource: (lab) => office(lab).LoadBalancerArn!,
    mends: (lab) => {
      const groups = group(lab, 'mgmtvpc', 'ALBSecurityGroup');
      groups.IpPermissions = groups.IpPermissions!.slice(0, -1);
    },
  },
  ACM_CERTIFICATE_EXPIRING: {
    breaks: (lab) => certificate(lab, '2026-12-01T00:00:00.000Z'),
    resource: () => certificateArn,
    mends: (lab) => certificate(lab, '2027-12-01T00:00:00.000Z'),
  },
  LB_DELETION_PROTECTION_OFF: { resource: idOfShop },
  LB_DESYNC_MONITOR: {
    breaks: (lab) => attribute(lab, 'routing.http.desync_mitigation_mode', 'monitor'),
    resource: idOfShop,
  },
  LB_INVALID_HEADERS_KEPT: { resource: idOfShop },
  LB_NO_ACCESS_LOGS: {
    resource: idOfShop,
    mends: (lab) => attribute(lab, 'access_logs.s3.enabled', 'true'),
  },
  LB_NO_HTTPS: {
    resource: idOfShop,
    mends: (lab) => secure(lab, 'ELBSecurityPolicy-TLS13-1-2-2021-06'),
  },
  LB_NO_REDIRECT: {
    breaks: (lab) => secure(lab, 'ELBSecurityPolicy-TLS13-1-2-2021-06'),
    resource: idOfShop,
  },
  LB_NO_WAF: {
    breaks: (lab) => {
      lab.here.wafv2 = { ...lab.here.wafv2, WebACLs: [], ResourceArns: {} };
    },
    resource: idOfShop,
    mends: (lab) => {
      lab.here.wafv2!.ResourceArns = { 'arn:aws:wafv2:acl': [idOfShop(lab)] };
    },
  },
  LB_OLD_TLS: {
    breaks: (lab) => secure(lab, 'ELBSecurityPolicy-2016-08'),
    resource: idOfShop,
  },
  LB_PUBLIC_WITHOUT_NEED: {
    breaks: (lab) => {
      group(lab, 'DMZVPC', 'ALBSecurityGroup').IpPermissions = [];
    },
    resource: idOfShop,
    mends: (lab) => allow(group(lab, 'DMZVPC', 'ALBSecurityGroup'), 'tcp', 80, '0.0.0.0/0'),
  },
};
