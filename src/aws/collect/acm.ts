import { ACMClient, DescribeCertificateCommand, KeyAlgorithm, ListCertificatesCommand } from '@aws-sdk/client-acm';
import type { AcmData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<AcmData> = {
  Certificates: {
    operations: ['acm:ListCertificates', 'acm:DescribeCertificate'],
    where: 'region-or-home',
    run: async (ask) => {
      const summaries = await ask.pages(
        // Without a list of key types, AWS leaves out all but RSA of 1024 and 2048 bits.
        (NextToken) =>
          new ListCertificatesCommand({
            Includes: { keyTypes: Object.values(KeyAlgorithm) },
            NextToken,
            MaxItems: 1000,
          }),
        (o) => o.CertificateSummaryList,
      );
      const found = await ask.each(
        'acm:DescribeCertificate',
        summaries.map((s) => s.CertificateArn),
        async (CertificateArn) => (await ask.send(new DescribeCertificateCommand({ CertificateArn }))).Certificate,
      );
      return sorted(
        Object.values(found).filter((certificate) => certificate !== undefined),
        (c) => c.CertificateArn,
      );
    },
  },
};

export const collector: Collector<AcmData> = {
  service: 'acm',
  iamPrefix: 'acm',
  // Ten DescribeCertificate calls a second: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
  parallel: 4,
  client: (config) => new ACMClient(config as never),
  reads,
};
