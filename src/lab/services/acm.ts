import type { DescribeCertificateCommandInput, ListCertificatesCommandInput } from '@aws-sdk/client-acm';
import { AwsError } from '../../changes/world.ts';
import type { AcmData } from '../../snapshot/data/services.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

type Certificate = NonNullable<AcmData['Certificates']>[number];

/** CloudFront's certificates are kept in us-east-1. */
const certificates = (call: LabCall): Certificate[] =>
  [call.here, ...(call.region === 'us-east-1' ? [call.global] : [])].flatMap((scope) => scope.acm?.Certificates ?? []);

/** What is listed when the caller does not say which key types. */
const usualKeyTypes: readonly string[] = ['RSA_1024', 'RSA_2048'];

function listCertificates(call: LabCall, input: ListCertificatesCommandInput) {
  const { CertificateStatuses: statuses, Includes: includes = {}, NextToken, MaxItems } = input;
  const keyTypes: readonly string[] = includes.keyTypes ?? usualKeyTypes;
  const found = certificates(call)
    // `RSA-2048` in a description is `RSA_2048` in a filter.
    .filter((c) => keyTypes.includes((c.KeyAlgorithm ?? 'RSA_2048').replace('-', '_')))
    .filter((c) => statuses === undefined || statuses.includes(c.Status!))
    .filter((c) => (includes.keyUsage ?? []).every((usage) => c.KeyUsages?.some((u) => u.Name === usage)))
    .filter((c) => (includes.extendedKeyUsage ?? []).every((use) => c.ExtendedKeyUsages?.some((u) => u.Name === use)));
  const { items, next } = page(
    found,
    { size: MaxItems, token: NextToken, question: { statuses, includes } },
    { usual: 1000, most: 1000, badToken: 'ValidationException', badSize: 'ValidationException', sizeName: 'maxItems' },
  );
  return {
    CertificateSummaryList: items.map((c) => ({
      CertificateArn: c.CertificateArn,
      DomainName: c.DomainName,
      SubjectAlternativeNameSummaries: c.SubjectAlternativeNames,
      HasAdditionalSubjectAlternativeNames: false,
      Status: c.Status,
      Type: c.Type,
      KeyAlgorithm: c.KeyAlgorithm,
      KeyUsages: c.KeyUsages?.map((u) => u.Name),
      ExtendedKeyUsages: c.ExtendedKeyUsages?.map((u) => u.Name),
      InUse: (c.InUseBy ?? []).length > 0,
      RenewalEligibility: c.RenewalEligibility,
      NotBefore: c.NotBefore,
      NotAfter: c.NotAfter,
      CreatedAt: c.CreatedAt,
      IssuedAt: c.IssuedAt,
      ImportedAt: c.ImportedAt,
    })),
    ...(next === undefined ? {} : { NextToken: next }),
  };
}

function describeCertificate(call: LabCall, input: DescribeCertificateCommandInput) {
  const arn = input.CertificateArn ?? '';
  if (!/^arn:[\w-]+:acm:[\w-]*:\d{12}:certificate\/[\w-]+$/.test(arn)) {
    throw new AwsError('InvalidArnException', `Invalid ARN: ${arn}`);
  }
  const found = certificates(call).find((c) => c.CertificateArn === arn);
  if (found === undefined) {
    throw new AwsError('ResourceNotFoundException', `Could not find certificate ${arn} in account ${call.account}.`);
  }
  return { Certificate: found };
}

export const reads: Handlers = { ListCertificates: listCertificates, DescribeCertificate: describeCertificate };
