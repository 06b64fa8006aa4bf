import { type Lab, subnet, table, vpcId } from './lab.ts';
import type { Proof } from './proof.ts';

const firewall = ({ here }: Lab, name: string) =>
  here.networkfirewall!.Firewalls!.find((f) => f.Firewall.FirewallName === name)!;
const out = (lab: Lab) => firewall(lab, 'FWOUT-DMZVPC');
const idOfOut = (lab: Lab): string => out(lab).Firewall.FirewallArn!;
const policy = (lab: Lab) => lab.here.networkfirewall!.FirewallPolicies![out(lab).Firewall.FirewallPolicyArn!]!;
const idOfPolicy = (lab: Lab): string => out(lab).Firewall.FirewallPolicyArn!;
const gateway = (lab: Lab) => lab.here.ec2!.TransitGateways![0]!;

/** The workshop's group that passes everything is cut down to its alerts, and the policy drops what nothing passes. */
function tighten(lab: Lab): void {
  policy(lab).FirewallPolicy.StatefulDefaultActions = ['aws:drop_established'];
  const [strict] = policy(lab).FirewallPolicy.StatefulRuleGroupReferences!;
  const rules = lab.here.networkfirewall!.RuleGroups![strict!.ResourceArn!]!.RuleGroup.RulesSource!;
  rules.StatefulRules = rules.StatefulRules!.filter((r) => r.Action !== 'PASS');
}

const dmzAttachment = (lab: Lab) =>
  lab.here.ec2!.TransitGatewayVpcAttachments!.find((a) => a.VpcId === vpcId(lab, 'DMZVPC'))!;

export const firewalls: Record<string, Proof> = {
  NFW_ACTION_ORDER: {
    breaks: (lab) => {
      policy(lab).FirewallPolicy.StatefulEngineOptions = { RuleOrder: 'DEFAULT_ACTION_ORDER' };
    },
    resource: idOfPolicy,
    mends: (lab) => {
      policy(lab).FirewallPolicy.StatefulEngineOptions = { RuleOrder: 'STRICT_ORDER' };
    },
  },
  FIREWALL_ASYMMETRIC: {
    // VPC01 and VPC02 have a table that leads to DMZVPC's firewall, whose zones have an endpoint each, and the appliance
    // mode that keeps a flow in one zone is off.
    breaks: (lab) => {
      const { TransitGatewayRouteTableAssociations: byTable, TransitGatewayRoutes: routes } = lab.here.ec2!;
      const [[shared, associations]] = Object.entries(byTable!) as [[string, NonNullable<typeof byTable>[string]]];
      const isSpoke = (a: { ResourceId?: string }): boolean =>
        [vpcId(lab, 'VPC01'), vpcId(lab, 'VPC02')].includes(a.ResourceId ?? '');
      const spokes = 'tgw-rtb-0123456789abcdef0';
      const [first] = lab.here.ec2!.TransitGatewayRouteTables!;
      lab.here.ec2!.TransitGatewayRouteTables!.push({ ...first, TransitGatewayRouteTableId: spokes });
      byTable![spokes] = associations.filter(isSpoke);
      byTable![shared] = associations.filter((a) => !isSpoke(a));
      for (const attachment of lab.here.ec2!.TransitGatewayAttachments!)
        if (isSpoke(attachment)) attachment.Association!.TransitGatewayRouteTableId = spokes;
      routes![spokes] = routes![shared]!.filter((r) => r.DestinationCidrBlock === '0.0.0.0/0');
      dmzAttachment(lab).Options!.ApplianceModeSupport = 'disable';
    },
    resource: (lab) => firewall(lab, 'FWOUT-DMZVPC').Firewall.FirewallArn!,
    mends: (lab) => {
      dmzAttachment(lab).Options!.ApplianceModeSupport = 'enable';
    },
  },
  NFW_DELETION_PROTECTION_OFF: {
    resource: idOfOut,
    mends: (lab) => {
      out(lab).Firewall.DeleteProtection = true;
      out(lab).Firewall.SubnetChangeProtection = true;
    },
  },
  TGW_EAST_WEST_UNINSPECTED: {
    resource: (lab) => gateway(lab).TransitGatewayId!,
    mends: (lab) => {
      // Nobody but DMZVPC is left on it.
      for (const all of Object.values(lab.here.ec2!.TransitGatewayRoutes!)) all.splice(0);
    },
  },
  IGW_INGRESS_PAST_FIREWALL: {
    resource: (lab) => subnet(lab, 'DMZVPC-Private-Subnet-B').SubnetId!,
    mends: (lab) => {
      for (const n of lab.here.ec2!.NetworkInterfaces!)
        if (n.SubnetId === subnet(lab, 'DMZVPC-Private-Subnet-B').SubnetId) {
          delete n.Association;
          for (const a of n.PrivateIpAddresses ?? []) delete a.Association;
        }
    },
  },
  VPC_INTERNET_UNINSPECTED: {
    resource: (lab) => vpcId(lab, 'mgmtvpc'),
    mends: (lab) => {
      for (const l of lab.here.ec2!.InternetGateways!)
        if (l.Attachments?.[0]?.VpcId === vpcId(lab, 'mgmtvpc')) l.Attachments = [];
    },
  },
  NFW_LOGGING_OFF: {
    breaks: (lab) => {
      lab.here.networkfirewall!.LoggingConfigurations![idOfOut(lab)] = { LogDestinationConfigs: [] };
    },
    resource: idOfOut,
    mends: (lab) => {
      lab.here.networkfirewall!.LoggingConfigurations![idOfOut(lab)] = {
        LogDestinationConfigs: [
          { LogType: 'FLOW', LogDestinationType: 'CloudWatchLogs', LogDestination: { logGroup: '/nfw' } },
          { LogType: 'ALERT', LogDestinationType: 'CloudWatchLogs', LogDestination: { logGroup: '/nfw' } },
        ],
      };
    },
  },
  NFW_NO_DEFAULT_DROP: { resource: idOfOut, mends: tighten },
  NFW_PASSES_EVERYTHING: { resource: idOfOut, mends: tighten },
  FIREWALL_RETURN_BYPASSED: {
    resource: (lab) => table(lab, 'DMZVPC-NATGW-A-RT').RouteTableId!,
  },
  NFW_RULE_SHADOWED: { resource: idOfOut, mends: tighten },
  NFW_SINGLE_ZONE: {
    breaks: (lab) => {
      const { Firewall, FirewallStatus } = out(lab);
      Firewall.SubnetMappings = Firewall.SubnetMappings!.slice(0, 1);
      delete FirewallStatus!.SyncStates!['ap-northeast-2b'];
    },
    resource: idOfOut,
    mends: (lab) => {
      const b = subnet(lab, 'DMZVPC-FWOUT-Subnet-B').SubnetId!;
      out(lab).Firewall.SubnetMappings!.push({ SubnetId: b });
      out(lab).FirewallStatus!.SyncStates!['ap-northeast-2b'] = {
        Attachment: { SubnetId: b, EndpointId: 'vpce-0123456789abcdef0', Status: 'READY' },
      };
    },
  },
  NFW_STATELESS_PASSES: {
    breaks: (lab) => {
      policy(lab).FirewallPolicy.StatelessDefaultActions = ['aws:pass'];
    },
    resource: idOfPolicy,
    mends: (lab) => {
      policy(lab).FirewallPolicy.StatelessDefaultActions = ['aws:forward_to_sfe'];
    },
  },
};
