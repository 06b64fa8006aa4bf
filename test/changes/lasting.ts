/** Members that a change sets to the time it was made, and ids of associations: they differ, and nobody minds. */
const passing = new Set([
  'AssociationId',
  'ConsumedStatefulRuleCapacity',
  'ConsumedStatelessRuleCapacity',
  'ConsumedCapacity',
  'CreationTime',
  'Id',
  'LastModifiedTime',
  'LastUpdateTimestamp',
  'LaunchTime',
  'ModificationTime',
  'NetworkAclAssociationId',
  'NetworkInterfaceAttributes',
  'RouteTableAssociationId',
  'RuleArn',
  'FlowLogId',
  'AlarmConfigurationUpdatedTimestamp',
  'AttachmentId',
  'MacAddress',
  'NetworkInterfaceId',
  'NetworkInterfaceIds',
  'PrivateIpAddress',
  'PrivateDnsName',
  'PublicIp',
  'PublicDnsName',
]);

/** A snapshot without what is passing, its lists in one order. */
export function lasting(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(lasting).map((item) => ({ item, key: JSON.stringify(item) }));
    return items.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !passing.has(key) && JSON.stringify(member) !== '{}')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, lasting(member)]),
  );
}
