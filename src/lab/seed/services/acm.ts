import type { AcmData } from '../../../snapshot/data/services.ts';
import { distributionArn, distributionCertificateArn } from './cloudfront.ts';

const dayMs = 24 * 60 * 60 * 1000;
const issuedAt = Date.UTC(2025, 6, 1, 1, 35);

/** ACM's certificates are valid for 395 days and renewed 60 days before their end, so every 335. */
const validDays = 395;
const renewedAfterDays = 335;

/** The last renewal before an instant: the certificate has then at least 60 days left, whenever the lab is made. */
function validity(now: Date): { from: Date; to: Date; renewed: boolean } {
  const renewals = Math.max(0, Math.floor((now.getTime() - issuedAt) / (renewedAfterDays * dayMs)));
  const from = issuedAt + renewals * renewedAfterDays * dayMs;
  return { from: new Date(from), to: new Date(from + validDays * dayMs), renewed: renewals > 0 };
}

/** The certificate of the distribution's alternate name: the account's only one, kept where CloudFront takes it from. */
export function seedCertificates(now: Date): AcmData {
  const { from, to, renewed } = validity(now);
  const domain = 'www.lab.example';
  const validation = [
    {
      DomainName: domain,
      ValidationDomain: domain,
      ValidationStatus: 'SUCCESS' as const,
      ValidationMethod: 'DNS' as const,
    },
  ];
  return {
    Certificates: [
      {
        CertificateArn: distributionCertificateArn,
        DomainName: domain,
        SubjectAlternativeNames: [domain],
        DomainValidationOptions: validation,
        Subject: `CN=${domain}`,
        Issuer: 'Amazon',
        CreatedAt: new Date(issuedAt).toISOString(),
        IssuedAt: new Date(issuedAt).toISOString(),
        Status: 'ISSUED',
        NotBefore: from.toISOString(),
        NotAfter: to.toISOString(),
        KeyAlgorithm: 'RSA-2048' as 'RSA_2048',
        SignatureAlgorithm: 'SHA256WITHRSA',
        InUseBy: [distributionArn],
        Type: 'AMAZON_ISSUED',
        ...(renewed
          ? {
              RenewalSummary: {
                RenewalStatus: 'SUCCESS' as const,
                DomainValidationOptions: validation,
                UpdatedAt: from.toISOString(),
              },
            }
          : {}),
        RenewalEligibility: 'ELIGIBLE',
        Options: { CertificateTransparencyLoggingPreference: 'ENABLED' },
      },
    ],
  };
}
