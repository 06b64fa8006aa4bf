import { fits, isObject, kindOf, serviceNames } from './keys.ts';
import type { ServiceName } from './snapshot.ts';

/** What a part of an output is, in a snapshot's terms. */
export type Piece =
  | { kind: 'list'; service: ServiceName; key: string; global: boolean; items: unknown[] }
  | { kind: 'value'; service: ServiceName; key: string; global: boolean; value: unknown }
  | {
      kind: 'by-parent';
      service: ServiceName;
      key: string;
      global: boolean;
      value: unknown;
      /** Undefined: neither the answer nor the file's name tells. */
      parent: string | undefined;
      /** The parents that there are, in the service's data. */
      parents(data: Record<string, unknown>): string[];
    }
  | { kind: 'caller'; account: string; arn: string };

type Json = Record<string, unknown>;

/** Lists that commands print in another form than a snapshot keeps: they are taken up one by one. */
const printedOtherwise = new Set(['Firewalls', 'WebACLs', 'Tags', 'Trails', 'Certificates', 'Domains']);

/** Services whose answers belong to the account rather than to a region. */
const globalServices = new Set<ServiceName>(['route53', 'route53domains', 'cloudfront', 'shield', 'iam', 's3']);
const globalKeys = new Set([
  'directConnectGateways',
  'directConnectGatewayAssociations',
  'directConnectGatewayAttachments',
]);
const isGlobal = (service: ServiceName, key: string): boolean => globalServices.has(service) || globalKeys.has(key);

/** The pieces of one output; none when nobody understands it. `given` is the parent that a wrapping named. */
export function pieces(output: unknown, path: string, given?: string): Piece[] {
  if (!isObject(output)) return [];
  const found = [...special(output, path, given), ...plain(output)];
  if (found.length > 0) return found;
  // { "<id or ARN>": <output>, … }: outputs of one call for several parents, put together by hand.
  const wrapped = Object.entries(output);
  return wrapped.flatMap(([id, inner]) => (looksLikeId(id) ? pieces(inner, path, id) : []));
}

const looksLikeId = (name: string): boolean => /^arn:|^[a-z]+(-[a-z]+)*-[\da-f]{8,}$|^Z[A-Z\d]{8,}$/.test(name);

/** Members that are kept just as the command prints them. */
function plain(output: Json): Piece[] {
  const found: Piece[] = [];
  for (const [key, value] of Object.entries(output)) {
    for (const service of serviceNames) {
      const kind = kindOf(service, key);
      if (kind === undefined || printedOtherwise.has(key) || !fits(value, kind)) continue;
      const global = isGlobal(service, key);
      if (kind === 'list') found.push({ kind, service, key, global, items: value as unknown[] });
      else if (kind === 'value') found.push({ kind, service, key, global, value });
      else {
        for (const [parent, inner] of Object.entries(value as Json)) {
          found.push({ kind, service, key, global, value: inner, parent, parents: () => [] });
        }
      }
      break;
    }
  }
  return found;
}

