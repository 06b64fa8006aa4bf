import type { Lab } from './lab.ts';
import type { Proof } from './proof.ts';

const vpn = (lab: Lab) => lab.here.ec2!.VpnConnections![0]!;
const idOfVpn = (lab: Lab): string => vpn(lab).VpnConnectionId!;
const circuit = (lab: Lab) => lab.here.directconnect!.connections![0]!;

export const hybrid: Record<string, Proof> = {
  DX_MACSEC_OFF: {
    breaks: (lab) => Object.assign(circuit(lab), { macSecCapable: true, encryptionMode: 'no_encrypt' }),
    resource: (lab) => circuit(lab).connectionId!,
    mends: (lab) => Object.assign(circuit(lab), { encryptionMode: 'must_encrypt' }),
  },
  VPN_LOGGING_OFF: {
    resource: idOfVpn,
    mends: (lab) => {
      for (const t of vpn(lab).Options!.TunnelOptions!)
        t.LogOptions = { CloudWatchLogOptions: { LogEnabled: true, LogGroupArn: 'arn:aws:logs:::log-group:vpn' } };
    },
  },
  VPN_TUNNEL_DOWN: {
    breaks: (lab) => {
      for (const t of vpn(lab).VgwTelemetry!) t.Status = 'DOWN';
    },
    resource: idOfVpn,
    mends: (lab) => {
      for (const t of vpn(lab).VgwTelemetry!) t.Status = 'UP';
    },
  },
  VPN_WEAK_ALGORITHMS: {
    resource: idOfVpn,
    mends: (lab) => {
      for (const t of vpn(lab).Options!.TunnelOptions!)
        Object.assign(t, {
          IkeVersions: [{ Value: 'ikev2' }],
          Phase1IntegrityAlgorithms: [{ Value: 'SHA2-256' }],
          Phase2IntegrityAlgorithms: [{ Value: 'SHA2-256' }],
          Phase1EncryptionAlgorithms: [{ Value: 'AES256-GCM-16' }],
          Phase2EncryptionAlgorithms: [{ Value: 'AES256-GCM-16' }],
          Phase1DHGroupNumbers: [{ Value: 20 }],
          Phase2DHGroupNumbers: [{ Value: 20 }],
        });
    },
  },
};
