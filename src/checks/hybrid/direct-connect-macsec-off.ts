import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** Direct Connect ports that could encrypt and do not. */
export const directConnectMacsecOff: SecurityCheck = {
  code: 'DX_MACSEC_OFF',
  area: 'hybrid',
  severity: 'low',
  title: {
    ko: 'Direct Connect 회선이 암호화되어 있습니다',
    en: 'Direct Connect ports encrypt',
  },
  why: {
    ko: '전용선도 중간 구간은 통신사와 데이터센터를 지납니다. MACsec이 없으면 2계층에서 평문입니다.',
    en: 'A private line still passes carriers and meet-me rooms; without MACsec it does so in the clear.',
  },
  remedy: {
    says: {
      ko: '양쪽 장비에 MACsec 키(CKN/CAK)를 설정하고 암호화 모드를 must_encrypt로 바꿉니다.',
      en: 'Set a MACsec key (CKN/CAK) on both ends, then must_encrypt.',
    },
    cli: ({ id, region }) =>
      `aws directconnect associate-mac-sec-key --connection-id ${id} --ckn CKN --cak CAK --region ${region}`,
    terraform: `resource "aws_dx_macsec_key_association" "this" {
  connection_id = "CONNECTION_ID"
  ckn           = "CKN"
  cak           = "CAK"
}`,
  },
  minutes: 240,
  frameworks: { ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html'],
  where: 'region',
  reads: ['directconnect.connections'],

  examine: ({ scope }) =>
    (scope.directconnect?.connections ?? [])
      // Hosted connections and slow ports cannot: https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html
      .filter((c) => c.connectionState !== 'deleted' && c.macSecCapable === true)
      .map((connection) => {
        const id = connection.connectionId ?? '';
        const name = connection.connectionName ?? id;
        const mode = connection.encryptionMode ?? 'no_encrypt';
        if (mode === 'must_encrypt' || connection.portEncryptionStatus === 'Encryption Up') return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `Direct Connect ${josa(name, '이/가')} MACsec으로 암호화되지 않습니다`,
                en: `Direct Connect ${name} does not encrypt by MACsec`,
              },
              evidence: [
                setting('directconnect:DescribeConnections', id, 'encryptionMode', mode),
                setting(
                  'directconnect:DescribeConnections',
                  id,
                  'portEncryptionStatus',
                  connection.portEncryptionStatus ?? '-',
                ),
              ],
            },
          ],
        };
      }),
};