/** Answers that a snapshot keeps in another place, or by a parent that has to be found. */
function special(output: Json, path: string, given: string | undefined): Piece[] {
  const found: Piece[] = [];
  const list = (service: ServiceName, key: string, items: unknown[]): void => {
    found.push({ kind: 'list', service, key, global: isGlobal(service, key), items });
  };
  const child = (
    service: ServiceName,
    key: string,
    value: unknown,
    parent: string | undefined,
    parents: (data: Json) => string[] = () => [],
  ): void => {
    found.push({
      kind: 'by-parent',
      service,
      key,
      global: isGlobal(service, key),
      value,
      parent: parent ?? given,
      parents,
    });
  };
  const grouped = (service: ServiceName, key: string, items: Json[], parentOf: (item: Json) => unknown): void => {
    for (const item of items) {
      const parent = parentOf(item);
      if (typeof parent === 'string') child(service, key, [item], parent);
    }
  };
  const inName = (pattern: RegExp): string | undefined => pattern.exec(path)?.[0];
  const { items, object, string } = membersOf(output);

  if (string('Account') !== undefined && string('Arn') !== undefined && string('UserId') !== undefined) {
    found.push({ kind: 'caller', account: string('Account')!, arn: string('Arn')! });
  }

  // EC2
  const vpcId = string('VpcId');
  const attributes = Object.fromEntries(
    ['EnableDnsSupport', 'EnableDnsHostnames', 'EnableNetworkAddressUsageMetrics'].flatMap((name) => {
      const value = object(name)?.Value;
      return typeof value === 'boolean' ? [[name, value]] : [];
    }),
  );
  if (vpcId !== undefined && Object.keys(attributes).length > 0) child('ec2', 'VpcAttributes', attributes, vpcId);
  const eni = string('NetworkInterfaceId');
  if (eni !== undefined && typeof output.AssociatePublicIpAddress === 'boolean') {
    child('ec2', 'NetworkInterfaceAttributes', { AssociatePublicIpAddress: output.AssociatePublicIpAddress }, eni);
  }
  const principals = items('AllowedPrincipals');
  if (principals) {
    const service =
      principals.find((p) => typeof p.ServiceId === 'string')?.ServiceId ?? inName(/vpce-svc-[\da-f]{8,17}/);
    child('ec2', 'VpcEndpointServicePermissions', principals, text(service), (data) =>
      idsOf(data.ServiceConfigurations, 'ServiceId'),
    );
  }
  const defaults = object('AccountLevel');
  if (defaults) {
    found.push({ kind: 'value', service: 'ec2', key: 'InstanceMetadataDefaults', global: false, value: defaults });
  }
  const table = inName(/tgw-rtb-[\da-f]{8,17}/);
  const tables = (data: Json): string[] => idsOf(data.TransitGatewayRouteTables, 'TransitGatewayRouteTableId');
  const associations = items('Associations');
  if (associations?.every((a) => typeof a.TransitGatewayAttachmentId === 'string')) {
    child('ec2', 'TransitGatewayRouteTableAssociations', associations, table, tables);
  }
  const propagations = items('TransitGatewayRouteTablePropagations');
  if (propagations) child('ec2', 'TransitGatewayRouteTablePropagations', propagations, table, tables);
  const routes = items('Routes');
  if (routes && ('AdditionalRoutesAvailable' in output || routes.some((r) => 'TransitGatewayAttachments' in r))) {
    child('ec2', 'TransitGatewayRoutes', routes, table, tables);
  }
  grouped(
    'ec2',
    'TransitGatewayPrefixListReferences',
    items('TransitGatewayPrefixListReferences') ?? [],
    (r) => r.TransitGatewayRouteTableId,
  );
  const policyEntries = items('TransitGatewayPolicyTableEntries');
  if (policyEntries) child('ec2', 'TransitGatewayPolicyTableEntries', policyEntries, inName(/tgw-ptb-[\da-f]{8,17}/));
  const entries = items('Entries');
  if (entries?.every((e) => typeof e.Cidr === 'string')) {
    child('ec2', 'PrefixListEntries', entries, inName(/pl-[\da-f]{8,17}/), (data) =>
      idsOf(data.PrefixLists, 'PrefixListId'),
    );
  }

  // Elastic Load Balancing
  grouped('elbv2', 'Listeners', items('Listeners') ?? [], (l) => l.LoadBalancerArn);
  grouped('elbv2', 'Rules', items('Rules')?.filter((r) => typeof r.RuleArn === 'string') ?? [], (r) =>
    listenerOf(String(r.RuleArn)),
  );
  for (const { ResourceArn, Tags } of items('TagDescriptions') ?? []) {
    if (typeof ResourceArn === 'string') child('elbv2', 'Tags', Tags ?? [], ResourceArn);
  }
  const groups = (data: Json): string[] => idsOf(data.TargetGroups, 'TargetGroupArn');
  const targets = items('TargetHealthDescriptions');
  if (targets) child('elbv2', 'TargetHealthDescriptions', targets, string('TargetGroupArn'), named(path, groups));
  const settings = items('Attributes');
  if (settings?.every((a) => typeof a.Key === 'string') && settings.length > 0) {
    const ofGroup = settings.some(
      (a) => String(a.Key).startsWith('deregistration_delay') || String(a.Key).startsWith('stickiness'),
    );
    if (ofGroup) child('elbv2', 'TargetGroupAttributes', settings, string('TargetGroupArn'), named(path, groups));
    else {
      const balancers = (data: Json): string[] => idsOf(data.LoadBalancers, 'LoadBalancerArn');
      child('elbv2', 'LoadBalancerAttributes', settings, string('LoadBalancerArn'), named(path, balancers));
    }
  }

  // Route 53 and Resolver
  const zone = object('HostedZone');
  const zoneIdInName = inName(/(?<![A-Z\d])Z[A-Z\d]{8,}/);
  if (zone && typeof zone.Id === 'string') {
    list('route53', 'HostedZones', [zone]);
    if (items('VPCs')) child('route53', 'HostedZoneVPCs', items('VPCs'), bareZone(zone.Id));
  }
  const records = items('ResourceRecordSets');
  if (records) {
    const apex = records.find((r) => r.Type === 'SOA')?.Name;
    child('route53', 'ResourceRecordSets', records, zoneIdInName, (data) =>
      asList(data.HostedZones)
        .filter((z) => apex === undefined || z.Name === apex)
        .map((z) => bareZone(String(z.Id))),
    );
  }
  if (object('Status')?.ServeSignature !== undefined && items('KeySigningKeys')) {
    const value = { Status: object('Status'), KeySigningKeys: items('KeySigningKeys') };
    child('route53', 'DNSSEC', value, zoneIdInName, (data) =>
      asList(data.HostedZones)
        .filter((z) => !isObject(z.Config) || z.Config.PrivateZone !== true)
        .map((z) => bareZone(String(z.Id))),
    );
  }
  const observations = items('HealthCheckObservations');
  if (observations) {
    child('route53', 'HealthCheckObservations', observations, inName(/[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/), (data) =>
      idsOf(data.HealthChecks, 'Id'),
    );
  }
  const addresses = items('IpAddresses');
  if (addresses?.every((a) => typeof a.IpId === 'string')) {
    child('route53resolver', 'IpAddresses', addresses, inName(/rslvr-(in|out)-[\da-f]{8,17}/), (data) =>
      idsOf(data.ResolverEndpoints, 'Id'),
    );
  }
  grouped('route53resolver', 'FirewallRules', items('FirewallRules') ?? [], (r) => r.FirewallRuleGroupId);
  const registered = items('Domains');
  // Without a domain, list-domains prints what list-firewall-domains prints: then the file's name tells.
  const told = registered?.length === 0 ? /route53domains|registered/i.test(path) : registered !== undefined;
  if (told) list('route53domains', 'Domains', registered!);
  else if (Array.isArray(output.Domains)) {
    child('route53resolver', 'FirewallDomains', output.Domains, inName(/rslvr-fdl-[\da-f]{8,17}/), (data) =>
      idsOf(data.FirewallDomainLists, 'Id'),
    );
  }

  // Direct Connect
  for (const key of ['directConnectGatewayAssociations', 'directConnectGatewayAttachments']) {
    grouped('directconnect', key, items(key) ?? [], (a) => a.directConnectGatewayId);
  }

  // Network Firewall
  const firewall = object('Firewall');
  if (firewall) {
    const status = object('FirewallStatus');
    list('networkfirewall', 'Firewalls', [{ Firewall: firewall, ...(status ? { FirewallStatus: status } : {}) }]);
  }
  const described = items('Firewalls')?.filter((f) => isObject(f.Firewall)) ?? [];
  if (described.length > 0) list('networkfirewall', 'Firewalls', described);
  const policyResponse = object('FirewallPolicyResponse');
  if (policyResponse && object('FirewallPolicy')) {
    const value = { FirewallPolicy: object('FirewallPolicy'), FirewallPolicyResponse: policyResponse };
    child('networkfirewall', 'FirewallPolicies', value, text(policyResponse.FirewallPolicyArn));
  }
  const groupResponse = object('RuleGroupResponse');
  if (groupResponse && object('RuleGroup')) {
    const value = { RuleGroup: object('RuleGroup'), RuleGroupResponse: groupResponse };
    child('networkfirewall', 'RuleGroups', value, text(groupResponse.RuleGroupArn));
  }
  if (string('FirewallArn') !== undefined && object('LoggingConfiguration')) {
    child('networkfirewall', 'LoggingConfigurations', object('LoggingConfiguration'), string('FirewallArn'));
  }

  // The rest
  const distributions = object('DistributionList');
  if (distributions) list('cloudfront', 'Distributions', asList(distributions.Items));
  const distribution = object('Distribution') ?? output;
  if (isObject(distribution.DistributionConfig)) {
    const id = text(distribution.Id) ?? inName(/(?<![A-Z\d])E[A-Z\d]{12,13}(?![A-Z\d])/);
    child('cloudfront', 'DistributionConfigs', distribution.DistributionConfig, id, (data) =>
      idsOf(data.Distributions, 'Id'),
    );
  }
  const certificate = object('Certificate');
  if (certificate && typeof certificate.CertificateArn === 'string') list('acm', 'Certificates', [certificate]);
  // A listener prints a list of the same name, with the ARNs alone.
  const certificates = items('Certificates')?.filter((c) => 'DomainName' in c) ?? [];
  if (certificates.length > 0) list('acm', 'Certificates', certificates);
  const statuses = items('ConfigurationRecordersStatus');
  if (statuses) list('configservice', 'ConfigurationRecorderStatuses', statuses);
  const trails = items('trailList') ?? items('Trails')?.filter((t) => 'S3BucketName' in t);
  // list-trails prints names alone.
  if (trails !== undefined && (trails.length > 0 || 'trailList' in output)) list('cloudtrail', 'Trails', trails);
  const trailsNamed = (data: Json): string[] => {
    const all = asList(data.Trails);
    const inPath = all.filter((t) => path.includes(String(t.Name)));
    return idsOf(inPath.length > 0 ? inPath : all, 'TrailARN');
  };
  if (typeof output.IsLogging === 'boolean') child('cloudtrail', 'TrailStatuses', output, undefined, trailsNamed);
  if (items('EventSelectors') ?? items('AdvancedEventSelectors')) {
    const { TrailARN: _, ...selectors } = output;
    child('cloudtrail', 'TrailEventSelectors', selectors, string('TrailARN'), trailsNamed);
  }
  const detectorOf = (f: Json): unknown => (isObject(f.Service) ? f.Service.DetectorId : undefined);
  grouped('guardduty', 'Findings', items('Findings') ?? [], detectorOf);
  const webAcl = object('WebACL');
  if (webAcl) list('wafv2', 'WebACLs', [webAcl]);
  // list-web-acls and list-firewalls print names alone: what matters is in the other outputs.
  const complete = items('WebACLs')?.filter((acl) => 'DefaultAction' in acl) ?? [];
  if (complete.length > 0) list('wafv2', 'WebACLs', complete);
  if (items('LoggingConfigurations')) list('wafv2', 'LoggingConfigurations', items('LoggingConfigurations')!);
  if (string('ReportFormat') === 'text/csv' && string('Content') !== undefined) {
    const value = Buffer.from(string('Content')!, 'base64').toString('utf8');
    found.push({ kind: 'value', service: 'iam', key: 'CredentialReport', global: true, value });
  }
  if (string('ServiceRole') !== undefined && string('FindingPublishingFrequency') !== undefined) {
    child('guardduty', 'Detectors', output, inName(/[\da-f]{32}/), (data) =>
      Array.isArray(data.DetectorIds) ? data.DetectorIds.map(String) : [],
    );
  }
  return found;
}

function membersOf(output: Json) {
  return {
    /** A member that is a list of objects. */
    items: (key: string): Json[] | undefined => {
      const value = output[key];
      return Array.isArray(value) && value.every(isObject) ? value : undefined;
    },
    object: (key: string): Json | undefined => {
      const value = output[key];
      return isObject(value) ? value : undefined;
    },
    string: (key: string): string | undefined => text(output[key]),
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const idsOf = (list: unknown, member: string): string[] => asList(list).flatMap((item) => text(item[member]) ?? []);

/** Those parents whose name is in the file's name; all of them when none is. */
const named =
  (path: string, parents: (data: Json) => string[]) =>
  (data: Json): string[] => {
    const all = parents(data);
    // arn:…:targetgroup/NAME/hash, arn:…:loadbalancer/app/NAME/hash
    const inName = all.filter((arn) => path.includes(arn.split('/').at(-2) ?? arn));
    return inName.length > 0 ? inName : all;
  };

const bareZone = (id: string): string => id.replace('/hostedzone/', '');

/** arn:…:listener-rule/app/NAME/lb/listener/rule → arn:…:listener/app/NAME/lb/listener */
const listenerOf = (ruleArn: string): string =>
  ruleArn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
