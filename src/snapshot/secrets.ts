import type { VirtualInterface } from '@aws-sdk/client-direct-connect';
import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { Saved } from './snapshot.ts';

/*
 * AWS answers some keys in plain text. Nothing here needs them, and a snapshot is a file: they are left out before
 * anything else sees them.
 */

/** A VPN connection without its tunnels' pre-shared keys, which AWS answers twice. */
export function withoutPreSharedKeys(connection: Saved<VpnConnection>): Saved<VpnConnection> {
  const { CustomerGatewayConfiguration: _, Options, ...rest } = connection;
  if (Options === undefined) return rest;
  const TunnelOptions = Options.TunnelOptions?.map(({ PreSharedKey: _key, ...tunnel }) => tunnel);
  return { ...rest, Options: { ...Options, ...(TunnelOptions === undefined ? {} : { TunnelOptions }) } };
}

/** A virtual interface without its BGP keys, which AWS answers once more in the router's configuration. */
export function withoutBgpKeys(vif: Saved<VirtualInterface>): Saved<VirtualInterface> {
  const { authKey: _, customerRouterConfig: _config, bgpPeers, ...rest } = vif;
  return {
    ...rest,
    ...(bgpPeers === undefined ? {} : { bgpPeers: bgpPeers.map(({ authKey: _key, ...peer }) => peer) }),
  };
}

/** Keys of AWS's answers that hold a secret, in any service. */
const secretKeys =
  /^(customerRouterConfig|CustomerGatewayConfiguration|PreSharedKey|authKey|FIAuthKey|AuthCode|UserData|LaunchTemplateSpecificationUserData|PasswordData|Password|OldPassword|NewPassword|ServicePassword|ServiceCredentialSecret|SecretAccessKey|SessionToken|WebIdentityToken|ClientSecret|PrivateKey|Passphrase|KeyMaterial|TokenValue|APIKey)$/i;

const secretHeader = /secret|token|auth|key|password|credential/i;

/** What stands in place of a secret. */
export const leftOut = '(left out: secret)';

/**
 * Any answer of AWS's without its secrets: keys, passwords, user data, and the values of HTTP headers by which a load
 * balancer or CloudFront knows its own.
 */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  const header = members.HeaderName ?? members.HttpHeaderName;
  const hidesValue = typeof header === 'string' && secretHeader.test(header);
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => {
      const hidden = secretKeys.test(key) || (hidesValue && (key === 'HeaderValue' || key === 'Values'));
      // `UserData: { Value }`: the attribute of an instance. An absent or empty one is no secret.
      return [key, hidden && member !== null && member !== '' ? leftOut : withoutSecrets(member)];
    }),
  );
}
